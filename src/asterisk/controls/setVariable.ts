import { clientDefaults } from '../../ami/options.ts';
import { type CommandResult, done, refused } from '../../cti/command.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { agentLeg, type ControlContext, remoteLeg } from './control/control.ts';
import { refusalOf } from './control/refusal.ts';

/**
 * Sets a variable of the call, on the channel that the call came from: that one's record in the CDR has the whole call, and its dial plan
 * goes on after it (cdr.c, `cdr_object_create_public_records`). Once the call has ended there is nothing to set it on.
 */
export async function setVariable(
  context: ControlContext,
  story: CallStory,
  name: string,
  value: string,
): Promise<CommandResult> {
  if (!context.capabilities.may('Setvar')) return refused('rightMissing');
  const [first, second] =
    story.call.direction === 'incoming'
      ? [remoteLeg(context, story), agentLeg(context, story)]
      : [agentLeg(context, story), remoteLeg(context, story)];
  const channel = first ?? second;
  if (channel === undefined) return refused('callEnded');
  try {
    await context.send({
      name: 'Setvar',
      fields: [
        ['Channel', channel.name],
        ['Variable', name],
        ['Value', value],
      ],
    });
    return done;
  } catch (error) {
    return refusalOf(error, clientDefaults.actionTimeoutMs);
  }
}
