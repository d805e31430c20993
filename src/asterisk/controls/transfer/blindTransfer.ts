import type { AmiAction } from '../../../ami/wire/action.ts';
import { type CommandResult, done } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { agentLeg, type CallControl, type ControlContext } from '../control/control.ts';
import { during } from '../control/during.ts';
import { callEvent, confirmMs } from '../control/settled.ts';
import { targetRefusal } from './target.ts';

/**
 * Sends the other party to a number, unannounced: by BlindTransfer, which transfers as the phone itself would; by Redirect where
 * that does not exist (Asterisk 11), or where the other party waits without the agent's leg.
 */
export const blindTransfer = {
  name: 'blindTransfer',

  appliesTo: (story) => story.call.application === undefined,

  denial({ capabilities }, story) {
    if (!capabilities.may('BlindTransfer') && !capabilities.may('Redirect')) return 'rightMissing';
    if (story.call.conference !== undefined) return 'inConference';
    if (story.isConsulting) return 'consultationOpen';
    return story.isConnected ? undefined : 'notYetAnswered';
  },

  async run(context, story, { number }): Promise<CommandResult> {
    const { adapter, edges } = context;
    const wrong = await targetRefusal(context, number);
    if (wrong !== undefined) return wrong;
    const action = transferAction(context, story, number);
    // It ended while the number was looked up.
    if (action === undefined || story.call.state === 'ended') return { status: 'refused', code: 'callEnded' };
    const callId = story.call.id;
    return during(context, story, { to: 'leave' }, async () => {
      const ended = await callEvent(context, story, ['RingFinished'], confirmMs, async () => {
        await context.send(action);
        // No leg of the agent's ends with this; one that waits in silence has nothing to wait for any more.
        if (story.isWaitingAlone) adapter.end(callId, edges.clock.now());
      });
      return ended === undefined ? { status: 'timedOut', afterMs: confirmMs } : done;
    });
  },
} satisfies CallControl<'BlindTransferCall'>;

function transferAction(context: ControlContext, story: CallStory, number: string): AmiAction | undefined {
  const own = agentLeg(context, story);
  const where: AmiAction['fields'] = [
    ['Context', context.options.originateContext],
    ['Exten', number],
  ];
  // A leg that was parked away may be about to end: there is no party to transfer.
  const isJoined = own?.bridgeId !== undefined && !story.isWaitingAlone;
  if (context.capabilities.may('BlindTransfer') && isJoined) {
    return { name: 'BlindTransfer', fields: [['Channel', own.name], ...where] };
  }
  const other = otherEnd(context, story);
  if (other === undefined) return undefined;
  return { name: 'Redirect', fields: [['Channel', other.name], ...where, ['Priority', 1]] };
}

/** Of a queue call through a Local channel the half beside the agent's leg: the caller stays where they are, and so does the queue. */
function otherEnd({ adapter }: ControlContext, story: CallStory): AsteriskChannel | undefined {
  const { channels } = adapter;
  if (story.parkedAt !== undefined) return channels.get(story.remote);
  return channels.get(story.penned) ?? channels.get(story.neighbour) ?? channels.get(story.remote);
}
