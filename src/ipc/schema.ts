import { z } from 'zod';
import type { CallCommandType, CtiCommand } from '../cti/command.ts';
import { areKeys, arePausedKeys, isDialable } from '../cti/number/number.ts';
import { settingsDraftSchema } from '../settings/schema.ts';
import type { Requests } from './contract.ts';
import type { HotkeyKeys } from './hotkeys.ts';
import { nativeMenuSchema } from './nativeMenu.ts';

const numberSchema = z.string().refine(isDialable);

const callId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w.:-]*$/);

const ofCall = <Type extends CallCommandType>(type: Type) =>
  z.strictObject({ type: z.literal(type), callId });

const ofPair = <Type extends CallCommandType>(type: Type) =>
  z.strictObject({ type: z.literal(type), callId, withCallId: callId.exactOptional() });

const ofNumber = <Type extends CallCommandType>(type: Type) =>
  z.strictObject({ type: z.literal(type), callId, number: numberSchema });

const digits = z.string().refine(areKeys);
const pausedKeys = z.string().refine(arePausedKeys);

/** A queue as `queues.conf` names it, where a name may hold spaces and any script; a comma ends it in the dial plan. */
const queue = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc},]*$/u);

/** Text for supervisors' screens. */
const reason = z
  .string()
  .max(80)
  .regex(/^\P{Cc}*$/u);

/** A command as it comes from outside: a page, or a line of standard input. Unknown keys are refused, not dropped. */
export const commandSchema: z.ZodType<CtiCommand> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('MakeCall'),
    number: numberSchema,
    keys: pausedKeys.exactOptional(),
    holdOthers: z.boolean().exactOptional(),
  }),
  z.strictObject({ type: z.literal('AnswerCall'), callId, holdOthers: z.boolean().exactOptional() }),
  ofCall('DropCall'),
  ofCall('HoldCall'),
  ofCall('ResumeCall'),
  ofNumber('BlindTransferCall'),
  z.strictObject({
    type: z.literal('MakeConsultCall'),
    callId,
    number: numberSchema,
    keys: pausedKeys.exactOptional(),
  }),
  ofPair('TransferCall'),
  ofPair('StartConference'),
  ofCall('CancelTransfer'),
  ofCall('SwapCalls'),
  z.strictObject({
    type: z.literal('SendDtmf'),
    callId,
    digits,
    keysLeft: z.union([z.literal(''), pausedKeys]).exactOptional(),
  }),
  ofCall('MuteCall'),
  ofCall('UnmuteCall'),
  ofCall('ParkCall'),
  z.strictObject({
    type: z.literal('RetrieveParkedCall'),
    space: z
      .string()
      .min(1)
      .max(20)
      .regex(/^[0-9*#]*$/),
  }),
  z.strictObject({ type: z.literal('PickUpRingingCall'), id: callId }),
  z.strictObject({
    type: z.literal('SetAgentState'),
    state: z.enum(['ready', 'notReady']),
    reason: reason.exactOptional(),
    queue: queue.exactOptional(),
  }),
  z.strictObject({ type: z.literal('SetQueueLogin'), loggedIn: z.boolean(), queue: queue.exactOptional() }),
  z.strictObject({ type: z.literal('ExtendAfterCallWork') }),
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

/** Whose page it is: scheme, host and port, as browsers write them (RFC 6454). */
const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#@]+$/);
const hotkeys: z.ZodType<HotkeyKeys> = z.strictObject({
  showPanel: z.string().max(8192),
  answer: z.string().max(8192),
  hangUp: z.string().max(8192),
  hold: z.string().max(8192),
  mute: z.string().max(8192),
  switchState: z.string().max(8192),
  dialSelected: z.string().max(8192),
});

const nothing = z.tuple([]);

/** What each request's arguments must look like; a request without a schema does not compile. */
export const argumentSchemas: {
  readonly [Channel in keyof Requests]: z.ZodType<Parameters<Requests[Channel]>>;
} = {
  'line:snapshot': nothing,
  'line:command': z.tuple([commandSchema]),
  'line:connectNow': nothing,
  'line:networkChanged': nothing,
  'settings:open': nothing,
  'settings:read': nothing,
  'settings:save': z.tuple([draft]),
  'settings:test': z.tuple([draft]),
  'settings:greet': z.tuple([draft, z.boolean()]),
  'settings:import': nothing,
  'ringing:view': nothing,
  'ringing:answer': z.tuple([callId]),
  'ringing:decline': z.tuple([callId]),
  'ringing:silence': z.tuple([callId]),
  'panel:setBar': z.tuple([z.boolean()]),
  'panel:menu': z.tuple([nativeMenuSchema]),
  'settings:chooseFile': z.tuple([
    z.enum(['tlsCaFile', 'filePath', 'messagingCertFile', 'messagingKeyFile']),
  ]),
  'settings:restore': nothing,
  'settings:rememberSecondCall': z.tuple([z.enum(['hold', 'leave'])]),
  'messaging:read': nothing,
  'messaging:decide': z.tuple([origin, z.enum(['allow', 'allowToday', 'never'])]),
  'messaging:revoke': z.tuple([origin]),
  'messaging:answerDial': z.tuple([callId, z.boolean()]),
  'messaging:token': z.tuple([z.enum(['show', 'renew'])]),
  'keyring:unlock': nothing,
  'hotkeys:probe': z.tuple([hotkeys]),
  'hotkeys:pause': z.tuple([z.boolean()]),
  'system:read': nothing,
  'system:startAtLogin': z.tuple([z.boolean()]),
  'system:claimLinks': nothing,
  'practice:numbers': nothing,
  'app:about': nothing,
  'support:open': nothing,
  'support:watch': nothing,
  'support:report': nothing,
  'support:saveReport': nothing,
  'support:saveRecording': nothing,
  'updates:read': nothing,
  'updates:check': nothing,
  'updates:fetch': nothing,
  'updates:restart': nothing,
  'app:copy': z.tuple([z.string().max(1024)]),
  'desk:take': nothing,
};
