import type { CallEvent } from '../../cti/event.ts';
import { isCallEvent } from '../../cti/event.ts';
import type { CallStory } from '../calls/callStory.ts';
import type { ControlContext } from './control.ts';

/** Commands settle by what happens to the call, not by the PBX's answers: the next of these events that tells of it, if any in time. */
export async function callEvent(
  context: ControlContext,
  story: CallStory,
  types: readonly CallEvent['type'][],
  timeoutMs: number,
): Promise<CallEvent | undefined> {
  const event = await context.waitFor(
    (heard) =>
      isCallEvent(heard) &&
      heard.call.id === story.call.id &&
      (types.includes(heard.type) || isOver(heard, types)),
    timeoutMs,
  );
  return event !== undefined && isCallEvent(event) ? event : undefined;
}

/** To the agent a call that the queue takes back is over, too. */
function isOver({ call }: CallEvent, types: readonly CallEvent['type'][]): boolean {
  return types.includes('RingFinished') && call.state === 'queued';
}
