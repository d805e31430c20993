import type { Part } from '../../en/catalogue.ts';
import type { support as english } from '../../en/settings/support.ts';

export const support: Part<typeof english> = {
  'support.title': 'Offhook-Hilfe bei Störungen',
  'support.tab.trace': 'Pakete',
  'support.tab.report': 'Bericht',
  'support.failed': 'Das konnte nicht gelesen werden.',

  'support.trace.about':
    'Was Offhook und die Telefonanlage einander senden, genau so; Passwörter sind unkenntlich.',
  'support.trace.filter': 'Filtern',
  'support.trace.filter.hint':
    'Wörter, die ein Paket enthalten muss; mit einem Minus davor: nicht enthalten darf',
  'support.trace.pause': 'Anhalten',
  'support.trace.continue': 'Weiter',
  'support.trace.clear': 'Leeren',
  'support.trace.save': 'Als Aufzeichnung speichern…',
  'support.trace.list': 'Pakete, das neueste zuletzt',
  'support.trace.in': 'von der Telefonanlage',
  'support.trace.out': 'von Offhook',
  'support.trace.none': 'Noch nichts. Pakete erscheinen hier, sobald sie ankommen.',
  'support.trace.noMatch': 'Kein Paket passt zu diesem Filter.',
  'support.trace.packet': 'Das gewählte Paket',
  'support.trace.choose': 'Wählen Sie ein Paket, um es ganz zu lesen.',
  'support.trace.count': { one: '{count} Paket', other: '{count} Pakete' },
  'support.trace.matching': { one: '{count} passt', other: '{count} passen' },
  'support.trace.held': { one: 'Angehalten: {count} weiteres', other: 'Angehalten: {count} weitere' },
  'support.trace.saved':
    'Gespeichert als {file}. Die Datei enthält Namen und Nummern von Anrufern: Prüfen Sie sie, bevor Sie sie weitergeben.',

  'support.report.about':
    'Für die Person, die Ihnen hilft. Lesen Sie ihn, bevor Sie ihn senden: Mehr wird nicht gesendet, und Passwörter stehen nicht darin.',
  'support.report.masked': 'Telefonnummern und Namen von Anrufern sind unkenntlich.',
  'support.report.unmasked':
    'Er enthält Namen und Nummern von Anrufern. In den Einstellungen können Sie sie unkenntlich machen.',
  'support.report.text': 'Der Bericht',
  'support.report.renew': 'Neu erstellen',
  'support.report.making': 'Wird zusammengestellt…',
  'support.report.save': 'Speichern…',
  'support.report.saved': 'Gespeichert als {file}.',
  'support.report.title': 'Offhook: Diagnosebericht',
  'support.report.versions': 'Versionen',
  'support.report.settings': 'Einstellungen',
  'support.report.line': 'Anschluss',
  'support.report.history': 'Verlauf der Verbindung',
  'support.report.log': 'Protokoll',
  'support.report.packets': 'Letzte Pakete',

  'support.save.notWritable':
    'Nicht gespeichert: Offhook kann dort nicht schreiben. Wählen Sie einen anderen Ort.',
  'support.save.diskFull':
    'Nicht gespeichert: Der Datenträger ist voll. Schaffen Sie Platz, und speichern Sie noch einmal.',
  'support.save.nothingYet': 'Es gibt noch nichts zu speichern: Es wurde nichts gesendet oder empfangen.',

  'settings.section.support': 'Bei Problemen',
  'settings.support.open': 'Pakete und Bericht…',
  'settings.support.about':
    'Ansehen, was die Telefonanlage sendet, es als Aufzeichnung speichern oder einen Bericht für den Support erstellen.',
  'settings.historyDays': 'Anrufe aufbewahren (Tage)',
  'settings.historyDays.hint': 'Ältere Anrufe werden mit ihren Notizen gelöscht; 0: bis Sie sie löschen',
  'settings.maskNumbers': 'Telefonnummern im Protokoll und in Berichten unkenntlich machen',
  'settings.maskNumbers.hint':
    'Nur die letzten zwei Ziffern bleiben lesbar; Nebenstellen werden nicht unkenntlich gemacht',
};
