import type { Part } from '../catalogue.ts';
import type { desktop as english } from '../en/desktop.ts';

export const desktop = {
  'tray.state.notConnected': 'Nicht verbunden',
  'tray.state.ready': 'Bereit',
  'tray.state.notReady': 'Nicht bereit',
  'tray.state.ringing': 'Es klingelt',
  'tray.state.talking': 'Im Gespräch',
  'tray.state.onHold': 'Gehalten',
  'tray.tip': 'Offhook: {state}',
  'tray.tip.call': 'Offhook: {state}, {who}',
  'tray.tip.missed': {
    one: 'Offhook: {state}, {count} verpasster Anruf',
    other: 'Offhook: {state}, {count} verpasste Anrufe',
  },
  'tray.missed': { one: '{count} verpasster Anruf', other: '{count} verpasste Anrufe' },
  'tray.call': '{who}: {phase}',
  'tray.open': 'Offhook öffnen',
  'tray.dial': 'Wählen…',
  'tray.settings': 'Einstellungen…',
  'tray.agent': 'Status: {state}',
  'tray.agent.ready': 'Bereit',
  'tray.agent.notReady': 'Nicht bereit',
  'tray.agent.notReadyFor': 'Nicht bereit: {reason}',
  'tray.quit': 'Offhook beenden',

  'note.incoming': 'Eingehender Anruf',
  'note.queue': 'über {queue}',
  'note.missed': 'Verpasster Anruf',
  'note.callBack': 'Zurückrufen',
  'note.notDone': 'Das ging nicht',

  'wish.noSuchCall': 'Es gibt keinen Anruf, für den das gemeint sein könnte.',
  'wish.whichCall': 'Dafür kommen mehrere Anrufe infrage: Bitte im Panel erledigen.',
  'wish.timedOut': 'Die Telefonanlage hat nicht geantwortet.',

  'menu.file': 'Datei',
  'menu.edit': 'Bearbeiten',
  'menu.view': 'Ansicht',
  'chooser.tlsCaFile': 'Zertifikat der Zertifizierungsstelle wählen',
  'chooser.filePath': 'Aufzeichnung wählen',
  'chooser.certificates': 'Zertifikate (PEM)',
  'chooser.recordings': 'Aufzeichnungen',
  'chooser.connector': 'Einstellungen eines Konnektors wählen',
  'chooser.connectors': 'Konnektor-Einstellungen (XML)',
  'chooser.allFiles': 'Alle Dateien',
} as const satisfies Part<typeof english>;
