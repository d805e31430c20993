import type { Part } from '../en/catalogue.ts';
import type { refusal as english } from '../en/refusal.ts';

export const refusal = {
  'refusal.notConnected':
    'Nicht mit der Telefonanlage verbunden. Es geht wieder, sobald die Verbindung zurück ist.',
  'refusal.checkingCall':
    'Die Verbindung war einen Moment weg; dieser Anruf wird geprüft. Einen Moment bitte.',
  'refusal.commandInProgress': 'Der letzte Befehl ist noch unterwegs. Einen Moment bitte.',
  'refusal.tooManyCalls': 'Ihr Anschluss hat so viele Anrufe, wie er führen kann. Beenden Sie zuerst einen.',
  'refusal.phoneNotRegistered':
    'Ihr Telefon ist nicht mit der Telefonanlage verbunden. Prüfen Sie, ob es eingeschaltet und angemeldet ist.',
  'refusal.answerOnPhone': 'Ihr Telefon kann nicht von hier aus abheben: Nehmen Sie den Hörer ab.',
  'refusal.holdOnPhone': 'Ihr Telefon kann nicht von hier aus halten: Benutzen Sie seine eigene Haltetaste.',
  'refusal.swapOnPhone': 'Wechseln Sie zwischen den Anrufen mit der Taste Ihres Telefons.',
  'refusal.resumeOnPhone':
    'Dieser Anruf wurde mit der Taste des Telefons gehalten: Holen Sie ihn dort zurück.',
  'refusal.notYetAnswered':
    'Der Anruf ist noch nicht angenommen. Halten geht erst, wenn Sie im Gespräch sind.',
  'refusal.rightMissing':
    'Die Telefonanlage erlaubt Offhook das nicht. Ihre Administration kann das Recht vergeben.',
  'refusal.parkingNotFound':
    'Anrufe können nicht gehalten werden: Den Parkbereich aus den Einstellungen gibt es auf der Telefonanlage nicht.',
  'refusal.dialPlanMissing':
    'Die Telefonanlage ist darauf nicht vorbereitet. Ihre Administration kann die Zeilen ergänzen, die Offhook mitbringt.',
  'refusal.consultationOpen':
    'Beenden Sie zuerst die laufende Rückfrage: Übergeben Sie, oder gehen Sie zurück.',
  'refusal.noOtherCall': 'Dazu braucht es einen zweiten Anruf.',
  'refusal.noOtherParty':
    'Sie sind mit der Telefonanlage selbst verbunden: Da ist niemand, den Sie halten oder weiterleiten könnten.',
  'refusal.partyGone': 'Die Gegenseite hat gerade aufgelegt.',
  'refusal.keysOnPhone': 'Diese Telefonanlage nimmt Tasten nur von Ihrem Telefon an: Bitte dort drücken.',
  'refusal.inConference': 'Das geht nicht, während Sie in einer Konferenz sind.',
  'refusal.nobodyRinging': 'Dieses Telefon klingelt nicht mehr.',
  'refusal.noQueues': 'Sie sind in keiner Warteschlange.',
  'refusal.noAfterCallWork': 'Es läuft keine Nachbearbeitung, die verlängert werden könnte.',
  'refusal.switchedOff': 'Das ist auf diesem Rechner abgeschaltet.',
  'refusal.replayOnly': 'Hier läuft eine Aufzeichnung: Sie können ihr zusehen, aber nichts an ihr ändern.',
  'refusal.invalidNumber': 'Diese Nummer kann nicht gewählt werden. Möglich sind Ziffern, +, * und #.',
  'refusal.invalidDigits': 'Nur Ziffern, * und # können gesendet werden.',
  'refusal.unknownNumber':
    'Die Telefonanlage kennt diese Nummer nicht. Prüfen Sie sie, und wählen Sie erneut.',
  'refusal.otherParty':
    'Nicht ausgeführt: Auf dieser Taste lag gerade erst ein anderer Anruf. Wenn Sie den meinen, drücken Sie noch einmal.',
  'refusal.unknownCall': 'Dieser Anruf ist schon zu Ende.',
  'refusal.unknownQueue': 'Die Telefonanlage kennt diese Warteschlange nicht.',
  'refusal.queueFixed': 'Die Telefonanlage hält Sie in dieser Warteschlange: Pause geht, Abmelden nicht.',
  'refusal.targetBusy': 'Die andere Nummer ist besetzt. Sie sind zurück bei Ihrem Anruf.',
  'refusal.targetNotAnswered': 'Niemand hat abgehoben. Sie sind zurück bei Ihrem Anruf.',
  'refusal.refusedByPbx':
    'Die Telefonanlage hat abgelehnt. Versuchen Sie es erneut; wenn es so bleibt, nennen Sie Ihrer Administration den Code.',
  'refusal.phoneBusy': 'Ihr Telefon ist besetzt. Beenden Sie den anderen Anruf, dann wählen Sie erneut.',
  'refusal.phoneRejected': 'Ihr Telefon hat den Anruf abgelehnt. Wählen Sie erneut, und heben Sie ab.',
  'refusal.phoneNotAnswered':
    'An Ihrem Telefon wurde nicht rechtzeitig abgehoben. Wählen Sie erneut, und heben Sie ab.',
  'refusal.phoneUnreachable':
    'Ihr Telefon war nicht zu erreichen. Prüfen Sie, ob es eingeschaltet und angemeldet ist, dann versuchen Sie es erneut.',
  'refusal.phoneDiverted':
    'Ihr Telefon leitet Anrufe um, und dieser klingelt dort. Legen Sie dort auf, oder schalten Sie die Umleitung am Telefon aus.',
  'refusal.callEnded': 'Der Anruf war zu Ende, bevor das geschehen konnte.',
  'refusal.connectionLost':
    'Die Verbindung zur Telefonanlage ist abgebrochen. Ob es noch geschehen ist, zeigt sich, wenn sie zurück ist.',
} as const satisfies Part<typeof english>;
