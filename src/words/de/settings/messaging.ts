import type { Part } from '../../en/catalogue.ts';
import type { messaging as english } from '../../en/settings/messaging.ts';

export const messaging = {
  'pages.connect': '{name} möchte für Sie telefonieren',
  'pages.connect.about': 'Die Seite sieht, wer Sie anruft, und kann für Sie wählen, annehmen und auflegen.',
  'pages.allow': 'Erlauben',
  'pages.allowToday': 'Nur heute',
  'pages.never': 'Nie',
  'pages.neverSite': 'Nie für alle Seiten von {site}',
  'pages.dial': '{name} möchte {number} anrufen',
  'pages.program': 'Ein Programm auf diesem Computer',
  'pages.dial.about': 'Anrufe ins Ausland und zu Servicenummern können mehr kosten.',
  'pages.dial.aboutCode':
    'Das ist ein Steuercode: Die Telefonanlage führt ihn aus und richtet damit zum Beispiel eine Rufumleitung ein.',
  'pages.dial.call': 'Anrufen',
  'pages.dial.callNumber': '{number} anrufen',
  'pages.dial.deny': 'Nicht anrufen',

  'messaging.failed': 'CRM-Seiten nicht verbunden',
  'messaging.fault.portTaken':
    'CRM-Seiten erreichen Offhook nicht: Ein anderes Programm belegt Port {port} auf diesem Computer. Offhook versucht es automatisch wieder.',
  'messaging.fault.portNotAllowed':
    'CRM-Seiten erreichen Offhook nicht: Dieser Computer gibt Port {port} nicht frei. Wählen Sie in den Einstellungen einen Port über 1023.',
  'messaging.fault.certificateUnusable':
    'CRM-Seiten erreichen Offhook auf Port {port} nicht: Zertifikat und Schlüssel sind nicht verwendbar. Wählen Sie beide Dateien in den Einstellungen neu.',
  'messaging.fault.serviceFailed':
    'CRM-Seiten erreichen Offhook auf Port {port} nicht. Starten Sie Offhook neu; bleibt es so, nennen Sie Ihrer IT den Code.',

  'settings.section.crm': 'CRM-Seiten',
  'settings.section.crm.about':
    'CRM-Seiten im Browser dieses Computers können wählen und Ihre Anrufe zeigen. Das Panel fragt Sie vorher bei jeder Seite.',
  'settings.crm.off': 'Aus: Keine Seite erreicht Offhook.',
  'settings.crm.listening': 'Bereit für Seiten auf Port {port}.',
  'settings.crm.listeningSecurely': 'Bereit für Seiten auf Port {port}, verschlüsselt.',
  'settings.crm.pages': 'Seiten, über die Sie entschieden haben',
  'settings.crm.pages.none': 'Noch keine. Möchte eine Seite telefonieren, fragt das Panel Sie.',
  'settings.crm.decided.allow': 'erlaubt',
  'settings.crm.decided.allowToday': 'heute erlaubt',
  'settings.crm.decided.never': 'nie',
  'settings.crm.revoke': 'Entfernen',
  'settings.crm.revoke.page': '{origin} entfernen',
  'settings.crm.revoked': 'Entfernt. Kommt die Seite wieder, fragt Offhook erneut.',
  'settings.crm.token': 'Token für Programme',
  'settings.crm.token.hint':
    'Ein Programm auf diesem Computer, das keine Webseite ist, braucht es für die Verbindung. Behandeln Sie es wie ein Passwort.',
  'settings.crm.token.showIt': 'Token anzeigen',
  'settings.crm.token.hideIt': 'Token verbergen',
  'settings.crm.token.copyIt': 'Token kopieren',
  'settings.crm.token.renewIt': 'Token erneuern',
  'settings.crm.token.show': 'Anzeigen',
  'settings.crm.token.hide': 'Verbergen',
  'settings.crm.token.copy': 'Kopieren',
  'settings.crm.token.copied': 'Kopiert',
  'settings.crm.token.renew': 'Erneuern',
  'settings.crm.token.renewed':
    'Das neue Token gilt. Programme mit dem alten können sich nicht mehr verbinden.',
  'settings.crm.token.none':
    'Das Betriebssystem gibt das Token nicht frei. Entsperren Sie den Schlüsselbund und versuchen Sie es erneut.',
  'settings.crm.more': 'Nummern, vorgegebene Seiten, Verschlüsselung',
  'settings.crm.dialled': 'Nummern, die Seiten anrufen wollten',
  'settings.crm.dialled.by': '{number}, für {from}',
  'settings.crm.dialled.byProgram': '{number}, für ein Programm auf diesem Computer',
  'settings.crm.dialled.none': 'Keine seit dem Start von Offhook.',
  'settings.crm.dialled.dialled': 'gewählt',
  'settings.crm.dialled.denied': 'nicht erlaubt',
  'settings.crm.dialled.refused': 'fehlgeschlagen',

  'settings.messagingPort': 'Port für Seiten',
  'settings.messagingPort.hint': 'CRM-Seiten erwarten 2013; 0 schaltet es aus',
  'settings.messagingOrigins': 'Seiten, die ohne Nachfrage erlaubt sind',
  'settings.messagingOrigins.hint': 'Schema und Name, etwa https://crm.example.com',
  'settings.messagingOrigins.add': 'Seite hinzufügen',
  'settings.messagingCertFile': 'Zertifikat dieses Computers',
  'settings.messagingCertFile.hint': 'Nur für verschlüsselte Seiten (wss): Pfad einer PEM-Datei',
  'settings.messagingKeyFile': 'Schlüssel des Zertifikats',
  'settings.messagingKeyFile.hint': 'Pfad einer PEM-Datei',
  'settings.pageDialAsk': 'Nachfragen, bevor eine Seite anruft',
  'settings.pageDialAsk.hint':
    'Anfang der Nummern mit einem ! am Ende; X steht für jede Ziffer, Z für 1 bis 9, N für 2 bis 9',
  'settings.pageDialAsk.add': 'Nummern hinzufügen, bei denen nachgefragt wird',
  'settings.pageDialAllow': 'Seiten dürfen immer anrufen',
  'settings.pageDialAllow.hint': 'Ausnahmen von den beiden anderen Listen, etwa +49!',
  'settings.pageDialAllow.add': 'Erlaubte Nummern hinzufügen',
  'settings.pageDialDeny': 'Seiten dürfen nie anrufen',
  'settings.pageDialDeny.hint': 'Die Seite erfährt, dass die Nummer nicht erlaubt ist',
  'settings.pageDialDeny.add': 'Nicht erlaubte Nummern hinzufügen',

  'settings.invalid.notAKey': 'In dieser Datei ist kein privater Schlüssel',
  'settings.invalid.notAnOrigin': 'Schema und Name ohne Pfad, etwa https://crm.example.com',
  'settings.invalid.notAFavourite': 'Eine Nummer oder ein Name mit der Nummer in spitzen Klammern',
  'settings.invalid.notAPattern': 'Ziffern, * und #, die Buchstaben X, Z und N und am Ende ein . oder !',
} as const satisfies Part<typeof english>;
