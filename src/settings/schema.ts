import { z } from 'zod';

/** An extension or device name: what Asterisk's own configuration allows there, and nothing that could end an AMI line. */
const name = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\s\p{Cc}]*$/u);

/**
 * The settings of one line, as they stand in the settings file. Names are those of the field's connectors where they have one.
 * The secret is not among them: the operating system keeps it.
 */
export const settingsSchema = z.strictObject({
  /** Version of this schema; a file of a later one is refused, not guessed at. */
  version: z.literal(1).default(1),
  /** Host name or address of the PBX's manager interface; empty: nothing is configured. */
  url: name(253).default(''),
  port: z.int().min(1).max(65_535).default(5038),
  tls: z.boolean().default(false),
  /** File of a private certificate authority, PEM; empty: the system's authorities. */
  tlsCaFile: z.string().max(4096).default(''),
  userName: name(80).default(''),
  /** Technology of the agent's phone, with its slash. */
  protocol: z.enum(['PJSIP/', 'SIP/']).default('PJSIP/'),
  extension: name(80).default(''),
  /** The phone's device; empty: `protocol` + `extension`. */
  device: name(120).default(''),
  agentName: z.string().trim().max(80).default(''),
  originateContext: name(80).default('from-internal'),
  /** Context of the parking lot that a held call is parked in. */
  parkingLotContext: name(80).default('parkedcalls'),
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
  filePath: z.string().max(4096).default(''),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

export function deviceOf(settings: Pick<Settings, 'device' | 'protocol' | 'extension'>): string {
  return settings.device === '' ? `${settings.protocol}${settings.extension}` : settings.device;
}
