import { type CommandResult, refused } from '../../cti/command.ts';
import { type CallControl, type ControlContext } from './control.ts';
import type { CallStory } from '../callStory.ts';
import { connectedBeside } from './pair.ts';

/** Holds the call that is talked on and goes on with the one on hold. Whichever fails, nobody is lost: at worst both are on hold. */
export const swap = {
  name: 'swap',

  denial(context, story) {
    if (story.call.conference !== undefined) return 'inConference';
    if (story.call.heldBy !== 'agent' && story.call.heldBy !== 'both') return 'notYetAnswered';
    // One leg serves both: only its feature code (`atxferswap`) changes from one to the other.
    if (story.isConsulting) return 'swapOnPhone';
    const active = activeBeside(context, story);
    if (active === undefined) return 'noOtherCall';
    return context.denial('HoldCall', active) ?? context.denial('ResumeCall', story);
  },

  async run(context, story): Promise<CommandResult> {
    const active = activeBeside(context, story);
    if (active === undefined) return refused('noOtherCall');
    const held = await context.perform({ type: 'HoldCall', callId: active.call.id });
    const isGone = held.status === 'refused' && held.code === 'callEnded';
    if (held.status !== 'done' && !isGone) return held;
    return context.perform({ type: 'ResumeCall', callId: story.call.id });
  },
} satisfies CallControl<'SwapCalls'>;

function activeBeside(context: ControlContext, story: CallStory): CallStory | undefined {
  return connectedBeside(context, story).find(
    ({ call }) => call.state === 'talking' || call.heldBy === 'remote',
  );
}
