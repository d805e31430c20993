import type { Call } from '../../../cti/call.ts';
import { noFeatures } from '../../../cti/features.ts';
import type { Instant } from '../../../cti/instant.ts';
import type { Away } from '../story/away.ts';
import { CallStory } from '../story/callStory.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import type { LineRecord, RememberedCall } from '../../options/memory.ts';

/** What is remembered of a call after a restart of the panel. */
export function rememberedCall(story: CallStory): RememberedCall {
  const { checking: _checking, ...call } = story.call;
  const { agentLegs, helperLegs, remote, parkedAt, origin, dialler, penned, neighbour } = story;
  const { staleNumber, sinceMonoMs } = story;
  const known = { remote, parkedAt, origin, dialler, penned, neighbour, staleNumber, sinceMonoMs };
  return {
    call: { ...call, features: noFeatures },
    agentLegs: [...agentLegs],
    ...(helperLegs.size === 0 ? {} : { helperLegs: [...helperLegs] }),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    ...(story.isConsulting ? { isConsulting: true } : {}),
    ...(story.isWithheld ? { isWithheld: true } : {}),
    ...(story.origination === undefined ? {} : { lifted: story.origination.lifted }),
  };
}

/** The calls of a record, their monotonic times as this process counts them. */
export function carriedOver({ calls, wallMs, monoMs }: LineRecord, now: Instant): readonly RememberedCall[] {
  // Between the two processes only the wall clock has gone on; one that was put back tells nothing.
  const agoMs = Math.max(0, now.wallMs - wallMs);
  const shiftMs = now.monoMs - agoMs - monoMs;
  return calls.map((item) => ({
    ...item,
    ...(item.sinceMonoMs === undefined ? {} : { sinceMonoMs: item.sinceMonoMs + shiftMs }),
    call: {
      ...item.call,
      countedAtMonoMs: item.call.countedAtMonoMs + shiftMs,
      phaseSinceMonoMs: item.call.phaseSinceMonoMs + shiftMs,
    },
  }));
}

/** When the record was written, as this process counts: the last that is known of calls that are gone. */
export function writtenAt({ wallMs }: LineRecord, now: Instant): Instant {
  const agoMs = Math.max(0, now.wallMs - wallMs);
  return { monoMs: now.monoMs - agoMs, wallMs: now.wallMs - agoMs };
}

function awayOf({ parkedAt, penned, isConsulting }: RememberedCall): Away | undefined {
  if (parkedAt !== undefined) return { how: 'parked', space: parkedAt };
  if (penned !== undefined) return { how: 'apart', waits: penned, byUs: true };
  return isConsulting === true ? { how: 'consulting' } : undefined;
}

/** Takes the calls up where the panel that was closed has left them; whether they still exist must be found out. */
export function takeUp(calls: LineCalls, remembered: readonly RememberedCall[]): readonly Call[] {
  for (const item of remembered) {
    if (item.call.state === 'ended') continue;
    const story = new CallStory({ ...item.call, checking: true });
    story.announced = true;
    for (const uniqueId of item.agentLegs) story.agentLegs.add(uniqueId);
    for (const [uniqueId, purpose] of item.helperLegs ?? []) story.helperLegs.set(uniqueId, purpose);
    story.remote = item.remote;
    story.away = awayOf(item);
    story.origin = item.origin;
    story.dialler = item.dialler;
    story.neighbour = item.neighbour;
    story.staleNumber = item.staleNumber;
    story.sinceMonoMs = item.sinceMonoMs;
    story.isWithheld = item.isWithheld === true;
    if (item.lifted !== undefined) {
      story.origination = { actionId: undefined, lifted: item.lifted, failure: undefined };
    }
    calls.add(story);
  }
  return [...calls.all()].map(({ call }) => call);
}
