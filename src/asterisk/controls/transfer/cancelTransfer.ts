import { isHeldByAgent } from '../../../cti/call.ts';
import { type CommandResult, done, refused } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import { agentLeg, type CallControl, type ControlContext, remoteLeg } from '../control/control.ts';
import { phoneRingsMs } from '../control/originate.ts';
import { isByAtxfer, type Pair, pairOf } from './pair.ts';
import { during } from '../control/during.ts';
import { confirmed, confirmMs } from '../control/settled.ts';

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
    const isOver = (): boolean =>
      second.call.state === 'ended' && (first.call.state === 'ended' || !isHeldByAgent(first.call));
    const limitMs = isByAtxfer(pair) ? confirmMs : phoneRingsMs + confirmMs;
    return during(context, second, { to: 'end' }, async () => {
      let result: CommandResult = done;
      // The first one is brought back by what follows the end of any consultation (`followUp.ts`).
      const act = async (): Promise<boolean> => {
        if (isByAtxfer(pair)) await cancelAtxfer(context, pair);
        else result = await context.perform({ type: 'DropCall', callId: second.call.id });
        return result.status === 'done';
      };
      const event = await confirmed(context, (heard) => 'call' in heard && isOver(), limitMs, act);
      if (result.status !== 'done') return result;
      if (event === undefined && !isOver()) return { status: 'timedOut', afterMs: limitMs };
      return first.call.state === 'ended' ? refused('callEnded') : done;
    });
  },
} satisfies CallControl<'CancelTransfer'>;

/** Hanging up the agent's leg would complete the transfer; the end of the colleague's leaves the agent with the other party, too. */
export async function cancelAtxfer(context: ControlContext, { first, second }: Pair): Promise<void> {
  const leg = agentLeg(context, second) ?? agentLeg(context, first);
  if (leg !== undefined && context.capabilities.may('CancelAtxfer')) {
    await context.send({ name: 'CancelAtxfer', fields: [['Channel', leg.name]] });
    return;
  }
  const { channels } = context.adapter;
  const called = remoteLeg(context, second) ?? channels.get([...second.dialled].at(-1));
  if (called !== undefined) await context.send({ name: 'Hangup', fields: [['Channel', called.name]] });
}

function consultationOf(context: ControlContext, story: CallStory): Pair | undefined {
  const pair = pairOf(context, story);
  return pair?.first.call.conference === undefined ? pair : undefined;
}
