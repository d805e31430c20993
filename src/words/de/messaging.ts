import type { Part } from '../en/catalogue.ts';
import type { messaging as english } from '../en/messaging.ts';

export const messaging = {
  'pages.connect': '{name} möchte Anrufe tätigen und steuern',
  'pages.connect.about': 'Die Seite sieht, wer Sie anruft, und kann wie Sie wählen, annehmen und auflegen.',
  'pages.allow': 'Erlauben',
  'pages.allowToday': 'Nur heute',
  'pages.never': 'Nie',
  'pages.neverSite': 'Nie für alle Seiten von {site}',
  'pages.dial': '{name} möchte {number} anrufen',
  'pages.program': 'Ein Programm auf diesem Computer',
  'pages.dial.about': 'Anrufe ins Ausland und zu Servicenummern können mehr kosten.',
  'pages.dial.aboutCode':
    'Das ist ein Steuercode: Die Telefonanlage führt damit etwas aus, etwa eine Rufumleitung.',
  'pages.dial.call': 'Anrufen',
  'pages.dial.callNumber': '{number} anrufen',
  'pages.dial.deny': 'Nicht anrufen',

  'messaging.failed': 'CRM-Seiten nicht verbunden',
  'messaging.fault.portTaken':
    'CRM-Seiten erreichen Offhook nicht: Ein anderes Programm belegt Port {port} dieses Computers. Offhook versucht es von selbst wieder.',
  'messaging.fault.portNotAllowed':
    'CRM-Seiten erreichen Offhook nicht: Dieser Computer gibt Port {port} nicht frei. Wählen Sie in den Einstellungen einen über 1023.',
  'messaging.fault.certificateUnusable':
    'CRM-Seiten erreichen Offhook auf Port {port} nicht: Zertifikat und Schlüssel sind nicht verwendbar. Wählen Sie beide Dateien in den Einstellungen neu.',
  'messaging.fault.serviceFailed':
    'CRM-Seiten erreichen Offhook auf Port {port} nicht. Starten Sie Offhook neu; bleibt es so, nennen Sie Ihrem Administrator den Code.',

  'settings.section.crm': 'CRM-Seiten',
  'settings.section.crm.about':
    'Seiten Ihres CRM im Browser dieses Computers können wählen und Ihre Anrufe zeigen. Nach jeder wird vorher im Panel gefragt.',
  'settings.crm.off': 'Aus: Keine Seite erreicht Offhook.',
  'settings.crm.listening': 'Bereit für Seiten auf Port {port}.',
  'settings.crm.listeningSecurely': 'Bereit für Seiten auf Port {port}, verschlüsselt.',
  'settings.crm.pages': 'Seiten, über die Sie entschieden haben',
  'settings.crm.pages.none': 'Noch keine. Möchte eine Seite telefonieren, wird im Panel gefragt.',
  'settings.crm.decided.allow': 'erlaubt',
  'settings.crm.decided.allowToday': 'heute erlaubt',
  'settings.crm.decided.never': 'nie',
  'settings.crm.revoke': 'Vergessen',
  'settings.crm.revoke.page': 'Vergessen: {origin}',
  'settings.crm.revoked': 'Vergessen. Kommt die Seite wieder, wird erneut gefragt.',
  'settings.crm.token': 'Token für Programme',
  'settings.crm.token.hint':
    'Ein Programm auf diesem Computer, das keine Webseite ist, zeigt es vor, um eingelassen zu werden. Behandeln Sie es wie ein Passwort.',
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
    'Ein neues Token gilt; Programme mit dem alten werden nicht mehr eingelassen.',
  'settings.crm.token.none':
    'Das Betriebssystem hat es nicht herausgegeben. Entsperren Sie den Schlüsselbund und versuchen Sie es erneut.',
  'settings.crm.more': 'Nummern, vorgegebene Seiten, Verschlüsselung',
  'settings.crm.dialled': 'Nummern, die Seiten anrufen wollten',
  'settings.crm.dialled.by': '{number}, für {from}',
  'settings.crm.dialled.byProgram': '{number}, für ein Programm auf diesem Computer',
  'settings.crm.dialled.none': 'Keine, seit Offhook gestartet wurde.',
  'settings.crm.dialled.dialled': 'gewählt',
  'settings.crm.dialled.denied': 'nicht erlaubt',
  'settings.crm.dialled.refused': 'nicht zustande gekommen',

  'settings.messagingPort': 'Port für Seiten',
  'settings.messagingPort.hint': 'CRM-Seiten erwarten 2013; 0 schaltet es aus',
  'settings.messagingOrigins': 'Seiten, die ohne Frage erlaubt sind',
  'settings.messagingOrigins.hint': 'Schema und Name, etwa https://crm.example.com',
  'settings.messagingOrigins.add': 'Seite hinzufügen',
  'settings.messagingCertFile': 'Zertifikat dieses Computers',
  'settings.messagingCertFile.hint': 'Nur für verschlüsselte Seiten (wss): Pfad einer PEM-Datei',
  'settings.messagingKeyFile': 'Schlüssel des Zertifikats',
  'settings.messagingKeyFile.hint': 'Pfad einer PEM-Datei',
  'settings.pageDialAsk': 'Fragen, bevor eine Seite anruft',
  'settings.pageDialAsk.hint':
    'Anfang der Nummern mit einem ! am Ende; X steht für jede Ziffer, Z für 1 bis 9, N für 2 bis 9',
  'settings.pageDialAsk.add': 'Nummern hinzufügen, nach denen gefragt wird',
  'settings.pageDialAllow': 'Seiten dürfen immer anrufen',
  'settings.pageDialAllow.hint': 'Ausnahmen von den beiden anderen Listen, etwa +49!',
  'settings.pageDialAllow.add': 'Erlaubte Nummern hinzufügen',
  'settings.pageDialDeny': 'Seiten dürfen nie anrufen',
  'settings.pageDialDeny.hint': 'Seiten erfahren, dass die Nummer nicht erlaubt ist',
  'settings.pageDialDeny.add': 'Nicht erlaubte Nummern hinzufügen',

  'settings.invalid.notAKey': 'In dieser Datei ist kein privater Schlüssel',
  'settings.invalid.notAnOrigin': 'Schema und Name ohne Pfad, etwa https://crm.example.com',
  'settings.invalid.notAPattern': 'Ziffern, * und #, die Buchstaben X, Z und N und am Ende ein . oder !',
} as const satisfies Part<typeof english>;
