import { clientDefaults } from '../../../ami/options.ts';
import { type CommandResult, done, refused } from '../../../cti/command.ts';
import { agentLeg, type CallControl } from '../control/control.ts';
import { refusalOf } from '../control/refusal.ts';
import { targetRefusal } from './target.ts';

/**
 * Where the PBX itself is at the other end there is no party to send away: the agent's own phone goes on to the number, as if the menu
 * had led there.
 */
export const sendOwnLeg = {
  name: 'sendOwnLeg',

  appliesTo: (story) => story.call.application !== undefined,

  denial({ capabilities }, story) {
    if (!capabilities.may('Redirect')) return 'rightMissing';
    return story.agentLegs.size > 0 ? undefined : 'notYetAnswered';
  },

  async run(context, story, { number }): Promise<CommandResult> {
    const wrong = await targetRefusal(context, number);
    if (wrong !== undefined) return wrong;
    const leg = agentLeg(context, story);
    if (leg === undefined) return refused('callEnded');
    try {
      await context.send({
        name: 'Redirect',
        fields: [
          ['Channel', leg.name],
          ['Context', context.options.originateContext],
          ['Exten', number],
          ['Priority', 1],
        ],
      });
    } catch (error) {
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    context.adapter.goOnTo(story.call.id, number, context.edges.clock.now());
    return done;
  },
} satisfies CallControl<'BlindTransferCall'>;
