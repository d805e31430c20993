import type { Part } from '../en/catalogue.ts';
import type { check as english } from '../en/check.ts';

export const check = {
  'check.control.answer.pickUp': 'Nimmt mit einem zweiten Anruf an, bei dem das Telefon von selbst abhebt',
  'check.control.answer.notify': 'Nimmt an, indem das Telefon zum Abheben aufgefordert wird',
  'check.control.hold.notify': 'Hält, indem das Telefon dazu aufgefordert wird',
  'check.control.hold.holdingPen': 'Hält mit Musik, das Telefon bleibt verbunden',
  'check.control.hold.park': 'Hält durch Parken, zum Fortsetzen klingelt das Telefon wieder',
  'check.control.transfer.atxfer': 'Rückfrage mit dem eigenen Anruf des Telefons',
  'check.control.transfer.consultation': 'Rückfrage mit einem zweiten Anruf',

  'check.step.reached': 'Telefonanlage erreichen',
  'check.step.greeted': 'Von Asterisk hören',
  'check.step.loggedIn': 'Anmelden',
  'check.step.rights': 'Rechte haben',
  'check.step.lineKnown': 'Anschluss finden',
  'check.step.phoneRegistered': 'Telefon verbunden sehen',
  'check.step.controls': 'Annehmen, halten, weiterleiten',

  'check.state.running': 'Wird geprüft…',
  'check.state.passed': 'Geht',
  'check.state.skipped': 'Nicht versucht',
  'check.state.warned': 'Geht, aber',
  'check.state.failed': 'Fehler',

  'check.fault.loggedInHere':
    'Offhook selbst ist mit diesem Konto angemeldet, und die Telefonanlage erlaubt es nur einmal. Der Test nutzt diese Verbindung.',
  'check.fault.loggedInHere.todo':
    'Es ist nichts zu tun. Ein neues Passwort wird erst nach dem Speichern geprüft.',
  'check.fault.namesNotUtf8': 'Namen von Anrufern kommen in einem anderen Zeichensatz an und haben Lücken.',
  'check.fault.namesNotUtf8.todo': 'Stellen Sie unter „Erweitert“ den „Zeichensatz“ Ihrer Telefonanlage ein.',
  'check.fault.originateMissing': 'Dieses Konto darf nicht wählen.',
  'check.fault.originateMissing.todo':
    'Bitten Sie Ihre Administration, die Lese- und Schreibrechte des Kontos um „originate“ zu ergänzen.',
  'check.fault.callMissing': 'Dieses Konto darf Anrufe weder beenden noch halten.',
  'check.fault.callMissing.todo':
    'Bitten Sie Ihre Administration, die Lese- und Schreibrechte des Kontos um „call“ zu ergänzen.',
  'check.fault.eventsMissing': 'Dieses Konto sieht nicht, was mit Anrufen geschieht.',
  'check.fault.eventsMissing.todo':
    'Bitten Sie Ihre Administration, die Leserechte des Kontos um „call“ zu ergänzen.',
  'check.fault.lineUnknown': 'Die Telefonanlage kennt dieses Telefon nicht.',
  'check.fault.lineUnknown.todo': 'Prüfen Sie Nebenstelle, Gerät und Technik (PJSIP oder SIP).',
  'check.fault.phoneUnregistered': 'Das Telefon ist bekannt, aber nicht mit der Telefonanlage verbunden.',
  'check.fault.phoneUnregistered.todo': 'Prüfen Sie, ob das Telefon eingeschaltet und angemeldet ist.',
  'check.fault.phoneUnknowable': 'Dieses Konto kann nicht sehen, ob das Telefon verbunden ist.',
  'check.fault.phoneUnknowable.todo': 'Es ist nichts zu tun: Ein Anruf wird es zeigen.',
  'check.fault.contactUnreachable':
    'Für diesen Anschluss sind mehrere Telefone verbunden, und eines davon antwortet nicht.',
  'check.fault.contactUnreachable.todo':
    'Schalten Sie dieses Telefon ein, oder melden Sie es ab; Anrufe gehen sonst vielleicht dorthin statt zu Ihrem Telefon.',
  'check.fault.queueSilent': 'Eine Warteschlange meldet nicht, wen sie anruft.',
  'check.fault.queueSilent.todo':
    'Bitten Sie Ihre Administration, für die Warteschlange in queues.conf „eventwhencalled=yes“ zu setzen. Bis dahin werden ihre Anrufe an der Rufnummer erkannt.',
  'check.fault.contextUnknown': 'Die Telefonanlage kennt diesen Wählkontext nicht.',
  'check.fault.contextUnknown.todo': 'Prüfen Sie den Wählkontext; üblich ist „from-internal“.',
  'check.fault.controlMissing': 'Nicht alles geht von hier aus: Annehmen, Halten oder Weiterleiten fehlt.',
  'check.fault.controlMissing.todo':
    'Stellen Sie Annehmen, Halten und Weiterleiten auf automatisch, oder bitten Sie Ihre Administration um das, was dafür nötig ist.',

  'check.run': 'Verbindung testen',
  'check.again': 'Erneut testen',
  'check.running': 'Test läuft…',
  'check.title': 'Verbindungstest',
  'check.allPassed': 'Alles funktioniert. Speichern Sie, um es zu verwenden.',
  'check.passedWithWarnings': 'Es funktioniert, mit den Anmerkungen oben.',
  'check.failed': 'Der Test blieb bei „{step}“ stehen.',
  'check.stale': 'Die Einstellungen haben sich seit diesem Test geändert.',
} as const satisfies Part<typeof english>;
