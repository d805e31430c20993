import type { Part } from '../en/catalogue.ts';
import type { reach as english } from '../en/reach.ts';

export const reach = {
  'settings.section.reach': 'Offhook erreichen',
  'settings.dialLinksAtOnce': 'Nummern aus Links sofort wählen',
  'settings.dialLinksAtOnce.hint':
    'Aus: Die Nummer wird eingetragen und mit der Eingabetaste gewählt. Ein: Jede Webseite mit einem Link kann Ihr Telefon wählen lassen.',

  'settings.startAtLogin': 'Bei der Anmeldung starten',
  'settings.startAtLogin.hint': 'Im Infobereich, ohne Fenster. Gilt sofort.',
  'settings.startAtLogin.refused': 'Das System hat es nicht übernommen.',
  'settings.links': 'Was Telefon-Links öffnen',
  'settings.links.offhook': 'öffnet Offhook',
  'settings.links.other': 'öffnet ein anderes Programm',
  'settings.links.nobody': 'öffnet nichts',
  'settings.links.claim': 'Mit Offhook öffnen',
  'settings.links.claim.bySystem':
    'Das können nur Sie ändern: Wählen Sie in den Einstellungen des Systems unter „Standard-Apps“ Offhook für diese Links.',
  'settings.links.claim.notInstalled':
    'Links gibt es, sobald Offhook auf diesem Rechner installiert ist: Das Paket bringt mit, was der Desktop dafür braucht.',
  'settings.links.refused':
    'Der Desktop hat es nicht übernommen. Wählen Sie Offhook in dessen Einstellungen für Standardanwendungen.',

  'settings.section.hotkeys': 'Tastenkürzel',
  'settings.section.hotkeys.about':
    'Sie wirken, während ein anderes Programm vorn ist. Drücken Sie eines der Felder, dann die Tasten.',
  'settings.hotkeyShowPanel': 'Panel zeigen',
  'settings.hotkeyAnswer': 'Annehmen',
  'settings.hotkeyHangUp': 'Auflegen',
  'settings.hotkeyHold': 'Halten, zurückholen',
  'settings.hotkeyMute': 'Stumm schalten, Stummschaltung aufheben',
  'settings.hotkeyDialSelected': 'Markierte Nummer wählen',
  'hotkey.none': 'Keines',
  'hotkey.press': 'Tasten drücken…',
  'hotkey.press.hint': 'Esc lässt es, wie es war.',
  'hotkey.record': '{what}: {keys}',
  'hotkey.clear': 'Löschen',
  'hotkey.clear.of': 'Löschen: {what}',
  'hotkey.restore': 'Standard',
  'hotkey.restore.of': 'Standard: {what}',
  'hotkey.taken': 'Ein anderes Programm hat diese Tasten, deshalb bewirken sie hier nichts.',
  'hotkey.duplicate': 'Diese Tasten sind hier schon vergeben: {other}',
  'hotkey.wrong.unreadable': 'Diese Tasten können kein Tastenkürzel sein.',
  'hotkey.wrong.needsModifier':
    'Bitte zusammen mit Strg oder Alt: allein würde diese Taste allen anderen Programmen weggenommen.',
  'hotkey.wrong.reserved': 'Diese Tasten braucht das System oder fast jedes Programm.',
  'hotkey.key.Command': '⌘',
  'hotkey.key.Control': 'Strg',
  'hotkey.key.Alt': 'Alt',
  'hotkey.key.AltGr': 'AltGr',
  'hotkey.key.Shift': 'Umschalt',
  'hotkey.key.Super': 'Super',

  'offer.link': 'Diese Nummer kommt aus einem Link. Die Eingabetaste wählt sie.',
  'offer.link.ringing': 'Diese Nummer kommt aus einem Link. „Anrufen“ wählt sie.',
  'offer.selection': 'Diese Nummer haben Sie markiert. Die Eingabetaste wählt sie.',
  'offer.selection.ringing': 'Diese Nummer haben Sie markiert. „Anrufen“ wählt sie.',
  'offer.missedCall': 'Einen Anruf von dieser Nummer haben Sie verpasst. Die Eingabetaste ruft zurück.',
  'offer.missedCall.ringing': 'Einen Anruf von dieser Nummer haben Sie verpasst. „Anrufen“ ruft zurück.',
  'offer.waiting': 'Diese Nummer kommt aus einem Link. Sie wird gewählt, sobald die Telefonanlage da ist.',
  'offer.context': 'Laut Link gilt sie nur in {context}.',
  'choice.which': '{count} Nummern: Welche ist gemeint?',
  'choice.keys': 'danach {keys}',
  'keysToSend.send': '{keys} senden',
  'keysToSend.sending': 'Wird gesendet…',
  'keysToSend.later': 'Wenn abgehoben wird, können Sie {keys} senden.',
  'offer.dismiss': 'Diesen Hinweis ausblenden',

  'noNumber.link.empty': 'In dem geöffneten Link steht keine Nummer.',
  'noNumber.link.tooLong': 'Der geöffnete Link ist zu lang für eine Nummer.',
  'noNumber.link.tooShort': 'Die Nummer in dem geöffneten Link ist zu kurz.',
  'noNumber.link.unknownScheme': 'Der geöffnete Link ist nicht für ein Telefon.',
  'noNumber.link.controlCharacter':
    'In dem geöffneten Link sind Steuerzeichen, deshalb wurde nichts daraus übernommen.',
  'noNumber.link.argumentLike':
    'Der geöffnete Link sieht aus wie eine Option für ein Programm, deshalb wurde nichts daraus übernommen.',
  'noNumber.link.letters':
    'Der geöffnete Link hat Buchstaben in der Nummer: ohne sie wäre es die Nummer von jemand anderem.',
  'noNumber.link.severalNumbers': 'In dem geöffneten Link stehen mehrere Nummern.',
  'noNumber.link.notANumber': 'In dem geöffneten Link steht keine Telefonnummer.',
  'noNumber.link.unknownDemand': 'Der geöffnete Link verlangt etwas, das diese Version nicht kennt.',
  'noNumber.selection.empty': 'Es ist nichts markiert und nichts kopiert.',
  'noNumber.selection.tooLong': 'Es ist mehr als eine Nummer markiert: Bitte weniger markieren.',
  'noNumber.selection.tooShort': 'Markiert sein muss eine Nummer mit mindestens drei Ziffern.',
  'noNumber.selection.unknownScheme': 'Markiert ist ein Link, der nicht für ein Telefon ist.',
  'noNumber.selection.controlCharacter':
    'In der Markierung sind Steuerzeichen, deshalb wurde nichts daraus übernommen.',
  'noNumber.selection.argumentLike':
    'Die Markierung sieht aus wie eine Option für ein Programm, deshalb wurde nichts daraus übernommen.',
  'noNumber.selection.letters':
    'In der markierten Nummer sind Buchstaben: ohne sie wäre es die Nummer von jemand anderem.',
  'noNumber.selection.severalNumbers': 'Es sind mehrere Nummern markiert: Bitte nur die gemeinte markieren.',
  'noNumber.selection.notANumber': 'In der Markierung ist keine Telefonnummer.',
  'noNumber.selection.unknownDemand': 'Der markierte Link verlangt etwas, das diese Version nicht kennt.',
} as const satisfies Part<typeof english>;
