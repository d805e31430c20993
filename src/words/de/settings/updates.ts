import type { Part } from '../../en/catalogue.ts';
import type { updates as english } from '../../en/settings/updates.ts';

export const updates: Part<typeof english> = {
  'updates.ready': 'Offhook {version} ist bereit und wird beim Beenden installiert.',
  'updates.found': 'Offhook {version} ist verfügbar.',
  'updates.restart': 'Jetzt neu starten',
  'updates.inCall': 'Nicht während eines Gesprächs',
  'updates.dismiss': 'Hinweis ausblenden',

  'settings.section.updates': 'Updates',
  'settings.updates.checkNow': 'Jetzt suchen',
  'settings.updates.fetch': 'Herunterladen und installieren',
  'settings.updates.off.noKey':
    'Dieses Paket hat keinen Update-Schlüssel; Offhook sucht deshalb nicht nach neuen Versionen.',
  'settings.updates.off.noFeed': 'Aus: Es gibt keine Update-Adresse. Tragen Sie unter „Erweitert“ eine ein.',
  'settings.updates.off.settings': 'Aus: Offhook sucht nicht nach neuen Versionen.',
  'settings.updates.state.waiting':
    'Offhook sucht automatisch nach neuen Versionen, einige Minuten nach dem Start.',
  'settings.updates.state.none': 'Sie haben die neueste Version. Zuletzt gesucht: {time}.',
  'settings.updates.state.checking': 'Neue Version wird gesucht…',
  'settings.updates.state.afterCall':
    'Offhook {version} ist verfügbar. Der Download beginnt nach Ihrem Gespräch.',
  'settings.updates.state.soon': 'Offhook {version} ist verfügbar. Der Download beginnt gleich.',
  'settings.updates.state.found.here': 'Offhook {version} ist verfügbar.',
  'settings.updates.state.found.packageManager':
    'Offhook {version} ist verfügbar. Auf diesem Computer kommt es mit den Updates des Systems oder von Ihrer IT.',
  'settings.updates.state.found.byHand':
    'Offhook {version} ist verfügbar. Sie bekommen es dort, woher Sie diese Version haben, oder von Ihrer IT.',
  'settings.updates.state.downloading': 'Offhook {version} wird heruntergeladen: {percent}',
  'settings.updates.unchanged': 'Es wurde nichts geändert. Offhook versucht es später wieder.',

  'updates.fault.updateUnreachable': 'Die Update-Adresse ist nicht erreichbar.',
  'updates.fault.updateFeedAddress': 'Die Update-Adresse muss mit https beginnen.',
  'updates.fault.updateFeedMissing': 'Unter der Update-Adresse gibt es nichts für diesen Computer.',
  'updates.fault.updateFeedUnreadable': 'Was unter der Update-Adresse liegt, ist nicht lesbar.',
  'updates.fault.updateUnsigned': 'Das Update ist nicht signiert; Offhook lehnt es deshalb ab.',
  'updates.fault.updateWrongSignature':
    'Das Update ist nicht vom Hersteller von Offhook signiert; Offhook lehnt es deshalb ab. Sagen Sie es Ihrer IT.',
  'updates.fault.updateForAnother':
    'Das Update ist für ein anderes Offhook signiert; Offhook lehnt es deshalb ab. Sagen Sie es Ihrer IT.',
  'updates.fault.updateOlder':
    'Das Update ist älter als ein schon angebotenes; Offhook lehnt es deshalb ab. Sagen Sie es Ihrer IT.',
  'updates.fault.updateMemory':
    'Offhook kann nicht lesen, welche Updates es schon gesehen hat, und installiert deshalb keine. Sagen Sie es Ihrer IT.',
  'updates.fault.updateTruncated': 'Der Download wurde unterbrochen.',
  'updates.fault.updateWrongBytes':
    'Der Download passt nicht zu seiner Signatur; Offhook lehnt ihn deshalb ab. Bleibt es so, sagen Sie es Ihrer IT.',
  'updates.fault.updateDiskFull': 'Der Datenträger ist voll. Schaffen Sie Platz für den Download.',
  'updates.fault.updateNotWritable': 'Der Download lässt sich auf diesem Computer nicht speichern.',
  'updates.fault.updateFailed': 'Das Update ist fehlgeschlagen.',

  'settings.updates': 'Neue Versionen',
  'settings.updates.hint': 'Nie während eines Gesprächs; installiert beim Beenden',
  'settings.updates.install': 'Automatisch installieren',
  'settings.updates.tell': 'Nur benachrichtigen',
  'settings.updates.off': 'Nicht danach suchen',
  'settings.updateChannel': 'Updatekanal',
  'settings.updateChannel.latest': 'Freigegebene Versionen',
  'settings.updateChannel.beta': 'Auch Testversionen',
  'settings.updateVersion': 'Bei Version bleiben',
  'settings.updateVersion.hint': '1.4 für alle Versionen 1.4, 1.4.2 für genau diese; leer für die neueste',
  'settings.updateFeed': 'Update-Adresse',
  'settings.updateFeed.hint': 'Nur, wenn Ihr Unternehmen die Updates von Offhook selbst bereitstellt',
  'settings.updateFeed.example': 'https://',
  'settings.invalid.notAVersion': 'Eine Version wie 1.4 oder 1.4.2',
  'settings.invalid.notACharset': 'Ein Zeichensatz wie windows-1251, iso-8859-1 oder shift_jis',
  'settings.invalid.notAFeed': 'Eine Adresse, die mit https:// beginnt',
};
