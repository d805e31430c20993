import type { CommandResult, CtiCommand } from '../cti/command.ts';
import type { CtiEvent } from '../cti/event.ts';
import type { Line } from '../cti/line.ts';
import type { Greeting, LineCheckStep } from '../cti/lineCheck.ts';
import type { Call } from '../cti/call.ts';
import type { DialRules } from '../cti/number/dialRules.ts';
import type { ImportedAttribute } from '../settings/connectorXml.ts';
import type { MessagingView, OriginDecision } from './messaging.ts';
import type { Settings, SettingsFieldError, SettingsWarning } from '../settings/schema.ts';
import type { SetUpQuestion } from '../settings/setUp.ts';
import type { DeskNotice } from './deskNotice.ts';
import type { HotkeyKeys, HotkeyStates } from './hotkeys.ts';
import type { NativeMenuItem } from './nativeMenu.ts';
import type { SystemView } from './system.ts';
import type { SaveFileResult, SupportReport, TracePacket } from './trace.ts';
import type { UpdatesView } from './updates.ts';

/** The line as the main process knows it. Deltas that follow carry the next revisions; a gap asks for a new snapshot. */
export interface LineSnapshot {
  readonly revision: number;
  /** The main process's monotonic clock when this was made, ms: the renderer sets its own clock by it. */
  readonly monoMs: number;
  readonly line: Line;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  /** What is put in front of numbers when they are dialled; numbers of calls are told without it. */
  readonly dialRules: DialRules;
  /** Latest first. */
  readonly recent: readonly RecentCall[];
}

export interface PbxIdentity {
  readonly kind: 'practice' | 'asterisk' | 'recording';
  /** Host name, or the recording's file name. */
  readonly name: string;
}

export interface LineDelta {
  readonly revision: number;
  readonly monoMs: number;
  /** What happened since the delta before, in order. */
  readonly events: readonly CtiEvent[];
  /** So much happened that only what has come of it is told: then the events are those that the line does not show. */
  readonly line?: Line;
}

/** A call that is over, as the list of recent calls keeps it. */
export type RecentCall = Pick<
  Call,
  | 'id'
  | 'direction'
  | 'number'
  | 'name'
  | 'startedAt'
  | 'connectedAt'
  | 'endedAt'
  | 'talkMs'
  | 'holdMs'
  | 'approximate'
  | 'outcome'
  | 'application'
  | 'rings'
>;

/** The settings without the secret, which the renderer may set and never read. */
export interface SettingsView {
  readonly settings: Settings;
  readonly hasSecret: boolean;
  /** `locked`: in a keyring that a person has to open first. */
  readonly secretStore: 'keyring' | 'locked' | 'memoryOnly';
  /** A secret that was read from a file waits for this host, until the settings are saved. */
  readonly importedSecretFor?: string;
  /** Settings that are taken but not obeyed, or obeyed with a warning. */
  readonly warnings: readonly SettingsWarning[];
  /** What the administrator decided: who they are, and the settings that nobody else can change. */
  readonly policy?: { readonly by: string; readonly locked: readonly string[] };
  /** The administrator's file cannot be used; for them, what is wrong with it. */
  readonly policyFault?: string;
  /** What is open before there is a line; absent where nothing is. */
  readonly setUp?: {
    readonly questions: readonly SetUpQuestion[];
    /** Nobody has saved anything here yet, nor said that they want to practise. */
    readonly isFirstStart: boolean;
  };
  /** The settings file cannot be used, or is gone, and defaults are in force. `goodAtMs`: the last good settings, of then, can be restored. */
  readonly setAside?: { readonly file: string; readonly detail: string; readonly goodAtMs?: number };
  /** The settings of then were restored, in place of a damaged file that has this name now. */
  readonly restored?: { readonly atMs: number; readonly keptAs?: string };
}

export type { SetUpQuestion } from '../settings/setUp.ts';
export type { SettingsFieldCode, SettingsFieldError, SettingsWarning } from '../settings/schema.ts';
export type { DeskNotice } from './deskNotice.ts';

/** Fields that hold the path of a file. */
export type FileField = 'tlsCaFile' | 'filePath' | 'messagingCertFile' | 'messagingKeyFile';

export interface SettingsDraft {
  readonly settings: Settings;
  /** `undefined`: keep the stored one. */
  readonly secret?: string;
}

export type SaveResult =
  | { readonly status: 'saved'; readonly view: SettingsView }
  /** Nothing was saved; each field that must change is named, `secret` among them. */
  | { readonly status: 'invalid'; readonly fields: readonly SettingsFieldError[] }
  | {
      readonly status: 'failed';
      readonly code: 'notWritable' | 'diskFull' | 'secretNotStored';
      readonly detail: string;
    };

/** What the ringing window shows and sounds. */
export interface RingingView {
  readonly calls: readonly RingingCall[];
  /** The ring tone, as long as it is to sound. */
  readonly sound: RingTone | null;
}

export interface RingingCall {
  readonly call: Call;
  /** The ring tone is for this call; it can be silenced. */
  readonly sounds: boolean;
}

export interface RingTone {
  /** Percent. */
  readonly volume: number;
  /** Output device, as Chromium names it for this app; empty: the system's default. */
  readonly device: string;
}

/** What was found in the file of a connector; nothing is saved by that. */
export type ImportResult =
  | { readonly status: 'notChosen' }
  | {
      readonly status: 'read';
      readonly view: SettingsView;
      /** What is to be taken into the form. */
      readonly settings: Partial<Settings>;
      readonly attributes: readonly ImportedAttribute[];
    }
  | { readonly status: 'failed'; readonly code: 'fileUnreadable' | 'tooLarge' | 'notXml' | 'noConnector' };

export interface PracticeNumber {
  readonly number: string;
  readonly behaviour:
    | 'answers'
    | 'answersSlowly'
    | 'noAnswer'
    | 'busy'
    | 'rejects'
    | 'unreachable'
    | 'holds'
    | 'hangsUp'
    | 'callsBack'
    | 'voiceMenu'
    | 'pbxMenu'
    | 'colleague'
    | 'colleagueAway';
}

export interface About {
  readonly version: string;
  readonly electron: string;
  /** This Electron is the one for tests, not the one that is shipped. */
  readonly testRuntime: boolean;
  readonly platform: string;
}

/** What the renderer may ask; each answers with a promise. Argument schemas: `schema.ts`. */
export interface Requests {
  'line:snapshot': () => LineSnapshot;
  'line:command': (command: CtiCommand) => CommandResult;
  /** Try the link now instead of waiting for the next attempt. */
  'line:connectNow': () => void;
  /** A network came or went: the link is to be checked at once. */
  'line:networkChanged': () => void;
  'settings:open': () => void;
  'settings:read': () => SettingsView;
  'settings:save': (draft: SettingsDraft) => SaveResult;
  /** Tests a draft without saving it; the steps come as `settings:testStep`, the answer holds them all. */
  'settings:test': (draft: SettingsDraft) => readonly LineCheckStep[];
  /** Whether an Asterisk answers where a draft says that it is, or, where that is wanted, takes the account. */
  'settings:greet': (draft: SettingsDraft, logIn: boolean) => Greeting;
  /** Lets the person choose a file for a field; `null` when they chose none. Nothing of the file itself is told. */
  'settings:chooseFile': (field: FileField) => string | null;
  /** Lets the person choose the XML settings of a connector, and reads them into the form. */
  'settings:import': () => ImportResult;
  /**
   * What becomes of the call that is talked on, from now on without asking. Where it cannot be written it is in force all the same,
   * until Offhook is closed.
   */
  /** In place of a settings file that cannot be used; nothing changes where there is none to restore. */
  'settings:restore': () => SaveResult;
  'settings:rememberSecondCall': (choice: 'hold' | 'leave') => SaveResult;
  'ringing:view': () => RingingView;
  'ringing:answer': (callId: string) => CommandResult;
  'ringing:decline': (callId: string) => CommandResult;
  /** Stills the ring tone for this call. */
  'ringing:silence': (callId: string) => void;
  /** Makes the panel's window one line high, or as high as it was. */
  'panel:setBar': (bar: boolean) => void;
  /** Opens a menu of the system's own at the mouse, which a small window does not cut off; the id that was chosen, `null`: none. */
  'panel:menu': (items: readonly NativeMenuItem[]) => string | null;
  'messaging:read': () => MessagingView;
  /** The agent's answer about a page, asked for or changed in the settings. */
  'messaging:decide': (origin: string, decision: OriginDecision) => void;
  /** Takes a decision back: the origin is asked about anew. */
  'messaging:revoke': (origin: string) => void;
  /** The agent's answer about a number; one that is not asked about any more is answered in vain. */
  'messaging:answerDial': (id: string, mayDial: boolean) => void;
  /** The token for programs; made when there is none yet, or another one in its place. `null`: the system does not give it out. */
  'messaging:token': (wish: 'show' | 'renew') => string | null;
  /** Has the system ask for the keyring's password; whether it is open after that. */
  'keyring:unlock': () => boolean;
  /** What would come of these hotkeys if they were saved now. */
  'hotkeys:probe': (keys: HotkeyKeys) => HotkeyStates;
  /** While keys are recorded, no hotkey does anything; at the end of the settings window they all do again. */
  'hotkeys:pause': (paused: boolean) => void;
  'system:read': () => SystemView;
  /** Whether it was done is seen in what comes of it. */
  'system:startAtLogin': (on: boolean) => SystemView;
  /** Makes Offhook what opens telephone links; whether it was done is seen in what comes of it. */
  'system:claimLinks': () => SystemView;
  'practice:numbers': () => readonly PracticeNumber[];
  'app:about': () => About;
  /** To the clipboard: a support code, a number. */
  'app:copy': (text: string) => void;
  'support:open': () => void;
  /** The last packets; those that follow are pushed as long as the page is there. */
  'support:watch': () => readonly TracePacket[];
  /** A report for support, as one text. */
  'support:report': () => SupportReport;
  /** Saves the report that was made last, where the person chooses. */
  'support:saveReport': () => SaveFileResult;
  /** Saves what went over the wire, where the person chooses, to be replayed by `filePath`. */
  'support:saveRecording': () => SaveFileResult;
  'updates:read': () => UpdatesView;
  /** Looks now, and fetches where that is wished; answered when that is over. During a call nothing is done. */
  'updates:check': () => void;
  /** Fetches what was only told. */
  'updates:fetch': () => void;
  /** Quits and starts again as the new version; not during a call. */
  'updates:restart': () => void;
  /** What was asked of the panel from outside and no panel has taken yet; `null` where there is nothing. It is given away once. */
  'desk:take': () => DeskNotice | null;
}

/** What the main process tells without being asked. */
export interface Pushes {
  'line:delta': LineDelta;
  /** Everything about the line may have changed (other settings, other PBX): ask for a snapshot. */
  'line:reset': null;
  'recent:changed': readonly RecentCall[];
  'settings:testStep': LineCheckStep;
  'settings:changed': SettingsView;
  /** There is something to take. */
  'desk:notice': null;
  'ringing:changed': RingingView;
  'messaging:changed': MessagingView;
  'support:trace': readonly TracePacket[];
  'updates:changed': UpdatesView;
}

/** The one object that the preload script puts into the page. */
export interface OffhookBridge {
  request<Channel extends keyof Requests>(
    channel: Channel,
    ...args: Parameters<Requests[Channel]>
  ): Promise<ReturnType<Requests[Channel]>>;
  /** @returns a function that ends the subscription */
  on<Channel extends keyof Pushes>(channel: Channel, listener: (value: Pushes[Channel]) => void): () => void;
}
