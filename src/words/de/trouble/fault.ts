import type { Part } from '../../en/catalogue.ts';
import type { fault as english } from '../../en/trouble/fault.ts';

export const fault = {
  'fault.hostUnknown': 'Es wurde keine Telefonanlage mit diesem Namen gefunden.',
  'fault.hostUnknown.todo': 'Prüfen Sie Netzwerk oder VPN, dann den Servernamen in den Einstellungen.',
  'fault.hostUnreachable': 'Die Telefonanlage ist von hier aus nicht erreichbar.',
  'fault.hostUnreachable.todo': 'Prüfen Sie Ihr Netzwerk oder VPN.',
  'fault.portRefused':
    'Der Rechner antwortet, aber die Telefonanlage nimmt an diesem Port keine Verbindungen an.',
  'fault.portRefused.todo':
    'Vielleicht startet sie gerade neu. Wenn es so bleibt, prüfen Sie den Port in den Einstellungen.',
  'fault.connectTimeout': 'Die Telefonanlage reagiert nicht.',
  'fault.connectTimeout.todo':
    'Prüfen Sie Ihr Netzwerk oder VPN; vielleicht blockiert eine Firewall die Verbindung.',
  'fault.connectionLost': 'Die Verbindung zur Telefonanlage ist unterbrochen.',
  'fault.connectionLost.todo':
    'Ihre Gespräche laufen am Telefon weiter. Offhook verbindet sich automatisch wieder.',
  'fault.noAnswer': 'Die Telefonanlage antwortet nicht mehr.',
  'fault.noAnswer.todo':
    'Ihre Gespräche laufen am Telefon weiter. Offhook verbindet sich automatisch wieder.',
  'fault.notAsterisk': 'Unter dieser Adresse gibt es keine Manager-Schnittstelle von Asterisk.',
  'fault.notAsterisk.todo': 'Prüfen Sie Server und Port in den Einstellungen; üblich ist 5038, mit TLS 5039.',
  'fault.tlsUntrusted':
    'Dem Zertifikat der Telefonanlage wird nicht vertraut; deshalb wurde nichts gesendet.',
  'fault.tlsUntrusted.todo': 'Bitten Sie Ihre IT um die CA-Datei, und wählen Sie sie in den Einstellungen.',
  'fault.tlsFailed': 'Eine sichere Verbindung war nicht möglich.',
  'fault.tlsFailed.todo': 'Prüfen Sie, ob der Port in den Einstellungen der für TLS ist, meist 5039.',
  'fault.loginRefused': 'Die Telefonanlage hat Benutzername oder Passwort nicht angenommen.',
  'fault.loginRefused.todo':
    'Geben Sie beides in den Einstellungen neu ein. Offhook versucht es nicht erneut, damit das Konto nicht gesperrt wird.',
  'fault.loginInUse':
    'Dieses Konto ist schon anderswo angemeldet, und die Telefonanlage erlaubt nur eine Anmeldung.',
  'fault.loginInUse.todo':
    'Beenden Sie das andere Programm, oder bitten Sie Ihre IT um ein eigenes Konto (manager.conf: allowmultiplelogin). Offhook versucht es weiter.',
  'fault.secretMissing': 'Das Passwort für die Telefonanlage fehlt.',
  'fault.secretMissing.todo': 'Geben Sie es in den Einstellungen ein.',
  'fault.keyringLocked':
    'Das Passwort für die Telefonanlage liegt im Schlüsselbund dieses Computers, und der ist gesperrt.',
  'fault.keyringLocked.todo':
    'Entsperren Sie ihn mit seinem Passwort; meist ist es das, mit dem Sie sich anmelden.',
  'fault.rightsMissing': 'Dieses Konto darf Anrufe weder sehen noch steuern.',
  'fault.rightsMissing.todo': 'Bitten Sie Ihre IT um die Lese- und Schreibrechte „call,agent,originate“.',
  'fault.protocolBroken': 'Die Telefonanlage hat etwas gesendet, das Offhook nicht versteht.',
  'fault.protocolBroken.todo':
    'Offhook verbindet sich automatisch wieder. Kommt es erneut vor, nennen Sie dem Support den Code.',
  'fault.settingsInvalid': 'Die Einstellungen sind unvollständig.',
  'fault.settingsInvalid.todo': 'Öffnen Sie die Einstellungen, und füllen Sie die markierten Felder aus.',
  'fault.settingsLost': 'Ihre Einstellungen sind nicht lesbar: Sie erhalten keine Anrufe.',
  'fault.settingsLost.todo':
    'Öffnen Sie die Einstellungen, und tragen Sie Ihre Telefonanlage erneut ein, oder fragen Sie Ihre IT. Die beschädigte Datei bleibt erhalten.',
  'fault.recordingUnreadable': 'Die Aufzeichnung kann nicht gelesen werden.',
  'fault.recordingUnreadable.todo':
    'Prüfen Sie die Datei in den Einstellungen, oder leeren Sie das Feld, um sich mit einer Telefonanlage zu verbinden.',
  'fault.recordingEnded': 'Die Aufzeichnung ist zu Ende.',
  'fault.recordingEnded.todo':
    '„Jetzt versuchen“ spielt sie erneut ab; leeren Sie das Feld in den Einstellungen, um sich mit einer Telefonanlage zu verbinden.',
  'fault.snapshotFailed': 'Die Telefonanlage hat die laufenden Anrufe nicht gemeldet.',
  'fault.snapshotFailed.todo':
    'Offhook versucht es automatisch erneut. Wenn es so bleibt, fehlt dem Konto vielleicht das Recht „call“.',
  'fault.internal': 'In Offhook ist ein Fehler aufgetreten.',
  'fault.internal.todo':
    'Offhook versucht es automatisch erneut. Kommt es wieder vor, nennen Sie dem Support den Code.',
} as const satisfies Part<typeof english>;
