import { isIP } from 'node:net';
import { z } from 'zod';

/** What is wrong with one field of the settings form. Stable codes; their words are in the catalogue. */
export type SettingsFieldCode =
  | 'required'
  | 'tooLong'
  | 'outOfRange'
  | 'badCharacters'
  | 'notAHost'
  | 'notADevice'
  | 'badValue'
  | 'unknownField'
  | 'fileUnreadable'
  | 'notACertificate'
  /** The secret is kept for one host only: another host needs it typed again. */
  | 'secretNeededForNewHost';

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

const hostName = /^(?!.*\.\.)[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/** A host name or an address as it is, without scheme, port or brackets. */
function isHost(host: string): boolean {
  return host === '' || isIP(host) !== 0 || hostName.test(host);
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
  /** Names of packet fields to hand on with the call events. */
  packetInfoConfig: z
    .array(z.string().regex(/^[\w-]{1,64}$/))
    .max(32)
    .default([]),
  /** A recorded server stream to replay instead of connecting; empty: connect. */
  filePath: file.default(''),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

export const settingsKeys = Object.keys(settingsSchema.shape) as readonly (keyof Settings)[];

export function deviceOf(settings: Pick<Settings, 'device' | 'protocol' | 'extension'>): string {
  return settings.device === '' ? `${settings.protocol}${settings.extension}` : settings.device;
}

/**
 * What the form hands over: every field of its type and of a bearable size, right or wrong. What is wrong in a field is told by
 * `validateFields`, so that the form can point at it.
 */
export const settingsDraftSchema: z.ZodType<Settings> = z.strictObject({
  version: z.literal(1),
  url: z.string().max(8192),
  port: z.union([z.number(), z.nan()]),
  tls: z.boolean(),
  tlsCaFile: z.string().max(8192),
  userName: z.string().max(8192),
  protocol: z.enum(['PJSIP/', 'SIP/']),
  extension: z.string().max(8192),
  device: z.string().max(8192),
  agentName: z.string().max(8192),
  originateContext: z.string().max(8192),
  parkingLotContext: z.string().max(8192),
  asyncOriginate: z.boolean(),
  sendRingStartedOnRingingState: z.boolean(),
  autoAnswer: z.boolean(),
  packetInfoConfig: z.array(z.string().max(8192)).max(1024),
  filePath: z.string().max(8192),
});
