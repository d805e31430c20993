import { clientDefaults } from '../../ami/options.ts';
import { type CommandResult, done, refused } from '../../cti/command.ts';
import { agentLeg, type CallControl, type ControlContext } from './control/control.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { refusalOf } from './control/refusal.ts';

/**
 * Keeps what the agent's leg says (`Direction: in`, into Asterisk) from everybody; the agent hears on. Needs a `system` right, and
 * res_mutestream. It is the leg that is muted: a new one speaks.
 */
export const mute = {
  name: 'muteAudio',
  denial,
  run: (context, story) => setMuted(context, story, true),
} satisfies CallControl<'MuteCall'>;

export const unmute = {
  name: 'muteAudio',
  denial,
  run: (context, story) => setMuted(context, story, false),
} satisfies CallControl<'UnmuteCall'>;

function denial(context: ControlContext, story: CallStory): 'rightMissing' | 'notYetAnswered' | undefined {
  if (!context.capabilities.may('MuteAudio')) return 'rightMissing';
  return agentLeg(context, story) === undefined ? 'notYetAnswered' : undefined;
}

async function setMuted(context: ControlContext, story: CallStory, muted: boolean): Promise<CommandResult> {
  const leg = agentLeg(context, story);
  if (leg === undefined) return refused('callEnded');
  try {
    await context.send({
      name: 'MuteAudio',
      fields: [
        ['Channel', leg.name],
        ['Direction', 'in'],
        ['State', muted ? 'on' : 'off'],
      ],
    });
  } catch (error) {
    return refusalOf(error, clientDefaults.actionTimeoutMs);
  }
  context.adapter.setMuted(story.call.id, muted ? leg.uniqueId : undefined, context.edges.clock.now());
  return done;
}
