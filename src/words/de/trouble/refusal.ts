import type { Part } from '../../en/catalogue.ts';
import type { refusal as english } from '../../en/trouble/refusal.ts';

export const refusal = {
  'refusal.notConnected': 'Keine Verbindung zur Telefonanlage. Sobald sie wieder da ist, geht es weiter.',
  'refusal.checkingCall':
    'Die Verbindung war kurz unterbrochen. Offhook prüft noch, ob der Anruf besteht. Einen Moment bitte.',
  'refusal.commandInProgress': 'Die letzte Aktion läuft noch. Einen Moment bitte.',
  'refusal.tooManyCalls': 'Ihr Anschluss ist voll belegt. Beenden Sie zuerst einen Anruf.',
  'refusal.phoneNotRegistered':
    'Ihr Telefon ist nicht mit der Telefonanlage verbunden. Prüfen Sie, ob es eingeschaltet und angemeldet ist.',
  'refusal.microphoneMissing':
    'Kein Mikrofon gefunden. Schließen Sie eines an, oder erlauben Sie Offhook den Zugriff in den Einstellungen dieses Computers.',
  'refusal.answerOnPhone': 'Offhook kann an diesem Telefon nicht annehmen: Heben Sie den Hörer ab.',
  'refusal.holdOnPhone':
    'Offhook kann an diesem Telefon nicht halten: Benutzen Sie die Haltetaste des Telefons.',
  'refusal.swapOnPhone': 'Makeln Sie mit der Taste Ihres Telefons.',
  'refusal.resumeOnPhone':
    'Dieser Anruf wurde mit der Taste des Telefons gehalten: Setzen Sie ihn dort fort.',
  'refusal.notYetAnswered': 'Der Anruf ist noch nicht angenommen. Halten geht erst im Gespräch.',
  'refusal.rightMissing': 'Die Telefonanlage erlaubt Offhook das nicht. Ihre IT kann das Recht vergeben.',
  'refusal.parkingNotFound':
    'Anrufe können nicht gehalten werden: Den Parkbereich aus den Einstellungen gibt es auf der Telefonanlage nicht.',
  'refusal.dialPlanMissing':
    'Die Telefonanlage ist darauf nicht vorbereitet. Ihre IT kann die Zeilen ergänzen, die Offhook mitbringt.',
  'refusal.consultationOpen':
    'Beenden Sie zuerst die laufende Rückfrage: Verbinden Sie, oder gehen Sie zurück.',
  'refusal.noOtherCall': 'Dafür brauchen Sie einen zweiten Anruf.',
  'refusal.noOtherParty':
    'Sie sind mit der Telefonanlage selbst verbunden: Da ist niemand, den Sie halten oder verbinden könnten.',
  'refusal.partyGone': 'Die Gegenseite hat gerade aufgelegt.',
  'refusal.keysOnPhone': 'Diese Telefonanlage nimmt Töne nur von Ihrem Telefon an: Bitte dort drücken.',
  'refusal.inConference': 'Das geht nicht während einer Konferenz.',
  'refusal.nobodyRinging': 'Dieses Telefon klingelt nicht mehr.',
  'refusal.noQueues': 'Sie sind in keiner Warteschlange.',
  'refusal.dispositionMissing': 'Wählen Sie zuerst das Gesprächsergebnis des letzten Anrufs.',
  'refusal.noAfterCallWork': 'Es läuft keine Nachbearbeitung, die verlängert werden könnte.',
  'refusal.switchedOff': 'Das ist auf diesem Computer abgeschaltet.',
  'refusal.replayOnly': 'Das ist eine Aufzeichnung: Sie können zusehen, aber nichts steuern.',
  'refusal.invalidNumber': 'Diese Nummer kann nicht gewählt werden. Möglich sind Ziffern, +, * und #.',
  'refusal.invalidDigits': 'Nur Ziffern, * und # können gesendet werden.',
  'refusal.unknownNumber':
    'Die Telefonanlage kennt diese Nummer nicht. Prüfen Sie sie, und wählen Sie erneut.',
  'refusal.otherParty':
    'Nicht ausgeführt: Zu dieser Taste gehört erst seit eben ein anderer Anruf. Wenn Sie ihn meinen, drücken Sie noch einmal.',
  'refusal.unknownCall': 'Dieser Anruf ist schon beendet.',
  'refusal.unknownQueue': 'Die Telefonanlage kennt diese Warteschlange nicht.',
  'refusal.queueFixed':
    'Die Telefonanlage hat Sie dieser Warteschlange fest zugeordnet: „Nicht bereit“ geht, Abmelden nicht.',
  'refusal.targetBusy': 'Die andere Nummer ist besetzt. Sie sind zurück bei Ihrem Anruf.',
  'refusal.targetNotAnswered': 'Niemand hat abgehoben. Sie sind zurück bei Ihrem Anruf.',
  'refusal.refusedByPbx':
    'Die Telefonanlage hat abgelehnt. Versuchen Sie es erneut; wenn es so bleibt, nennen Sie Ihrer IT den Code.',
  'refusal.phoneBusy': 'Ihr Telefon ist besetzt. Beenden Sie den anderen Anruf, dann wählen Sie erneut.',
  'refusal.phoneRejected': 'Ihr Telefon hat den Anruf abgelehnt. Wählen Sie erneut, und heben Sie ab.',
  'refusal.phoneNotAnswered':
    'An Ihrem Telefon hat niemand rechtzeitig abgehoben. Wählen Sie erneut, und heben Sie ab.',
  'refusal.phoneUnreachable':
    'Ihr Telefon war nicht erreichbar. Prüfen Sie, ob es eingeschaltet und angemeldet ist, dann versuchen Sie es erneut.',
  'refusal.phoneDiverted':
    'Ihr Telefon leitet Anrufe um, und dieser klingelt dort. Legen Sie dort auf, oder schalten Sie die Umleitung am Telefon aus.',
  'refusal.callEnded': 'Der Anruf war da schon beendet.',
  'refusal.connectionLost':
    'Die Verbindung zur Telefonanlage ist unterbrochen. Ob es geklappt hat, sehen Sie, sobald sie wieder da ist.',
} as const satisfies Part<typeof english>;
