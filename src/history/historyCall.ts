import { z } from 'zod';
import { pbxApplications } from '../cti/application.ts';
import { type Call, directions } from '../cti/call.ts';
import { maxNote } from '../cti/record/history.ts';
import { endReasons, outcomes } from '../cti/outcome.ts';

/** Longer than any name or number that means something; what a hostile PBX sends is cut. */
export const maxText = 256;
const text = z.string().max(maxText);
const ms = z.number().min(0);

/**
 * A call as the history keeps it: written when it begins and at each change, so that a crash leaves what was known. The other party's
 * number is as people write it, without what the dial plan puts in front. Times are wall clock, ms since 1970.
 */
export const historyCallSchema = z.object({
  /** `Call.id`; found again after a restart it is the same call. */
  id: z.string().min(1).max(128),
  direction: z.enum(directions),
  number: text,
  name: text,
  queue: text.exactOptional(),
  /** The number that the caller dialled, where it is not the line's own. */
  did: text.exactOptional(),
  startedAt: ms,
  ringingAt: ms.exactOptional(),
  connectedAt: ms.exactOptional(),
  /** Left out: it goes on, or Offhook was ended while it did. */
  endedAt: ms.exactOptional(),
  talkMs: ms,
  holdMs: ms,
  rings: z.int().min(1).exactOptional(),
  /** Its end was not seen. */
  approximate: z.literal(true).exactOptional(),
  application: z.enum(pbxApplications).exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  endReason: z.enum(endReasons).exactOptional(),
  /** A consultation: the call that it was begun from, under which it is shown. */
  consultFor: z.string().max(128).exactOptional(),
  /** Whom the agent passed it on to. */
  transferredTo: text.exactOptional(),
  /** The colleague who took it, where it was answered elsewhere. */
  answeredBy: z.object({ extension: text, name: text }).exactOptional(),
  /** What the phone system calls the other party, where the directory has another name. */
  pbxName: text.exactOptional(),
  /** Who it was in the directory. */
  contactId: text.exactOptional(),
  /** What the PBX calls it: for the CDR. */
  linkedId: text.exactOptional(),
  note: z.string().max(maxNote).exactOptional(),
  /** What came of it, as the agent chose. */
  disposition: text.exactOptional(),
  /** A missed call that the agent has dealt with. */
  doneAt: ms.exactOptional(),
});

export type HistoryCall = z.infer<typeof historyCallSchema>;

/** What events say of a call; what the agent says of it (note, disposition, done) is kept beside it. */
export function historyCallOf(call: Call): HistoryCall {
  const { id, direction, startedAt, ringingAt, connectedAt, endedAt, approximate, application } = call;
  const { rings, outcome, endReason, consultFor } = call;
  const { queue, did, linkedId, pbxName } = call;
  const texts = { queue, did, linkedId, pbxName, contactId: call.contact?.id };
  const facts = {
    ringingAt,
    connectedAt,
    endedAt,
    approximate,
    application,
    rings,
    outcome,
    endReason,
    consultFor,
  };
  return {
    id,
    direction,
    number: call.number.slice(0, maxText),
    name: call.name.slice(0, maxText),
    startedAt,
    talkMs: Math.max(0, call.talkMs),
    holdMs: Math.max(0, call.holdMs),
    ...known(facts),
    ...known(texts, (value) => value.slice(0, maxText)),
  };
}

type Known<Facts> = { [Name in keyof Facts]?: Exclude<Facts[Name], undefined> };

function known<Facts extends Record<string, unknown>>(
  facts: Facts,
  cut?: (value: string) => string,
): Known<Facts> {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      cut !== undefined && typeof value === 'string' ? cut(value) : value,
    ]),
  ) as Known<Facts>;
}
