import { en } from '../../src/words/en/index.ts';
import { fill, type Message, type Param, type ParamNames } from '../../src/words/message.ts';

/** What the tray, notifications, hotkeys and the command line say. */
const desk = {
  'tray.state.notConnected': 'Not connected',
  'tray.state.ready': 'Ready',
  'tray.state.notReady': 'Not ready',
  'tray.state.ringing': 'Ringing',
  'tray.state.talking': 'Talking',
  'tray.state.onHold': 'On hold',
  'tray.tip': 'Offhook: {state}',
  'tray.tip.call': 'Offhook: {state}, {who}',
  'tray.tip.missed': {
    one: 'Offhook: {state}, {count} missed call',
    other: 'Offhook: {state}, {count} missed calls',
  },
  'tray.missed': { one: '{count} missed call', other: '{count} missed calls' },
  'tray.call': '{who}: {phase}',
  'tray.open': 'Open Offhook',
  'tray.dial': 'Dial…',
  'tray.settings': 'Settings…',
  'tray.agent': 'Agent state: {state}',
  'tray.agent.ready': 'Ready',
  'tray.agent.notReady': 'Not ready',
  'tray.agent.notReadyFor': 'Not ready: {reason}',
  'note.incoming': 'Incoming call',
  'note.queue': 'via {queue}',
  'note.missed': 'Missed call',
  'note.callBack': 'Call back',
  'wish.noSuchCall': 'There is no call that this could be for.',
  'wish.whichCall': 'There are several calls that this could be for: do it in the panel.',
  'wish.timedOut': 'The phone system did not answer.',
} as const satisfies Record<string, Message>;

const catalogue = { ...en, ...desk };

type Catalogue = typeof catalogue;
type Args<Key extends keyof Catalogue> = [ParamNames<Catalogue[Key]>] extends [never]
  ? []
  : [params: Readonly<Record<ParamNames<Catalogue[Key]>, Param>>];

export type Translate = <Key extends keyof Catalogue>(key: Key, ...args: Args<Key>) => string;

/** The texts of the catalogue and those above in English. */
export function translate(locale: string): Translate {
  const plural = new Intl.PluralRules('en');
  const number = new Intl.NumberFormat(locale);
  return (key, ...args) => fill(catalogue[key], args[0] ?? {}, plural, number);
}
