import { clientDefaults } from '../../ami/options.ts';
import { type CommandResult, refused } from '../../cti/command.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import { agentLeg, type CallControl, type ControlContext, remoteLeg } from './control/control.ts';
import { refusalOf } from './control/refusal.ts';
import { areKeys, pressed } from './control/keys.ts';

/**
 * Presses keys for the other party to hear, also before they have answered: many a menu speaks before the call is charged. Where the
 * PBX itself is at the other end, the keys come from the agent's own leg (`Receive`, which Asterisk 11 does not know).
 */
export const dtmf = {
  name: 'playDtmf',

  denial(context, story) {
    if (!context.capabilities.may('PlayDTMF')) return 'rightMissing';
    if (isForPbx(story) && context.dialect.family === '1.x') return 'keysOnPhone';
    return listener(context, story) === undefined ? 'notYetAnswered' : undefined;
  },

  async run(context, story, command): Promise<CommandResult> {
    const { digits } = command;
    if (!areKeys(digits)) return refused('invalidDigits');
    const { adapter, edges } = context;
    for (const digit of digits) {
      const leg = listener(context, story);
      if (leg === undefined) return refused('callEnded');
      try {
        // One at a time: Asterisk answers when the tone has been played (`ast_senddigit`), so they do not run into each other.
        await context.send({
          name: 'PlayDTMF',
          fields: [
            ['Channel', leg.name],
            ['Digit', digit],
            ...(isForPbx(story) ? [['Receive', true] as const] : []),
          ],
        });
      } catch (error) {
        return refusalOf(error, clientDefaults.actionTimeoutMs);
      }
      adapter.pressed(story.call.id, digit, edges.clock.now());
    }
    return pressed(context, story, command);
  },
} satisfies CallControl<'SendDtmf'>;

function isForPbx({ call }: CallStory): boolean {
  return call.application !== undefined;
}

/** Who hears the keys: the other party, or the one being dialled last. */
function listener(context: ControlContext, story: CallStory): AsteriskChannel | undefined {
  if (isForPbx(story)) return agentLeg(context, story);
  if (story.isConnected) return remoteLeg(context, story);
  let leg: AsteriskChannel | undefined;
  for (const uniqueId of story.dialled) leg = context.adapter.channels.get(uniqueId) ?? leg;
  return leg;
}
