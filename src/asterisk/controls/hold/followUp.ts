import { type Call, isHeldByAgent } from '../../../cti/call.ts';
import type { ControlContext } from '../control/control.ts';
import { pause } from '../../../world/pause.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { hangUp } from '../control/legs.ts';
import { rejoin } from './rejoin.ts';

const goneMs = 1_000;
const stepMs = 20;

/**
 * What the end of a call brings with it. A consultation that has ended gives the agent back to the party it was for; of a conference
 * that has lost somebody, two are joined as in any call (so that the end of one is the end of the other), and one is let go.
 */
export async function followUp(context: ControlContext, call: Call): Promise<void> {
  await resumeFirst(context, call);
  for (const { room, members } of context.adapter.conferences()) {
    const [one, other, ...more] = members;
    if (more.length > 0) continue;
    context.adapter.forgetConference(room);
    if (one === undefined) continue;
    if (other === undefined) await context.send({ name: 'Hangup', fields: [['Channel', one.name]] });
    else await joinLast(context, one, other);
  }
}

/** If one of the two goes meanwhile, the other is let go: it would stay in the room alone, with its microphone open. */
async function joinLast(
  context: ControlContext,
  one: AsteriskChannel,
  other: AsteriskChannel,
): Promise<void> {
  const left = (): AsteriskChannel[] =>
    [one, other].filter(({ uniqueId }) => context.adapter.channels.get(uniqueId) !== undefined);
  try {
    await rejoin(context, one, other);
  } catch (error) {
    // Asterisk refuses where one of them has ended, a moment before it reports that.
    for (let waitedMs = 0; waitedMs < goneMs && left().length === 2; waitedMs += stepMs) {
      await pause(context.edges.clock, stepMs);
    }
    if (left().length === 2) throw error;
  }
  const [last, ...more] = left();
  if (last !== undefined && more.length === 0) await hangUp(context, last);
}

async function resumeFirst(context: ControlContext, { consultFor }: Call): Promise<void> {
  const { adapter } = context;
  const first = consultFor === undefined ? undefined : adapter.story(consultFor);
  if (first === undefined || first.movingOn || first.isConsulting || first.isConferring) return;
  if (!isHeldByAgent(first.call)) return;
  const isBusy = adapter
    .stories()
    .some((other) => other !== first && ['dialing', 'talking'].includes(other.call.state));
  if (isBusy || context.denial('ResumeCall', first) !== undefined) return;
  await context.perform({ type: 'ResumeCall', callId: first.call.id });
}
