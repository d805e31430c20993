import { z } from 'zod';
import type { CtiCommand } from '../cti/command.ts';
import { settingsDraftSchema } from '../settings/schema.ts';
import type { Requests } from './contract.ts';

/** Longer than any dial plan's number; what the panel's field takes as well. */
export const maxNumberLength = 64;

/** What a person can dial. Everything else (a channel, a context, a header) cannot be said in it. */
export const numberSchema = z
  .string()
  .min(1)
  .max(maxNumberLength)
  .regex(/^[0-9+*#]*$/);

const callId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w.:-]*$/);

const ofCall = <Type extends Exclude<CtiCommand['type'], 'MakeCall'>>(type: Type) =>
  z.strictObject({ type: z.literal(type), callId });

/** A command as it comes from outside: a page, or a line of standard input. Unknown keys are refused, not dropped. */
export const commandSchema: z.ZodType<CtiCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('MakeCall'), number: numberSchema }),
  ofCall('AnswerCall'),
  ofCall('DropCall'),
  ofCall('HoldCall'),
  ofCall('ResumeCall'),
]);

/** A manager secret travels in one AMI line of at most 1,024 bytes, so 200 characters of any script fit. */
const secretSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);

const draft = z.strictObject({
  settings: settingsDraftSchema,
  secret: secretSchema.exactOptional(),
});

const nothing = z.tuple([]);

/** What each request's arguments must look like; a request without a schema does not compile. */
export const argumentSchemas: {
  readonly [Channel in keyof Requests]: z.ZodType<Parameters<Requests[Channel]>>;
} = {
  'line:snapshot': nothing,
  'line:command': z.tuple([commandSchema]),
  'line:connectNow': nothing,
  'settings:open': nothing,
  'settings:read': nothing,
  'settings:save': z.tuple([draft]),
  'settings:test': z.tuple([draft]),
  'practice:numbers': nothing,
  'app:about': nothing,
  'app:copy': z.tuple([z.string().max(1024)]),
};
