import { z } from 'zod';
import type { LineRecord } from '../../src/asterisk/options/memory.ts';
import { agentStatuses } from '../../src/cti/agent.ts';
import type { CallParty } from '../../src/cti/people/contact.ts';
import { pbxApplications } from '../../src/cti/application.ts';
import { type Call, callStates, directions, heldBySides, phases } from '../../src/cti/call.ts';
import { noFeatures } from '../../src/cti/features.ts';
import { endReasons, outcomes } from '../../src/cti/outcome.ts';

/** Longer than anything that Asterisk names, and a bound to what a damaged file may fill the memory with. */
const text = z.string().max(4096);
const ms = z.number();

/**
 * Every field of a call but its keys, which are kept nowhere, and what the directory says of it, which it says again: a new one that is
 * missing here does not compile.
 */
const callFields = {
  id: text.min(1),
  direction: z.enum(directions),
  state: z.enum(callStates),
  phase: z.enum(phases),
  number: text,
  name: text,
  line: text,
  queue: text.exactOptional(),
  did: text.exactOptional(),
  uniqueId: text,
  linkedId: text.exactOptional(),
  heldBy: z.enum(heldBySides).exactOptional(),
  consultFor: text.exactOptional(),
  conference: text.exactOptional(),
  muted: z.boolean().exactOptional(),
  application: z.enum(pbxApplications).exactOptional(),
  rings: z.number().exactOptional(),
  remoteBusy: z.boolean().exactOptional(),
  startedAt: ms,
  ringingAt: ms.exactOptional(),
  connectedAt: ms.exactOptional(),
  endedAt: ms.exactOptional(),
  countedAtMonoMs: ms,
  holdMs: ms.min(0),
  talkMs: ms.min(0),
  phaseSinceMonoMs: ms,
  approximate: z.literal(true).exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  endReason: z.enum(endReasons).exactOptional(),
  cause: z.number().exactOptional(),
  checking: z.boolean().exactOptional(),
  holdUnknown: z.boolean().exactOptional(),
  // What can be done with a call is found out again; what could be done is not worth keeping.
  features: z.unknown().transform(() => noFeatures),
  privateData: z.record(text, text).exactOptional(),
} satisfies Record<Exclude<keyof Call, 'keys' | keyof CallParty>, z.ZodType>;

const callSchema: z.ZodType<Call> = z.object(callFields);

const recordSchema: z.ZodType<LineRecord> = z.object({
  calls: z
    .array(
      z.object({
        call: callSchema,
        agentLegs: z.array(text).max(64),
        remote: text.exactOptional(),
        parkedAt: text.exactOptional(),
        helperLegs: z
          .array(z.tuple([text, z.enum(['resume', 'pickUp'])]))
          .max(64)
          .exactOptional(),
        origin: text.exactOptional(),
        dialler: text.exactOptional(),
        penned: text.exactOptional(),
        neighbour: text.exactOptional(),
        isConsulting: z.boolean().exactOptional(),
        staleNumber: text.exactOptional(),
        isWithheld: z.boolean().exactOptional(),
        lifted: z.boolean().exactOptional(),
        sinceMonoMs: ms.exactOptional(),
      }),
    )
    .max(64),
  wallMs: ms,
  monoMs: ms,
  agent: z.object({
    chosen: z.enum(['ready', 'notReady']),
    reason: text,
    pausedByPanel: z.array(text).max(256),
    stood: z.object({ status: z.enum(agentStatuses), reason: text, since: ms }).exactOptional(),
  }),
  phone: z.object({ ignoresAutoAnswer: z.boolean(), ignoresNotify: z.boolean() }),
});

const fileSchema = z.object({ version: z.literal(1), record: recordSchema });

/** The text of a file that holds a line's record. */
export function formatRecord(record: LineRecord): string {
  const calls = record.calls.map(({ call, ...legs }) => ({ call: { ...call, features: null }, ...legs }));
  return JSON.stringify({ version: 1, record: { ...record, calls } });
}

/** @throws when the text is no record, or that of a later Offhook */
export function parseRecord(text: string): LineRecord {
  return fileSchema.parse(JSON.parse(text)).record;
}
