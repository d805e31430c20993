import { clientDefaults } from '../../ami/options.ts';
import { type CommandResult, done, refused } from '../../cti/command.ts';
import type { CallStory } from '../callStory.ts';
import { agentLeg, type CallControl, type ControlContext, remoteLeg } from './control.ts';
import { phoneRingsMs } from './originate.ts';
import { isByAtxfer, type Pair, pairOf } from './pair.ts';
import { refusalOf } from './refusal.ts';

const confirmMs = 5_000;

/** Ends the consultation; the agent is back with the party that it was for. */
export const cancelTransfer = {
  name: 'cancelTransfer',

  denial(context, story) {
    const pair = consultationOf(context, story);
    if (pair === undefined) return 'noOtherCall';
    return context.capabilities.may('Hangup') ? undefined : 'rightMissing';
  },

  async run(context, story): Promise<CommandResult> {
    const pair = consultationOf(context, story);
    if (pair === undefined) return refused('noOtherCall');
    const { first, second } = pair;
    const isBack = context.waitFor(
      (event) =>
        'call' in event &&
        event.call.id === first.call.id &&
        (event.type === 'EndHoldAction' || event.type === 'RingFinished'),
      isByAtxfer(pair) ? confirmMs : phoneRingsMs + confirmMs,
    );
    context.adapter.setDropped(second.call.id);
    try {
      if (isByAtxfer(pair)) await cancelAtxfer(context, second);
      // The first one is brought back by what follows the end of any consultation (`followUp.ts`).
      else {
        const result = await context.perform({ type: 'DropCall', callId: second.call.id });
        if (result.status !== 'done') return result;
      }
    } catch (error) {
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    const event = await isBack;
    if (event === undefined) return { status: 'timedOut', afterMs: confirmMs };
    return event.type === 'EndHoldAction' ? done : refused('callEnded');
  },
} satisfies CallControl<'CancelTransfer'>;

/** Hanging up the agent's leg would complete the transfer; the end of the colleague's leaves the agent with the other party, too. */
export async function cancelAtxfer(context: ControlContext, story: CallStory): Promise<void> {
  const leg = agentLeg(context, story);
  if (leg !== undefined && context.capabilities.may('CancelAtxfer')) {
    await context.send({ name: 'CancelAtxfer', fields: [['Channel', leg.name]] });
    return;
  }
  const { channels } = context.adapter;
  const called = remoteLeg(context, story) ?? channels.get([...story.dialled].at(-1));
  if (called !== undefined) await context.send({ name: 'Hangup', fields: [['Channel', called.name]] });
}

function consultationOf(context: ControlContext, story: CallStory): Pair | undefined {
  const pair = pairOf(context, story);
  return pair?.first.call.conference === undefined ? pair : undefined;
}
