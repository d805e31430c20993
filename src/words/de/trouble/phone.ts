import type { phone as english } from '../../en/trouble/phone.ts';
import type { Part } from '../../en/catalogue.ts';

export const phone: Part<typeof english> = {
  'phone.registered': 'Telefon bereit',
  'phone.registering': 'Ihr Telefon meldet sich an…',
  'phone.goesOn': 'Ihr Gespräch läuft weiter: Das Telefon in diesem Computer ist verbunden.',
  'phone.noMicrophone': 'Kein Mikrofon: Ihr Gesprächspartner würde Sie nicht hören.',
  'phone.noMicrophone.todo':
    'Schließen Sie eines an, oder erlauben Sie Offhook den Zugriff in den Einstellungen dieses Computers.',
  'phone.quality.good': 'Ton gut',
  'phone.quality.fair': 'Ton mittel',
  'phone.quality.poor': 'Ton schlecht',
  'phone.quality.numbers': 'Verlust {loss} %, Jitter {jitter} ms, Umlaufzeit {roundTrip} ms',
  'phone.nothingArrives': 'Vom Gesprächspartner ist nichts zu hören.',
  'phone.nothingArrives.todo':
    'Fragen Sie, ob man Sie hört. Bleibt es dabei, geben Sie Ihrem Administrator den Code.',
  'phone.noWay': 'Es kommt kein Ton durch.',
  'phone.noWay.todo':
    'Eine Firewall oder das VPN blockiert ihn vielleicht. Versuchen Sie ein anderes Netz, oder geben Sie Ihrem Administrator den Code.',
  'phone.fault': 'Ihr Telefon ist nicht angemeldet, es kommen keine Anrufe an.',
  'phone.fault.passwordMissing': 'Das SIP-Passwort fehlt.',
  'phone.fault.passwordMissing.todo': 'Geben Sie es in den Einstellungen ein.',
  'phone.fault.keyringLocked':
    'Das SIP-Passwort liegt im Schlüsselbund dieses Computers, und der ist gesperrt.',
  'phone.fault.keyringLocked.todo':
    'Entsperren Sie ihn mit seinem Passwort; meist ist es das, mit dem Sie sich anmelden.',
  'phone.fault.loginRefused': 'Die Telefonanlage hat SIP-Benutzer oder SIP-Passwort nicht akzeptiert.',
  'phone.fault.loginRefused.todo': 'Geben Sie beides in den Einstellungen neu ein.',
  'phone.fault.registrationRefused': 'Die Telefonanlage lässt dieses Telefon nicht zu.',
  'phone.fault.registrationRefused.todo':
    'Fragen Sie Ihren Administrator, ob Ihre Nebenstelle für das Telefon im Computer eingerichtet ist (WebRTC).',
  'phone.fault.addressUnknown': 'Die Adresse des Telefons wurde nicht gefunden.',
  'phone.fault.addressUnknown.todo': 'Prüfen Sie Netzwerk oder VPN, danach die Adresse in den Einstellungen.',
  'phone.fault.unreachable': 'Die Telefonanlage ist unter der Adresse des Telefons nicht erreichbar.',
  'phone.fault.unreachable.todo':
    'Prüfen Sie Netzwerk oder VPN. Bleibt es dabei, prüfen Sie die Adresse in den Einstellungen.',
  'phone.fault.certificateWrong':
    'Das Zertifikat der Telefonanlage ist nicht vertrauenswürdig oder abgelaufen; es wurde nichts gesendet.',
  'phone.fault.certificateWrong.todo':
    'Bitten Sie Ihren Administrator um die CA-Datei und wählen Sie sie in den Einstellungen aus, oder um ein neues Zertifikat.',
  'phone.fault.caUnreadable': 'Die Datei mit dem CA-Zertifikat des Telefons ist nicht lesbar.',
  'phone.fault.caUnreadable.todo': 'Wählen Sie sie in den Einstellungen neu aus.',
  'phone.fault.settingsIncomplete': 'Die Einstellungen des Telefons sind unvollständig.',
  'phone.fault.settingsIncomplete.todo':
    'Öffnen Sie die Einstellungen und geben Sie den Host und Ihre Nebenstelle ein.',
};
