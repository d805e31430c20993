import { type Call, isHeldByAgent } from '../../../cti/call.ts';
import { type CallEvent, type CtiEvent, isCallEvent } from '../../../cti/event.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { ControlContext } from './control.ts';

/** The PBX reports what it has done within this, ms. */
export const confirmMs = 5_000;

/**
 * Acts, and waits for the event that confirms it, which may come before the PBX's answer. `limitMs` counts from that answer: a busy PBX
 * takes its time for it.
 * @param act `false`: nothing was done, and nothing is waited for
 * @returns `undefined`: none came in time
 * @throws what `act` throws
 */
export async function confirmed(
  context: ControlContext,
  wanted: (event: CtiEvent) => boolean,
  limitMs: number,
  act: () => Promise<unknown>,
): Promise<CtiEvent | undefined> {
  const listening = context.listen(wanted);
  let acted: unknown = false;
  try {
    acted = await act();
  } finally {
    if (acted === false) listening.stop();
    else listening.limit(limitMs);
  }
  return listening.event;
}

/** What has become of a call. */
export type Settlement = Pick<CallEvent, 'type' | 'call'>;

/**
 * Commands settle by what happens to the call, not by the PBX's answers: acts, and waits for the next of these events. Holds are the
 * agent's. A call that has ended before is left alone.
 * @param orOnce settles too, once this holds as the call reports something
 * @returns `undefined`: none came in time, and the call is not as it would be after one of them
 * @throws what `act` throws
 */
export async function callEvent(
  context: ControlContext,
  story: CallStory,
  types: readonly CallEvent['type'][],
  limitMs: number,
  act: () => Promise<unknown>,
  orOnce: () => boolean = () => false,
): Promise<Settlement | undefined> {
  if (story.call.state === 'ended') return { type: 'RingFinished', call: story.call };
  const isWanted = (heard: CtiEvent): heard is CallEvent =>
    isCallEvent(heard) &&
    heard.call.id === story.call.id &&
    ((types.includes(heard.type) && !('by' in heard && heard.by === 'remote')) ||
      isOver(heard.call, types) ||
      orOnce());
  const event = await confirmed(context, isWanted, limitMs, act);
  return event !== undefined && isWanted(event) ? event : shown(story.call, types);
}

/** To the agent a call that the queue takes back is over, too. */
function isOver({ state }: Call, types: readonly CallEvent['type'][]): boolean {
  return types.includes('RingFinished') && state === 'queued';
}

/** The call is so already, and nothing is left to be reported: somebody did the same on the phone, say. */
function shown(call: Call, types: readonly CallEvent['type'][]): Settlement | undefined {
  const isAfter: Partial<Record<CallEvent['type'], boolean>> = {
    PutHoldAction: isHeldByAgent(call),
    EndHoldAction: call.state === 'talking' && call.holdUnknown !== true,
    RingFinished: call.state === 'ended' || call.state === 'queued',
  };
  const type = types.find((each) => isAfter[each] === true);
  return type && { type, call };
}
