import type { Part } from '../../en/catalogue.ts';
import type { reach as english } from '../../en/settings/reach.ts';

export const reach = {
  'settings.section.reach': 'Links und Autostart',
  'settings.dialLinksAtOnce': 'Nummern aus Links sofort wählen',
  'settings.dialLinksAtOnce.hint':
    'Aus: Offhook trägt die Nummer ein, die Eingabetaste wählt sie. Ein: Jede Webseite mit einem Link kann Ihr Telefon wählen lassen.',

  'settings.startAtLogin': 'Bei der Anmeldung starten',
  'settings.startAtLogin.hint': 'Im Infobereich, ohne Fenster. Gilt sofort.',
  'settings.startAtLogin.refused': 'Das System hat es nicht übernommen.',
  'settings.links': 'Was Telefon-Links öffnen',
  'settings.links.offhook': 'öffnet Offhook',
  'settings.links.other': 'öffnet ein anderes Programm',
  'settings.links.nobody': 'öffnet nichts',
  'settings.links.claim': 'Mit Offhook öffnen',
  'settings.links.claim.bySystem':
    'Das können nur Sie ändern: Wählen Sie in den Systemeinstellungen unter „Standard-Apps“ Offhook für diese Links.',
  'settings.links.claim.notInstalled':
    'Links funktionieren, sobald Offhook auf diesem Computer installiert ist: Das Paket richtet sie ein.',
  'settings.links.refused':
    'Der Desktop hat es nicht übernommen. Wählen Sie Offhook in dessen Einstellungen für Standardanwendungen.',

  'settings.section.hotkeys': 'Tastenkürzel',
  'settings.section.hotkeys.about':
    'Sie wirken, während ein anderes Programm vorn ist. Wählen Sie ein Feld, und drücken Sie dann die Tasten.',
  'settings.hotkeyShowPanel': 'Panel anzeigen',
  'settings.hotkeyAnswer': 'Annehmen',
  'settings.hotkeyHangUp': 'Auflegen',
  'settings.hotkeyHold': 'Halten, fortsetzen',
  'settings.hotkeyMute': 'Stumm, stumm aus',
  'settings.hotkeySwitchState': 'Bereit, nicht bereit',
  'settings.hotkeyDialSelected': 'Markierte Nummer wählen',
  'settings.hotkeyQuickCommand': 'Schnellbefehl',
  'hotkey.none': 'Keines',
  'hotkey.press': 'Tasten drücken…',
  'hotkey.press.hint': 'Esc behält die alten Tasten.',
  'hotkey.record': '{what}: {keys}',
  'hotkey.clear': 'Löschen',
  'hotkey.clear.of': 'Löschen: {what}',
  'hotkey.restore': 'Standard',
  'hotkey.restore.of': 'Standard: {what}',
  'hotkey.taken': 'Ein anderes Programm verwendet diese Tasten; deshalb bewirken sie hier nichts.',
  'hotkey.duplicate': 'Diese Tasten sind hier schon vergeben: {other}',
  'hotkey.wrong.unreadable': 'Diese Tasten können kein Tastenkürzel sein.',
  'hotkey.wrong.needsModifier':
    'Bitte mit Strg oder Alt: Allein würde diese Taste in keinem anderen Programm mehr funktionieren.',
  'hotkey.wrong.reserved': 'Diese Tasten braucht das System oder fast jedes Programm.',
  'hotkey.key.Command': '⌘',
  'hotkey.key.Control': 'Strg',
  'hotkey.key.Alt': 'Alt',
  'hotkey.key.AltGr': 'AltGr',
  'hotkey.key.Shift': 'Umschalt',
  'hotkey.key.Super': 'Super',
  'hotkey.key.Enter': 'Eingabe',
  'hotkey.key.Escape': 'Esc',
  'hotkey.key.Space': 'Leertaste',
  'hotkey.key.Backspace': 'Rücktaste',
  'hotkey.key.Delete': 'Entf',
  'hotkey.key.Insert': 'Einfg',
  'hotkey.key.Home': 'Pos1',
  'hotkey.key.End': 'Ende',
  'hotkey.key.PageUp': 'Bild auf',
  'hotkey.key.PageDown': 'Bild ab',
  'hotkey.key.PrintScreen': 'Druck',

  'offer.link': 'Diese Nummer kommt aus einem Link. Die Eingabetaste wählt sie.',
  'offer.link.ringing': 'Diese Nummer kommt aus einem Link. „Anrufen“ wählt sie.',
  'offer.selection': 'Diese Nummer haben Sie markiert. Die Eingabetaste wählt sie.',
  'offer.selection.ringing': 'Diese Nummer haben Sie markiert. „Anrufen“ wählt sie.',
  'offer.missedCall': 'Einen Anruf von dieser Nummer haben Sie verpasst. Die Eingabetaste ruft zurück.',
  'offer.missedCall.ringing': 'Einen Anruf von dieser Nummer haben Sie verpasst. „Anrufen“ ruft zurück.',
  'offer.waiting':
    'Diese Nummer kommt aus einem Link. Offhook wählt sie, sobald die Telefonanlage verbunden ist.',
  'offer.context': 'Laut Link funktioniert sie nur in {context}.',
  'choice.which': '{count} Nummern: Welche ist gemeint?',
  'choice.keys': 'danach {keys}',
  'keysToSend.send': '{keys} senden',
  'keysToSend.sending': 'Wird gesendet…',
  'keysToSend.later': 'Sobald abgehoben wird, können Sie {keys} senden.',
  'offer.dismiss': 'Diesen Hinweis ausblenden',

  'noNumber.link.empty': 'Der geöffnete Link enthält keine Nummer.',
  'noNumber.link.tooLong': 'Der geöffnete Link ist zu lang für eine Nummer.',
  'noNumber.link.tooShort': 'Die Nummer im geöffneten Link ist zu kurz.',
  'noNumber.link.unknownScheme': 'Der geöffnete Link ist kein Telefon-Link.',
  'noNumber.link.controlCharacter':
    'Der geöffnete Link enthält Steuerzeichen; Offhook hat ihn deshalb nicht verwendet.',
  'noNumber.link.argumentLike':
    'Der geöffnete Link sieht aus wie eine Programmoption; Offhook hat ihn deshalb nicht verwendet.',
  'noNumber.link.letters':
    'Die Nummer im geöffneten Link enthält Buchstaben: Ohne sie wäre es die Nummer von jemand anderem.',
  'noNumber.link.severalNumbers': 'Der geöffnete Link enthält mehrere Nummern.',
  'noNumber.link.notANumber': 'Der geöffnete Link enthält keine Telefonnummer.',
  'noNumber.link.unknownDemand': 'Der geöffnete Link verlangt etwas, das diese Version nicht kennt.',
  'noNumber.selection.empty': 'Es ist nichts markiert und nichts kopiert.',
  'noNumber.selection.tooLong': 'Es ist mehr als eine Nummer markiert: Bitte weniger markieren.',
  'noNumber.selection.tooShort': 'Markieren Sie eine Nummer mit mindestens drei Ziffern.',
  'noNumber.selection.unknownScheme': 'Markiert ist ein Link, aber kein Telefon-Link.',
  'noNumber.selection.controlCharacter':
    'Die Markierung enthält Steuerzeichen; Offhook hat sie deshalb nicht verwendet.',
  'noNumber.selection.argumentLike':
    'Die Markierung sieht aus wie eine Programmoption; Offhook hat sie deshalb nicht verwendet.',
  'noNumber.selection.letters':
    'Die markierte Nummer enthält Buchstaben: Ohne sie wäre es die Nummer von jemand anderem.',
  'noNumber.selection.severalNumbers': 'Es sind mehrere Nummern markiert: Bitte nur eine markieren.',
  'noNumber.selection.notANumber': 'Die Markierung enthält keine Telefonnummer.',
  'noNumber.selection.unknownDemand': 'Der markierte Link verlangt etwas, das diese Version nicht kennt.',
} as const satisfies Part<typeof english>;
