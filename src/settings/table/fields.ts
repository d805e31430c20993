import { dispositionRules } from '../../cti/record/disposition.ts';
import { maxFavouriteLength, maxFavourites } from '../../cti/people/favourite.ts';
import { facilities } from '../../cti/facility.ts';
import { noDialRules } from '../../cti/number/dialRules.ts';
import { moments } from '../../pop/moments.ts';
import { popChoices, popDirections } from '../../pop/rule.ts';
import type { Field, Kind, PlainSection, ValueOf } from './field.ts';
import type { TextKind } from './texts.ts';

const off = { kind: 'switch', scope: 'line', initial: false } as const satisfies Field;
const on = { kind: 'switch', scope: 'line', initial: true } as const satisfies Field;

const number = (from: number, to: number, initial: number) =>
  ({ kind: 'number', scope: 'line', from, to, initial }) as const satisfies Field;

const choice = <const Words extends readonly string[]>(of: Words, initial: Words[number]) =>
  ({ kind: 'choice', scope: 'line', of, initial }) as const satisfies Field;

const selection = <const Words extends readonly string[]>(of: Words, initial: readonly Words[number][]) =>
  ({ kind: 'selection', scope: 'line', of, initial }) as const satisfies Field;

interface TextField<Kind extends TextKind> {
  readonly kind: Kind;
  readonly scope: 'line';
  /** Characters. */
  readonly max: number;
  readonly initial: string;
}

const text = <Kind extends TextKind>(kind: Kind, max: number, initial = ''): TextField<Kind> => ({
  kind,
  scope: 'line',
  max,
  initial,
});

const list = (of: TextKind, max: number, entries: number, initial: readonly string[] = []) =>
  ({ kind: 'list', scope: 'line', of, max, entries, initial }) as const satisfies Field;

const file = text('file', 4096);
const hotkey = (initial = '') => panel(text('hotkey', 64, initial));

/** Only the panel, the desktop or the service for CRM pages reads it. */
const panel = <Of extends Field>(field: Of): Omit<Of, 'scope'> & { readonly scope: 'panel' } => ({
  ...field,
  scope: 'panel',
});

/** The settings window shows it in that section, as its kind is drawn. */
const shownIn = <Of extends Field>(section: PlainSection, field: Of): Of => ({ ...field, section });

/** Only an administrator decides what is run, where calls are reported to, and what may be opened beside encrypted pages. */
const inPolicy = <Of extends Field>(field: Of): Of & { readonly policyOnly: true } => ({
  ...field,
  policyOnly: true,
});

/** When a way of announcing a call is used: a program may fill the screen, the agent's phone may ring. */
const ringRules = ['always', 'exceptFullScreen', 'exceptPhoneRings', 'exceptBoth', 'never'] as const;
const miniRules = ['always', 'exceptFullScreen', 'never'] as const;
const programMoments = [
  'never',
  'ringing',
  'answered',
  'ended',
] as const satisfies (typeof popChoices)[number][];

/**
 * Every setting of a line, once. Schema, form, checks, policy and the administrator's table follow from it. Names are those of the
 * field's connectors where they have one. The secret is not among them: the operating system keeps it.
 */
export const fields = {
  /** Host name or address of the PBX's manager interface; empty: nothing is configured. */
  url: text('host', 253),
  port: number(1, 65_535, 5038),
  tls: off,
  /** File of a private certificate authority, PEM; empty: the system's authorities. */
  tlsCaFile: file,
  userName: text('text', 80),
  /** Technology of the agent's phone, with its slash; `computer`: the phone in the app, which is one of PJSIP's. */
  protocol: choice(['PJSIP/', 'SIP/', 'computer'], 'PJSIP/'),
  extension: text('word', 80),
  /** The phone's device; empty: `protocol` + `extension`. */
  device: text('device', 120),
  /** The phone in the app: its address, `wss:`; empty: the usual one of the PBX. */
  phoneUrl: text('phoneAddress', 300),
  /** Its user; empty: the extension. The keyring has the password. */
  phoneUser: text('word', 80),
  /** File of a private certificate authority, PEM; empty: the public ones. */
  phoneCaFile: file,
  agentName: text('text', 80),
  originateContext: text('word', 80, 'from-internal'),
  /** Context of the parking lot that a held call is parked in. */
  parkingLotContext: text('word', 80, 'parkedcalls'),
  /** Ask the phone, by header, to pick up when the panel dials or resumes. */
  autoAnswer: shownIn('calls', on),
  /** Who carries a command out; `auto`: the best that this PBX and phone can. */
  answerControl: choice(['auto', 'pickUp', 'notify', 'phone'], 'auto'),
  holdControl: choice(['auto', 'notify', 'holdingPen', 'park'], 'auto'),
  transferControl: choice(['auto', 'atxfer', 'consultation'], 'auto'),
  /** What becomes of the call that is talked on when a second one is answered or dialled. */
  secondCall: shownIn('calls', panel(choice(['ask', 'hold', 'leave'], 'ask'))),
  /** A number from a `tel:` link is dialled without asking. */
  dialLinksAtOnce: panel(off),
  /** The dial rules; `DialRules` says what each does. */
  outsidePrefix: text('prefix', 8, noDialRules.outsidePrefix),
  internationalPrefix: text('prefix', 8, noDialRules.internationalPrefix),
  nationalPrefix: text('prefix', 8, noDialRules.nationalPrefix),
  countryCode: text('countryCode', 8, noDialRules.countryCode),
  areaCode: text('prefix', 8, noDialRules.areaCode),
  internalDigitsMax: number(2, 10, noDialRules.internalDigitsMax),
  /** Keys that work while another program is in front; empty: none. */
  hotkeyShowPanel: hotkey('CommandOrControl+Shift+F8'),
  hotkeyAnswer: hotkey('CommandOrControl+Shift+F9'),
  hotkeyHangUp: hotkey('CommandOrControl+Shift+F10'),
  hotkeyHold: hotkey('CommandOrControl+Shift+F11'),
  hotkeyMute: hotkey(),
  hotkeySwitchState: hotkey('CommandOrControl+Shift+F7'),
  hotkeyDialSelected: hotkey('CommandOrControl+Shift+F12'),
  hotkeyQuickCommand: hotkey(),
  /** Queues that the agent may log in to; those that the PBX has the agent in are shown anyway. */
  queues: shownIn('queues', list('word', 80, 64)),
  /** Offered when the agent becomes not ready. */
  pauseReasons: shownIn('queues', panel(list('text', 80, 32))),
  /** Pause the agent in all queues once a call is connected, so that no second queue call comes. */
  autoPauseOnCommutationStart: shownIn('queues', off),
  /** After-call work: how long the agent stays paused after a call, s. */
  afterCallWorkS: shownIn('queues', number(0, 3600, 0)),
  /** What may have come of a call, for the agent to choose from. */
  dispositions: shownIn('queues', panel(list('disposition', 80, 64))),
  dispositionRule: shownIn('queues', panel(choice(dispositionRules, 'ask'))),
  /** Where the PBX gets it while the call goes on: a channel variable of our own or a field of the CDR; empty: it does not. */
  dispositionVariable: shownIn('advanced', panel(text('dispositionVariable', 60))),
  /** Extensions of the colleagues whose ringing calls are shown, to be picked up. */
  colleagues: shownIn('colleagues', list('word', 80, 64)),
  /** Where the directory's contacts are from; `kindOfSource` says what each is. */
  directorySources: panel(list('source', 1000, 16)),
  /** Private certificate authorities of their servers, PEM, beside the public ones; empty: only those. */
  directoryCaFile: panel(file),
  /** How long what an LDAP directory gave counts. */
  directoryRefreshMinutes: panel(number(5, 1440, 60)),
  /** Numbers that the panel has at hand, with the state of the phones that are colleagues'. */
  favourites: shownIn('colleagues', panel(list('favourite', maxFavouriteLength, maxFavourites))),
  /** How an incoming call is announced: a second sound beside the phone's helps no one, nor does a window over slides. */
  ringNotification: panel(choice(ringRules, 'always')),
  ringWindow: panel(choice(ringRules, 'exceptFullScreen')),
  ringSound: panel(choice(ringRules, 'exceptPhoneRings')),
  /** The agent's phone has a bell that is heard. */
  phoneRings: panel(on),
  /** Of the ring tone. */
  ringVolume: { kind: 'percent', scope: 'panel', initial: 70 },
  /** What the ring tone is played on, as Chromium names it for this app; empty: the system's default. */
  ringDevice: panel(text('text', 200)),
  /**
   * The mini window with the calls that stand, while the panel is out of sight. On: an agent who hides the panel has nothing else to hold
   * and end a call with, and one who has it in front never sees the mini window; not over slides that others look at.
   */
  miniWindow: shownIn('window', panel(choice(miniRules, 'exceptFullScreen'))),
  /** Closing the panel leaves Offhook in the tray, where there is one. */
  closeToTray: shownIn('window', panel(on)),
  alwaysOnTop: shownIn('window', panel(off)),
  /** Port of the service for CRM pages, on this machine only; 0: there is none. */
  messagingPort: panel(number(0, 65_535, 2013)),
  /** Pages that may use it without asking the agent. */
  messagingOrigins: panel(list('origin', 300, 64)),
  /** PEM files; with both the service speaks `wss`. */
  messagingCertFile: panel(file),
  messagingKeyFile: panel(file),
  /** Numbers that pages may dial without asking, may never dial, and may dial once the agent says so: the first list that has it counts. */
  pageDialAllow: panel(list('pattern', 40, 64)),
  pageDialDeny: panel(list('pattern', 40, 64)),
  /** Premium rates as most of Europe and North America write them, and everything that leaves the country. */
  pageDialAsk: panel(list('pattern', 40, 64, ['+!', '00!', '011!', '0900!', '1900!', '090!'])),
  /** The screen pop; `docs/screen-pop.md` says what each does. Address of the page of a call, with places for its facts; empty: none. */
  popUrl: panel(text('template', 2000)),
  popWhen: panel(choice(popChoices, 'ringing')),
  popDirection: panel(choice(popDirections, 'incoming')),
  /** Only calls of these queues; empty: all. */
  popQueues: panel(list('word', 80, 64)),
  popSchemes: inPolicy(panel(list('scheme', 32, 8, ['https']))),
  /** A program and its arguments; empty: none. */
  popProgram: { kind: 'command', scope: 'panel', policyOnly: true, max: 1000, entries: 32, initial: [] },
  popProgramWhen: inPolicy(panel(choice(programMoments, 'ringing'))),
  /** Where the facts of each call are sent to; empty: nowhere. */
  webhookUrl: inPolicy(panel(text('webhook', 500))),
  /** File with the key that they are signed with. */
  webhookKeyFile: inPolicy(panel(file)),
  /** File of a private certificate authority, PEM; empty: the public ones. */
  webhookCaFile: inPolicy(panel(file)),
  webhookMoments: inPolicy(panel(selection(moments, moments))),
  /** Where the system has no keyring, keep the secret in a file that only the user may read, instead of asking for it at each start. */
  keepSecretUnprotected: panel(off),
  /** Telephone numbers are unreadable in the log and in diagnostic reports. */
  maskNumbers: panel(on),
  /** Calls older than this are removed from the history, days; 0: none are. */
  historyDays: panel(number(0, 3650, 365)),
  /** What is switched off for everyone on this computer; meant for the administrator's policy. */
  switchedOff: selection(facilities, []),
  /** What becomes of new versions of Offhook: installed when Offhook quits, only announced, or not looked for. */
  updates: panel(choice(['install', 'tell', 'off'], 'install')),
  updateChannel: panel(choice(['latest', 'beta'], 'latest')),
  /** Raise RingStarted when the phone reports Ringing (needed for queue calls) rather than at the dial event. */
  sendRingStartedOnRingingState: shownIn('advanced', on),
  /** Accepted and reported, never obeyed when false: a synchronous Originate stops all events until the phone is answered. */
  asyncOriginate: shownIn('advanced', on),
  /** Write queue states to the log. */
  traceQueuesState: shownIn('advanced', off),
  /** How the agent's line looks as a queue member, `{0}` = the extension. */
  queueExtensionFormat: shownIn('advanced', text('queueMember', 160, 'Local/{0}@from-queue/n')),
  /** Context of the dial-plan lines that come with Offhook (hold, conference). */
  controlsContext: shownIn('advanced', text('word', 80, 'offhook')),
  /** What names are written in that are no UTF-8. */
  charset: shownIn('advanced', text('charset', 40, 'utf-8')),
  /** Names of packet fields to hand on with the call events. */
  packetInfoConfig: { kind: 'names', scope: 'line', section: 'advanced', entries: 32, initial: [] },
  /** `1.4`: only 1.4.x; `1.4.2`: only that; empty: whatever comes. */
  updateVersion: shownIn('advanced', panel(text('version', 40))),
  /** Where new versions are; empty: where the package says. */
  updateFeed: shownIn('advanced', panel(text('feed', 500))),
  /** A recorded server stream to replay instead of connecting; empty: connect. */
  filePath: shownIn('advanced', file),
} as const satisfies Readonly<Record<string, Field>>;

type Fields = typeof fields;

export type SettingName = keyof Fields;

/** The settings of one kind that have a row in the settings window: not those that only a policy decides. */
export type NameOfKind<Of extends Kind> = {
  [Name in SettingName]: Fields[Name] extends { readonly policyOnly: true }
    ? never
    : Fields[Name]['kind'] extends Of
      ? Name
      : never;
}[SettingName];

/** The settings of one line, as they stand in the settings file. */
export type Settings = {
  /** Version of the schema; a file of a later one is refused, not guessed at. */
  version: 1;
} & { [Name in SettingName]: ValueOf<Fields[Name]> };

export const settingNames = Object.keys(fields) as readonly SettingName[];

export function fieldOf(name: SettingName): Field {
  return fields[name];
}

export function namesOfKind<Of extends Kind>(...kinds: readonly Of[]): readonly NameOfKind<Of>[] {
  return settingNames.filter(
    (name): name is NameOfKind<Of> =>
      !isPolicyOnly(name) && (kinds as readonly string[]).includes(fields[name].kind),
  );
}

/** The settings of a section that the table alone draws, in its order. */
export function namesIn(section: PlainSection): readonly SettingName[] {
  return settingNames.filter((name) => fieldOf(name).section === section);
}

/** The line reconnects when it changes. */
export function isOfLine(name: SettingName): boolean {
  return fieldOf(name).scope === 'line';
}

export function isPolicyOnly(name: SettingName): boolean {
  return fieldOf(name).policyOnly === true;
}
