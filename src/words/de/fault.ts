import type { Part } from '../en/catalogue.ts';
import type { fault as english } from '../en/fault.ts';

export const fault = {
  'fault.hostUnknown': 'Es gibt keine Telefonanlage mit diesem Namen.',
  'fault.hostUnknown.todo': 'Prüfen Sie Netzwerk oder VPN, dann den Servernamen in den Einstellungen.',
  'fault.hostUnreachable': 'Die Telefonanlage ist von hier aus nicht zu erreichen.',
  'fault.hostUnreachable.todo': 'Prüfen Sie Ihr Netzwerk oder VPN.',
  'fault.portRefused': 'Der Rechner ist da, aber die Telefonanlage nimmt an diesem Port keine Verbindung an.',
  'fault.portRefused.todo':
    'Vielleicht startet sie gerade neu. Wenn es so bleibt, prüfen Sie den Port in den Einstellungen.',
  'fault.connectTimeout': 'Die Telefonanlage reagiert nicht.',
  'fault.connectTimeout.todo': 'Prüfen Sie Ihr Netzwerk oder VPN; vielleicht ist eine Firewall dazwischen.',
  'fault.connectionLost': 'Die Verbindung zur Telefonanlage ist abgebrochen.',
  'fault.connectionLost.todo':
    'Ihre Gespräche gehen am Telefon weiter. Offhook verbindet sich von selbst wieder.',
  'fault.noAnswer': 'Die Telefonanlage antwortet nicht mehr.',
  'fault.noAnswer.todo': 'Ihre Gespräche gehen am Telefon weiter. Offhook verbindet sich von selbst wieder.',
  'fault.notAsterisk': 'Was dort antwortet, ist keine Manager-Schnittstelle von Asterisk.',
  'fault.notAsterisk.todo': 'Prüfen Sie Server und Port in den Einstellungen; üblich ist 5038, mit TLS 5039.',
  'fault.tlsUntrusted': 'Dem Zertifikat der Telefonanlage wird nicht vertraut, darum wurde nichts gesendet.',
  'fault.tlsUntrusted.todo':
    'Bitten Sie Ihre Administration um die CA-Datei, und wählen Sie sie in den Einstellungen.',
  'fault.tlsFailed': 'Es kam keine sichere Verbindung zustande.',
  'fault.tlsFailed.todo': 'Prüfen Sie, ob der Port in den Einstellungen der für TLS ist, meist 5039.',
  'fault.loginRefused': 'Die Telefonanlage hat Benutzername oder Passwort nicht angenommen.',
  'fault.loginRefused.todo':
    'Geben Sie beides in den Einstellungen neu ein. Offhook versucht es nicht erneut, damit nichts gesperrt wird.',
  'fault.loginInUse':
    'Dieses Konto ist schon anderswo angemeldet, und die Telefonanlage erlaubt es nur einmal.',
  'fault.loginInUse.todo':
    'Beenden Sie das andere Programm, das es verwendet, oder bitten Sie Ihre Administration um ein eigenes Konto (manager.conf: allowmultiplelogin). Offhook versucht es weiter.',
  'fault.secretMissing': 'Das Passwort für die Telefonanlage fehlt.',
  'fault.secretMissing.todo': 'Geben Sie es in den Einstellungen ein.',
  'fault.keyringLocked':
    'Das Passwort für die Telefonanlage liegt in einem Schlüsselbund dieses Computers, der gesperrt ist.',
  'fault.keyringLocked.todo':
    'Entsperren Sie ihn mit seinem Passwort; meist ist es das, mit dem Sie sich anmelden.',
  'fault.rightsMissing': 'Dieses Konto darf Anrufe weder sehen noch führen.',
  'fault.rightsMissing.todo':
    'Bitten Sie Ihre Administration um die Lese- und Schreibrechte „call,agent,originate“.',
  'fault.protocolBroken': 'Die Telefonanlage hat etwas gesendet, das Offhook nicht versteht.',
  'fault.protocolBroken.todo':
    'Offhook verbindet sich von selbst wieder. Kommt es erneut vor, nennen Sie dem Support den Code.',
  'fault.settingsInvalid': 'Die Einstellungen sind nicht vollständig.',
  'fault.settingsInvalid.todo': 'Öffnen Sie die Einstellungen, und füllen Sie aus, was markiert ist.',
  'fault.settingsLost': 'Ihre Einstellungen sind nicht lesbar: Sie erhalten keine Anrufe.',
  'fault.settingsLost.todo':
    'Öffnen Sie die Einstellungen, und tragen Sie Ihre Telefonanlage erneut ein, oder fragen Sie Ihre Administration. Die beschädigte Datei bleibt erhalten.',
  'fault.recordingUnreadable': 'Die Aufzeichnung kann nicht gelesen werden.',
  'fault.recordingUnreadable.todo':
    'Prüfen Sie die Datei in den Einstellungen, oder leeren Sie das Feld, um sich mit einer Telefonanlage zu verbinden.',
  'fault.recordingEnded': 'Die Aufzeichnung ist zu Ende.',
  'fault.recordingEnded.todo':
    '„Jetzt versuchen“ spielt sie erneut ab; leeren Sie das Feld in den Einstellungen, um sich mit einer Telefonanlage zu verbinden.',
  'fault.snapshotFailed': 'Die Telefonanlage hat nicht mitgeteilt, welche Anrufe bestehen.',
  'fault.snapshotFailed.todo':
    'Offhook versucht es von selbst erneut. Wenn es so bleibt, fehlt dem Konto vielleicht das Recht „call“.',
  'fault.internal': 'In Offhook ist etwas schiefgegangen.',
  'fault.internal.todo':
    'Offhook versucht es von selbst erneut. Kommt es wieder vor, nennen Sie dem Support den Code.',
} as const satisfies Part<typeof english>;
