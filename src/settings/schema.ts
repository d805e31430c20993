import { isIP } from 'node:net';
import { z } from 'zod';
import { facilities } from '../cti/facility.ts';
import { dialRuleFields } from './dialRules.ts';
import { screenPopDraft, screenPopFields } from './screenPop.ts';

const answerControls = ['auto', 'pickUp', 'notify', 'phone'] as const;
const holdControls = ['auto', 'notify', 'holdingPen', 'park'] as const;
const transferControls = ['auto', 'atxfer', 'consultation'] as const;
const updateChoices = ['install', 'tell', 'off'] as const;
const updateChannels = ['latest', 'beta'] as const;
const secondCallChoices = ['ask', 'hold', 'leave'] as const;
/** When a way of telling a call is used: a program may fill the screen, the agent's phone may ring by itself. */
const ringRules = ['always', 'exceptFullScreen', 'exceptPhoneRings', 'exceptBoth', 'never'] as const;
const miniRules = ['always', 'exceptFullScreen', 'never'] as const;

/** What is wrong with one field of the settings form. Stable codes; their words are in the catalogue. */
export type SettingsFieldCode =
  | 'required'
  | 'tooLong'
  | 'outOfRange'
  | 'badCharacters'
  | 'notAHost'
  | 'notADevice'
  | 'notAQueueMember'
  | 'badValue'
  | 'unknownField'
  | 'fileUnreadable'
  | 'notACertificate'
  | 'notAKey'
  | 'notAnOrigin'
  | 'notAPattern'
  | 'notAVersion'
  | 'notAFeed'
  | 'notACharset'
  | 'notAPrefix'
  | 'notACountryCode'
  | 'notATemplate'
  /** The secret is kept for one host only: another host needs it typed again. */
  | 'secretNeededForNewHost'
  /** The administrator decided it. */
  | 'locked';

export interface SettingsFieldError {
  /** Name of the field, or `secret`. */
  readonly path: string;
  readonly code: SettingsFieldCode;
}

/** Settings that are taken but not obeyed, or obeyed with a warning. */
export type SettingsWarning =
  | 'asyncOriginateNotObeyed'
  | 'replayingFile'
  | 'plainTextConnection'
  /** The file has settings that this version does not know; they are kept and have no effect. */
  | 'unknownSettingsKept';

/** Nothing that Asterisk would read as syntax, and nothing that could end an AMI line. */
const word = (maxLength: number): z.ZodString =>
  z
    .string()
    .trim()
    .max(maxLength)
    .regex(/^[^\s\p{C}&,|;"'`$\\(){}<>[\]]*$/u);

/** Text for people and for names that may hold spaces, on one line. */
const text = (maxLength: number): z.ZodString =>
  z
    .string()
    .trim()
    .max(maxLength)
    .regex(/^\P{Cc}*$/u);

/** Not trimmed: a file's name may begin or end with a space. */
const file = z
  .string()
  .max(4096)
  .regex(/^\P{Cc}*$/u);

/** The agent's line as a member of a queue: one interface of `queues.conf`, with a place for the extension. */
const queueMember = z
  .string()
  .trim()
  .max(160)
  .regex(/^[\w.@+*#~:;/{}-]*$/)
  .refine((format) => format === '' || /^\w+\/.*\{0\}/u.test(format), {
    params: { code: 'notAQueueMember' },
  });

/** Whose page it is: scheme, host and port, as browsers write them (RFC 6454). */
const origin = z
  .string()
  .trim()
  .max(300)
  .refine(isOrigin, { params: { code: 'notAnOrigin' } });

/** Which numbers: a pattern of the dial plan, `X` 0-9, `Z` 1-9, `N` 2-9, at the end `.` one or more characters, `!` any. */
const pattern = z
  .string()
  .trim()
  .max(40)
  .refine((text) => /^(?=.)\+?[0-9*#XZN]*[.!]?$/.test(text), { params: { code: 'notAPattern' } });
/** A combination of keys as Electron writes it; whether it can be had is told beside it, for that depends on the system. */
const hotkey = z
  .string()
  .trim()
  .max(64)
  .regex(/^[ -~]*$/);

/** One version, or all that begin with these numbers. */
const version = z
  .string()
  .trim()
  .max(40)
  .refine((text) => text === '' || /^\d{1,5}(\.\d{1,5}){0,2}(?:-[\dA-Za-z.-]+)?$/.test(text), {
    params: { code: 'notAVersion' },
  });

/** A folder of plain files: encrypted, or on this computer. */
const feed = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text === '' || isFeed(text), { params: { code: 'notAFeed' } });

/** A label of the Encoding Standard, of a charset in which the field names of AMI read as in ASCII. */
const charset = z
  .string()
  .trim()
  .max(40)
  .refine(isCharset, { params: { code: 'notACharset' } });

const hostName = /^(?!.*\.\.)[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/** A host name or an address as it is, without scheme, port or brackets. */
function isHost(host: string): boolean {
  return host === '' || isIP(host) !== 0 || hostName.test(host);
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text.toLowerCase();
}

function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).decode(new Uint8Array([0x41, 0x3a])) === 'A:';
  } catch {
    return false;
  }
}

function isFeed(text: string): boolean {
  return /^(https:\/\/[^\s/?#@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?)(\/[^\s?#]*)?$/i.test(
    text,
  );
}

/**
 * The settings of one line, as they stand in the settings file. Names are those of the field's connectors where they have one.
 * The secret is not among them: the operating system keeps it.
 */
export const settingsSchema = z.strictObject({
  /** Version of this schema; a file of a later one is refused, not guessed at. */
  version: z.literal(1).default(1),
  /** Host name or address of the PBX's manager interface; empty: nothing is configured. */
  url: z
    .string()
    .trim()
    .max(253)
    .refine(isHost, { params: { code: 'notAHost' } })
    .default(''),
  port: z.int().min(1).max(65_535).default(5038),
  tls: z.boolean().default(false),
  /** File of a private certificate authority, PEM; empty: the system's authorities. */
  tlsCaFile: file.default(''),
  userName: text(80).default(''),
  /** What names are written in that are no UTF-8. */
  charset: charset.default('utf-8'),
  /** Technology of the agent's phone, with its slash. */
  protocol: z.enum(['PJSIP/', 'SIP/']).default('PJSIP/'),
  extension: word(80).default(''),
  /** The phone's device; empty: `protocol` + `extension`. */
  device: word(120)
    .refine((device) => device === '' || /^\w+\/./.test(device), { params: { code: 'notADevice' } })
    .default(''),
  agentName: text(80).default(''),
  originateContext: word(80).default('from-internal'),
  /** Context of the parking lot that a held call is parked in. */
  parkingLotContext: word(80).default('parkedcalls'),
  /** Taken and told, never obeyed when false: a synchronous Originate stops all events until the phone is answered. */
  asyncOriginate: z.boolean().default(true),
  /** Raise RingStarted when the phone reports Ringing (needed for queue calls) rather than at the dial event. */
  sendRingStartedOnRingingState: z.boolean().default(true),
  /** Ask the phone, by header, to lift by itself when the panel dials or resumes. */
  autoAnswer: z.boolean().default(true),
  /** Who carries a command out; `auto`: the best that this PBX and phone can. */
  answerControl: z.enum(answerControls).default('auto'),
  holdControl: z.enum(holdControls).default('auto'),
  transferControl: z.enum(transferControls).default('auto'),
  /** Context of the dial-plan lines that come with Offhook (hold, conference). */
  controlsContext: word(80).default('offhook'),
  /** What becomes of the call that is talked on when a second one is answered or dialled. */
  secondCall: z.enum(secondCallChoices).default('ask'),
  /** A number from a `tel:` link is dialled without asking. */
  dialLinksAtOnce: z.boolean().default(false),
  ...dialRuleFields,
  /** Keys that work while another program is in front; empty: none. */
  hotkeyShowPanel: hotkey.default('CommandOrControl+Shift+F8'),
  hotkeyAnswer: hotkey.default('CommandOrControl+Shift+F9'),
  hotkeyHangUp: hotkey.default('CommandOrControl+Shift+F10'),
  hotkeyHold: hotkey.default('CommandOrControl+Shift+F11'),
  hotkeyMute: hotkey.default(''),
  hotkeySwitchState: hotkey.default('CommandOrControl+Shift+F7'),
  hotkeyDialSelected: hotkey.default('CommandOrControl+Shift+F12'),
  hotkeyQuickCommand: hotkey.default(''),
  /** How the agent's line looks as a queue member, `{0}` = the extension. */
  queueExtensionFormat: queueMember.default('Local/{0}@from-queue/n'),
  /** Queues that the agent may log in to; those that the PBX has the agent in are shown anyway. */
  queues: z.array(word(80).min(1)).max(64).default([]),
  /** Offered when the agent becomes not ready. */
  pauseReasons: z.array(text(80).min(1)).max(32).default([]),
  /** Pause the agent in all queues once a call is connected, so that no second queue call comes. */
  autoPauseOnCommutationStart: z.boolean().default(false),
  /** After-call work: how long the agent stays paused after a call, s. */
  afterCallWorkS: z.int().min(0).max(3600).default(0),
  /** Write queue states to the log. */
  traceQueuesState: z.boolean().default(false),
  /** Extensions of the colleagues whose ringing calls are shown, to be picked up. */
  colleagues: z.array(word(80).min(1)).max(64).default([]),
  /** Names of packet fields to hand on with the call events. */
  packetInfoConfig: z
    .array(z.string().regex(/^[\w-]{1,64}$/))
    .max(32)
    .default([]),
  /** How a call that comes in is told: nobody needs a second sound beside their phone's, and nobody a window over their slides. */
  ringNotification: z.enum(ringRules).default('always'),
  ringWindow: z.enum(ringRules).default('exceptFullScreen'),
  ringSound: z.enum(ringRules).default('exceptPhoneRings'),
  /** The agent's phone has a bell that is heard. */
  phoneRings: z.boolean().default(true),
  /** Of the ring tone, percent. */
  ringVolume: z.int().min(0).max(100).default(70),
  /** What the ring tone is played on, as Chromium names it for this app; empty: the system's default. */
  ringDevice: text(200).default(''),
  /**
   * The mini window with the calls that stand, while the panel is out of sight. On, for who hides the panel has nothing else to hold and
   * end a call with, and who has it in front never sees the mini window; not over slides that others look at.
   */
  miniWindow: z.enum(miniRules).default('exceptFullScreen'),
  /** Closing the panel leaves Offhook in the tray, where there is one. */
  closeToTray: z.boolean().default(true),
  alwaysOnTop: z.boolean().default(false),
  /** Port of the service for CRM pages, on this machine only; 0: there is none. */
  messagingPort: z.int().min(0).max(65_535).default(2013),
  /** Pages that may use it without asking the agent. */
  messagingOrigins: z.array(origin).max(64).default([]),
  /** PEM files; with both the service speaks `wss`. */
  messagingCertFile: file.default(''),
  messagingKeyFile: file.default(''),
  /** Numbers that pages may dial without asking, may never dial, and may dial once the agent says so: the first list that has it counts. */
  pageDialAllow: z.array(pattern).max(64).default([]),
  pageDialDeny: z.array(pattern).max(64).default([]),
  /** Premium rates as most of Europe and North America write them, and everything that leaves the country. */
  pageDialAsk: z.array(pattern).max(64).default(['+!', '00!', '011!', '0900!', '1900!', '090!']),
  ...screenPopFields,
  /** Where the system has no keyring, keep the secret in a file that only the user may read, instead of asking for it at each start. */
  keepSecretUnprotected: z.boolean().default(false),
  /** Telephone numbers are unreadable in the log and in diagnostic reports. */
  maskNumbers: z.boolean().default(true),
  /** Calls older than this are removed from the history; 0: none are. */
  historyDays: z.int().min(0).max(3650).default(365),
  /** What nobody on this computer is to do; meant for the administrator's policy. */
  switchedOff: z.array(z.enum(facilities)).max(facilities.length).default([]),
  /** What becomes of new versions of Offhook: installed at the end, only told, or not looked for. */
  updates: z.enum(updateChoices).default('install'),
  updateChannel: z.enum(updateChannels).default('latest'),
  /** `1.4`: only 1.4.x; `1.4.2`: only that; empty: whatever comes. */
  updateVersion: version.default(''),
  /** Where new versions are; empty: where the package says. */
  updateFeed: feed.default(''),
  /** A recorded server stream to replay instead of connecting; empty: connect. */
  filePath: file.default(''),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

export const settingsKeys = Object.keys(settingsSchema.shape) as readonly (keyof Settings)[];

export function deviceOf(settings: Pick<Settings, 'device' | 'protocol' | 'extension'>): string {
  return settings.device === '' ? `${settings.protocol}${settings.extension}` : settings.device;
}

const draftText = z.string().max(8192);
const draftNumber = z.union([z.number(), z.nan()]);
const draftList = z.array(draftText).max(1024);

/**
 * What the form hands over: every field of its type and of a bearable size, right or wrong. What is wrong in a field is told by
 * `validateFields`, so that the form can point at it.
 */
const draftSchema = z.strictObject({
  version: z.literal(1),
  url: draftText,
  port: draftNumber,
  tls: z.boolean(),
  tlsCaFile: draftText,
  userName: draftText,
  charset: draftText,
  protocol: z.enum(['PJSIP/', 'SIP/']),
  extension: draftText,
  device: draftText,
  agentName: draftText,
  originateContext: draftText,
  parkingLotContext: draftText,
  asyncOriginate: z.boolean(),
  sendRingStartedOnRingingState: z.boolean(),
  autoAnswer: z.boolean(),
  answerControl: z.enum(answerControls),
  holdControl: z.enum(holdControls),
  transferControl: z.enum(transferControls),
  controlsContext: draftText,
  secondCall: z.enum(secondCallChoices),
  dialLinksAtOnce: z.boolean(),
  outsidePrefix: draftText,
  internationalPrefix: draftText,
  nationalPrefix: draftText,
  countryCode: draftText,
  areaCode: draftText,
  internalDigitsMax: draftNumber,
  hotkeyShowPanel: draftText,
  hotkeyAnswer: draftText,
  hotkeyHangUp: draftText,
  hotkeyHold: draftText,
  hotkeyMute: draftText,
  hotkeySwitchState: draftText,
  hotkeyDialSelected: draftText,
  hotkeyQuickCommand: draftText,
  queueExtensionFormat: draftText,
  queues: draftList,
  pauseReasons: draftList,
  autoPauseOnCommutationStart: z.boolean(),
  afterCallWorkS: draftNumber,
  traceQueuesState: z.boolean(),
  colleagues: draftList,
  packetInfoConfig: draftList,
  ringNotification: z.enum(ringRules),
  ringWindow: z.enum(ringRules),
  ringSound: z.enum(ringRules),
  phoneRings: z.boolean(),
  ringVolume: draftNumber,
  ringDevice: draftText,
  miniWindow: z.enum(miniRules),
  closeToTray: z.boolean(),
  alwaysOnTop: z.boolean(),
  messagingPort: draftNumber,
  messagingOrigins: draftList,
  messagingCertFile: draftText,
  messagingKeyFile: draftText,
  pageDialAllow: draftList,
  pageDialDeny: draftList,
  pageDialAsk: draftList,
  ...screenPopDraft,
  keepSecretUnprotected: z.boolean(),
  maskNumbers: z.boolean(),
  historyDays: draftNumber,
  switchedOff: z.array(z.enum(facilities)).max(facilities.length),
  updates: z.enum(updateChoices),
  updateChannel: z.enum(updateChannels),
  updateVersion: draftText,
  updateFeed: draftText,
  filePath: draftText,
});

export const settingsDraftSchema: z.ZodType<Settings> = draftSchema;

/** Some settings, right or wrong: those of a form that differ from what is saved. */
export const settingsChangesSchema = draftSchema.omit({ version: true }).partial();

export type SettingsChanges = z.infer<typeof settingsChangesSchema>;
