import type { Part } from '../en/catalogue.ts';
import type { updates as english } from '../en/updates.ts';

export const updates: Part<typeof english> = {
  'updates.ready': 'Offhook {version} ist bereit. Es wird beim Beenden installiert.',
  'updates.found': 'Offhook {version} ist verfügbar.',
  'updates.restart': 'Jetzt neu starten',
  'updates.inCall': 'Nicht während eines Gesprächs',
  'updates.dismiss': 'Hinweis ausblenden',

  'settings.section.updates': 'Aktualisierung',
  'settings.updates.checkNow': 'Jetzt suchen',
  'settings.updates.fetch': 'Herunterladen und installieren',
  'settings.updates.off.noKey':
    'Dieses Paket hat keinen Schlüssel für Aktualisierungen; Offhook sucht deshalb nicht nach neuen Versionen.',
  'settings.updates.off.noFeed':
    'Aus: Es ist nicht bekannt, wo neue Versionen liegen. Tragen Sie unter „Erweitert“ die Adresse für Aktualisierungen ein.',
  'settings.updates.off.settings': 'Aus: Offhook sucht nicht nach neuen Versionen.',
  'settings.updates.state.waiting':
    'Offhook sucht von selbst nach neuen Versionen, einige Minuten nach dem Start.',
  'settings.updates.state.none': 'Nichts Neueres. Zuletzt gesucht: {time}.',
  'settings.updates.state.checking': 'Sucht nach einer neuen Version…',
  'settings.updates.state.afterCall':
    'Offhook {version} ist verfügbar. Es wird nach Ihrem Gespräch heruntergeladen.',
  'settings.updates.state.soon': 'Offhook {version} ist verfügbar. Es wird gleich heruntergeladen.',
  'settings.updates.state.found.here': 'Offhook {version} ist verfügbar.',
  'settings.updates.state.found.packageManager':
    'Offhook {version} ist verfügbar. Auf diesem Computer kommt es mit den Aktualisierungen des Systems oder von Ihrer Administration.',
  'settings.updates.state.found.byHand':
    'Offhook {version} ist verfügbar. Sie bekommen es dort, wo Sie dieses bekommen haben, oder von Ihrer Administration.',
  'settings.updates.state.downloading': 'Lädt Offhook {version} herunter: {percent}',
  'settings.updates.unchanged': 'Es wurde nichts verändert; Offhook versucht es später wieder.',

  'updates.fault.updateUnreachable': 'Der Ort mit den neuen Versionen ist nicht erreichbar.',
  'updates.fault.updateFeedAddress': 'Die Adresse für Aktualisierungen muss mit https beginnen.',
  'updates.fault.updateFeedMissing':
    'An der Adresse für Aktualisierungen gibt es nichts für diesen Computer.',
  'updates.fault.updateFeedUnreadable': 'Was an der Adresse für Aktualisierungen liegt, ist nicht lesbar.',
  'updates.fault.updateUnsigned':
    'Die Aktualisierung ist nicht signiert; Offhook nimmt sie deshalb nicht an.',
  'updates.fault.updateWrongSignature':
    'Die Aktualisierung ist nicht von den Machern von Offhook signiert; Offhook nimmt sie deshalb nicht an. Sagen Sie es Ihrer Administration.',
  'updates.fault.updateForAnother':
    'Die Aktualisierung ist für etwas anderes signiert als für dieses Offhook; Offhook nimmt sie deshalb nicht an. Sagen Sie es Ihrer Administration.',
  'updates.fault.updateOlder':
    'Die Aktualisierung ist älter als eine, die schon angeboten wurde; Offhook nimmt sie deshalb nicht an. Sagen Sie es Ihrer Administration.',
  'updates.fault.updateMemory':
    'Offhook kann seine Notizen zu früheren Aktualisierungen nicht lesen und nimmt deshalb keine an. Sagen Sie es Ihrer Administration.',
  'updates.fault.updateTruncated': 'Das Herunterladen ist abgebrochen.',
  'updates.fault.updateWrongBytes':
    'Das Heruntergeladene ist nicht das, was signiert wurde; Offhook nimmt es deshalb nicht an. Bleibt es so, sagen Sie es Ihrer Administration.',
  'updates.fault.updateDiskFull': 'Der Datenträger ist voll. Schaffen Sie Platz zum Herunterladen.',
  'updates.fault.updateNotWritable': 'Das Heruntergeladene lässt sich auf diesem Computer nicht speichern.',
  'updates.fault.updateFailed': 'Die Aktualisierung ist nicht gelungen.',

  'settings.updates': 'Neue Versionen',
  'settings.updates.hint': 'Nie während eines Gesprächs; installiert beim Beenden',
  'settings.updates.install': 'Von selbst installieren',
  'settings.updates.tell': 'Nur mitteilen',
  'settings.updates.off': 'Nicht danach suchen',
  'settings.updateChannel': 'Welche',
  'settings.updateChannel.latest': 'Freigegebene Versionen',
  'settings.updateChannel.beta': 'Auch Testversionen',
  'settings.updateVersion': 'Bei Version bleiben',
  'settings.updateVersion.hint': '1.4 für alle Versionen 1.4, 1.4.2 für genau diese; leer für die neueste',
  'settings.updateFeed': 'Adresse für Aktualisierungen',
  'settings.updateFeed.hint': 'Nur, wo Ihr Unternehmen die Aktualisierungen von Offhook selbst bereithält',
  'settings.invalid.notAVersion': 'Eine Version wie 1.4 oder 1.4.2',
  'settings.invalid.notACharset': 'Ein Zeichensatz wie windows-1251, iso-8859-1 oder shift_jis',
  'settings.invalid.notAFeed': 'Eine Adresse, die mit https:// beginnt',
};
