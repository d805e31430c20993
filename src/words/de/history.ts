import type { Part } from '../en/catalogue.ts';
import type { history as english } from '../en/history.ts';

export const history = {
  'history.title': 'Anrufliste',
  'history.list': 'Anrufe nach Tagen, neueste zuerst',
  'history.search': 'Suchen',
  'history.search.hint': 'Name, Nummer oder Notiz',
  'history.search.clear': 'Suche leeren',
  'history.filter': 'Anzeigen',
  'history.filter.all': 'Alle',
  'history.filter.missed': 'Verpasst',
  'history.filter.incoming': 'Eingehend',
  'history.filter.outgoing': 'Ausgehend',
  'history.count': { one: '{count} Anruf', other: '{count} Anrufe' },
  'history.found': { one: '{count} Anruf gefunden', other: '{count} Anrufe gefunden' },
  'history.openMissed': { one: '{count} Rückruf offen', other: '{count} Rückrufe offen' },
  'history.today': 'Heute',
  'history.open': 'Rückruf offen',
  'history.hasNote': 'mit Notiz',
  'history.noEnd': 'Ende nicht erfasst',
  'history.loading': 'Wird geladen…',
  'history.more': 'Mehr',

  'history.none': 'Noch keine Anrufe',
  'history.none.kept': {
    one: 'Anrufe erscheinen hier und bleiben {count} Tag erhalten.',
    other: 'Anrufe erscheinen hier und bleiben {count} Tage erhalten.',
  },
  'history.none.keptForever': 'Anrufe erscheinen hier und bleiben erhalten, bis Sie sie löschen.',
  'history.noMatch': 'Keine passenden Anrufe',
  'history.showAll': 'Alle Anrufe anzeigen',

  'history.copy': 'Nummer kopieren',
  'history.note': 'Notiz',
  'history.note.write': 'Notiz schreiben',
  'history.note.hint': 'Nur für Sie sichtbar. Wird beim Verlassen des Felds gespeichert.',
  'history.note.saved': 'Notiz gespeichert',
  'history.note.failed': 'Die Notiz ist noch nicht gespeichert. {why}',
  'history.done': 'Als erledigt markieren',
  'history.notDone': 'Als offen markieren',
  'history.delete': 'Löschen',
  'history.undo': 'Rückgängig',
  'history.export.csv': 'Als CSV für Tabellenprogramme…',
  'history.export.jsonl': 'Als JSON-Zeilen…',
  'history.export.saved': 'Gespeichert als {file}.',
  'history.clear': 'Alle Anrufe löschen…',
  'history.clear.title': 'Alle Anrufe löschen?',
  'history.clear.about':
    'Alle Anrufe dieser Leitung werden mit ihren Notizen von diesem Computer gelöscht, nicht nur die angezeigten. Das lässt sich nicht rückgängig machen.',
  'history.clear.do': 'Alle löschen',
  'history.clear.cancel': 'Abbrechen',

  'history.removed': 'Gelöscht: {who}',
  'history.restored': 'Der Anruf ist wieder da',
  'history.notRestored': 'Es gibt nichts rückgängig zu machen',
  'history.cleared': { one: '{count} Anruf gelöscht', other: '{count} Anrufe gelöscht' },
  'history.copied': 'Nummer von {who} kopiert',

  'history.details': 'Details zum Anruf mit {who}',
  'history.details.close': 'Details schließen',
  'history.details.started': 'Beginn',
  'history.details.rang': 'Klingelt seit',
  'history.details.connected': 'Verbunden',
  'history.details.ended': 'Ende',
  'history.details.noEnd': 'nicht erfasst: Der Anruf läuft noch, oder Offhook wurde währenddessen beendet',
  'history.details.approximate': 'Das Ende wurde nicht erfasst: Die Zeiten sind ungefähr.',
  'history.details.queue': 'Warteschlange',
  'history.details.did': 'Gewählte Nummer',
  'history.details.rings': 'Geklingelt',
  'history.details.ringTimes': '{times}-mal',
  'history.details.transferredTo': 'Weiterverbunden mit',
  'history.details.service': 'Angenommen von',
  'history.details.done': 'Erledigt',
  'history.details.consultations': 'Rückfragen',

  'history.failed': 'Die Anrufliste kann nicht gelesen werden.',
  'history.notWritten':
    'Anrufe werden zurzeit nicht gespeichert. Sie bleiben im Arbeitsspeicher und werden später gespeichert.',
  'history.fault.diskFull': 'Der Datenträger ist voll.',
  'history.fault.diskFull.todo': 'Schaffen Sie Platz; danach geht es automatisch weiter.',
  'history.fault.notWritable': 'Offhook darf den Ordner der Anrufliste nicht verwenden.',
  'history.fault.notWritable.todo': 'Bitten Sie Ihre IT um Schreibrechte für den Datenordner von Offhook.',
  'history.fault.locked': 'Ein anderes Programm verwendet die Datei der Anrufliste.',
  'history.fault.locked.todo':
    'Schließen Sie weitere Offhook-Fenster und Sicherungsprogramme und versuchen Sie es erneut.',
  'history.fault.damaged': 'Die Datei der Anrufliste ist beschädigt.',
  'history.fault.damaged.todo':
    'Starten Sie Offhook neu: Die Datei wird beiseitegelegt, und eine neue Anrufliste beginnt.',
  'history.fault.failed': 'In Offhook ist ein Fehler aufgetreten.',
  'history.fault.failed.todo':
    'Versuchen Sie es erneut. Wenn es wieder geschieht, senden Sie den Code an den Support.',
  'history.leftOut': {
    one: '{count} Anruf ist beschädigt und wird nicht angezeigt. Die übrigen Anrufe sind nicht betroffen.',
    other:
      '{count} Anrufe sind beschädigt und werden nicht angezeigt. Die übrigen Anrufe sind nicht betroffen.',
  },
  'history.setAside.damaged':
    'Die Anrufliste war beschädigt, daher beginnt eine neue. Die alte Datei ist aufbewahrt: {file}',
  'history.setAside.newer':
    'Die Anrufliste stammt von einer neueren Version von Offhook, daher beginnt eine neue. Die alte Datei ist aufbewahrt: {file}',
} as const satisfies Part<typeof english>;
