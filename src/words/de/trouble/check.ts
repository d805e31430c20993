import type { Part } from '../../en/catalogue.ts';
import type { check as english } from '../../en/trouble/check.ts';

export const check = {
  'check.control.answer.pickUp': 'Nimmt mit einem zweiten Anruf an, bei dem Ihr Telefon automatisch abhebt',
  'check.control.answer.notify': 'Nimmt an, indem es das Telefon abheben lässt',
  'check.control.hold.notify': 'Hält, indem es das Telefon halten lässt',
  'check.control.hold.holdingPen': 'Hält mit Musik; das Telefon bleibt verbunden',
  'check.control.hold.park': 'Hält durch Parken; zum Fortsetzen klingelt das Telefon wieder',
  'check.control.transfer.atxfer': 'Rückfrage im selben Anruf Ihres Telefons',
  'check.control.transfer.consultation': 'Rückfrage mit einem zweiten Anruf',

  'check.step.reached': 'Telefonanlage erreichbar',
  'check.step.greeted': 'Asterisk antwortet',
  'check.step.loggedIn': 'Angemeldet',
  'check.step.rights': 'Rechte in Ordnung',
  'check.step.lineKnown': 'Nebenstelle gefunden',
  'check.step.phoneRegistered': 'Telefon angemeldet',
  'check.step.controls': 'Annehmen, Halten, Verbinden',

  'check.state.running': 'Wird geprüft…',
  'check.state.passed': 'In Ordnung',
  'check.state.skipped': 'Nicht geprüft',
  'check.state.warned': 'Mit Hinweis',
  'check.state.failed': 'Fehler',

  'check.fault.loggedInHere':
    'Offhook ist mit diesem Konto schon angemeldet, und die Telefonanlage erlaubt nur eine Anmeldung. Der Test nutzt diese Verbindung.',
  'check.fault.loggedInHere.todo':
    'Sie müssen nichts tun. Ein neues Passwort wird erst nach dem Speichern geprüft.',
  'check.fault.namesNotUtf8': 'Namen von Anrufern kommen in einem anderen Zeichensatz an und haben Lücken.',
  'check.fault.namesNotUtf8.todo': 'Stellen Sie unter „Erweitert“ den „Zeichensatz“ Ihrer Telefonanlage ein.',
  'check.fault.originateMissing': 'Dieses Konto darf nicht wählen.',
  'check.fault.originateMissing.todo':
    'Bitten Sie Ihre IT, die Lese- und Schreibrechte des Kontos um „originate“ zu ergänzen.',
  'check.fault.callMissing': 'Dieses Konto darf Anrufe weder beenden noch halten.',
  'check.fault.callMissing.todo':
    'Bitten Sie Ihre IT, die Lese- und Schreibrechte des Kontos um „call“ zu ergänzen.',
  'check.fault.eventsMissing': 'Dieses Konto sieht nicht, was mit Anrufen geschieht.',
  'check.fault.eventsMissing.todo': 'Bitten Sie Ihre IT, die Leserechte des Kontos um „call“ zu ergänzen.',
  'check.fault.lineUnknown': 'Die Telefonanlage kennt dieses Telefon nicht.',
  'check.fault.lineUnknown.todo': 'Prüfen Sie Nebenstelle, Gerät und Technik (PJSIP oder SIP).',
  'check.fault.phoneUnregistered': 'Das Telefon ist bekannt, aber nicht mit der Telefonanlage verbunden.',
  'check.fault.phoneUnregistered.todo': 'Prüfen Sie, ob das Telefon eingeschaltet und angemeldet ist.',
  'check.fault.phoneUnknowable': 'Dieses Konto kann nicht sehen, ob das Telefon verbunden ist.',
  'check.fault.phoneUnknowable.todo': 'Sie müssen nichts tun: Beim ersten Anruf zeigt es sich.',
  'check.fault.contactUnreachable':
    'Für diesen Anschluss sind mehrere Telefone angemeldet, und eines davon antwortet nicht.',
  'check.fault.contactUnreachable.todo':
    'Schalten Sie dieses Telefon ein, oder melden Sie es ab; Anrufe gehen sonst vielleicht dorthin statt zu Ihrem Telefon.',
  'check.fault.queueSilent': 'Eine Warteschlange meldet nicht, wen sie anruft.',
  'check.fault.queueSilent.todo':
    'Bitten Sie Ihre IT, für die Warteschlange in queues.conf „eventwhencalled=yes“ zu setzen. Bis dahin erkennt Offhook ihre Anrufe an der Rufnummer.',
  'check.fault.contextUnknown': 'Die Telefonanlage kennt diesen Wählkontext nicht.',
  'check.fault.contextUnknown.todo': 'Prüfen Sie den Wählkontext; üblich ist „from-internal“.',
  'check.fault.controlMissing': 'Offhook kann hier nicht alles: Annehmen, Halten oder Verbinden fehlt.',
  'check.fault.controlMissing.todo':
    'Stellen Sie Annehmen, Halten und Verbinden auf automatisch, oder bitten Sie Ihre IT um das, was dafür nötig ist.',

  'check.run': 'Verbindung testen',
  'check.again': 'Erneut testen',
  'check.running': 'Test läuft…',
  'check.title': 'Verbindungstest',
  'check.allPassed': 'Alles funktioniert. Speichern Sie, um es zu verwenden.',
  'check.passedWithWarnings': 'Es funktioniert, mit den Hinweisen oben.',
  'check.failed': 'Der Test ist bei „{step}“ gescheitert.',
  'check.stale': 'Die Einstellungen haben sich seit diesem Test geändert.',
} as const satisfies Part<typeof english>;
