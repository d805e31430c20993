import { clientDefaults } from '../../../ami/options.ts';
import { isHeldByAgent } from '../../../cti/call.ts';
import { type CommandResult, done, refused } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { agentLeg, type CallControl, type ControlContext } from '../control/control.ts';
import { connectedBeside, isByAtxfer, pairOf } from './pair.ts';
import { pause } from '../../../world/pause.ts';
import { refusalOf } from '../control/refusal.ts';
import { callEvent, type Settlement } from '../control/settled.ts';

/** `atxferswap` of features.conf, by its default. */
const swapCode = ['*', '4'];
const digitMs = 100;
const betweenDigitsMs = 150;
const swapsMs = 2_000;

/**
 * Holds the call that is talked on and goes on with the one on hold. If either fails, no party is lost: at worst both are on hold. In a
 * consultation by Atxfer, where one leg serves both calls, its feature code is played as if the agent had pressed it.
 */
export const swap = {
  name: 'swap',

  denial(context, story) {
    if (story.call.conference !== undefined) return 'inConference';
    if (!isHeldByAgent(story.call)) return 'notYetAnswered';
    const active = activeBeside(context, story);
    if (active === undefined) return 'noOtherCall';
    if (!story.isConsulting) return context.denial('HoldCall', active) ?? context.denial('ResumeCall', story);
    const may = context.capabilities.may('PlayDTMF') && !context.atxferDoesNothing.has('swap');
    return may ? undefined : 'swapOnPhone';
  },

  async run(context, story): Promise<CommandResult> {
    const active = activeBeside(context, story);
    if (active === undefined) return refused('noOtherCall');
    const pair = pairOf(context, story);
    if (pair !== undefined && isByAtxfer(pair)) return playSwapCode(context, story, active);
    const held = await context.perform({ type: 'HoldCall', callId: active.call.id });
    const isGone = held.status === 'refused' && held.code === 'callEnded';
    if (held.status !== 'done' && !isGone) return held;
    return context.perform({ type: 'ResumeCall', callId: story.call.id });
  },
} satisfies CallControl<'SwapCalls'>;

async function playSwapCode(
  context: ControlContext,
  story: CallStory,
  active: CallStory,
): Promise<CommandResult> {
  const leg = agentLeg(context, active);
  if (leg === undefined) return refused('callEnded');
  let event: Settlement | undefined;
  try {
    event = await callEvent(context, story, ['EndHoldAction', 'RingFinished'], swapsMs, () =>
      play(context, leg, swapCode),
    );
  } catch (error) {
    return refusalOf(error, clientDefaults.actionTimeoutMs);
  }
  if (event !== undefined) return event.type === 'EndHoldAction' ? done : refused('callEnded');
  // Another code is set, or this Asterisk plays the tones to the agent: those before 16 do not know `Receive`.
  context.atxferDoesNothing.add('swap');
  return refused('swapOnPhone');
}

/** As if the agent's phone had sent them. */
async function play(context: ControlContext, leg: AsteriskChannel, digits: readonly string[]): Promise<void> {
  for (const digit of digits) {
    await context.send({
      name: 'PlayDTMF',
      fields: [
        ['Channel', leg.name],
        ['Digit', digit],
        ['Duration', digitMs],
        ['Receive', true],
      ],
    });
    await pause(context.edges.clock, betweenDigitsMs);
  }
}

function activeBeside(context: ControlContext, story: CallStory): CallStory | undefined {
  return connectedBeside(context, story).find(
    ({ call }) => call.state === 'talking' || call.heldBy === 'remote',
  );
}
