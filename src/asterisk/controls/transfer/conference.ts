import { type CommandResult, done, refused } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import { agentLeg, type CallCommandOf, type CallControl, type ControlContext } from '../control/control.ts';
import { sendTo } from '../control/legs.ts';
import {
  canBeJoined,
  isByAtxfer,
  isPbxIn,
  joinable,
  joinableLeg,
  type Pair,
  pairOf,
  partiesBeside,
} from './pair.ts';
import { during } from '../control/during.ts';
import { confirmed, confirmMs } from '../control/settled.ts';

/** Brings the parties of two calls and the agent into one room of ConfBridge, under a name that cannot be guessed. */
export const conference = {
  name: 'conference',
  needsParty: true,

  denial(context, story) {
    if (!context.capabilities.may('Redirect')) return 'rightMissing';
    if (story.call.conference !== undefined) return 'inConference';
    const pair = pairOf(context, story);
    if (pair === undefined && partiesBeside(context, story).length === 0) return 'noOtherCall';
    if (isPbxIn(pair)) return 'noOtherParty';
    if (!story.isConnected || pair?.second.isConnected === false) return 'notYetAnswered';
    if (!context.dialPlan.conference) return 'dialPlanMissing';
    return canBeJoined(context, story, pair) ? undefined : 'partyGone';
  },

  async run(context, story, { withCallId }: CallCommandOf<'StartConference'>): Promise<CommandResult> {
    const pair = pairOf(context, story, withCallId);
    if (pair === undefined) return refused('noOtherCall');
    if (isPbxIn(pair)) return refused('noOtherParty');
    const { first, second } = pair;
    if (!first.isConnected || !second.isConnected) return refused('notYetAnswered');
    if (first.call.conference ?? second.call.conference) return refused('inConference');
    if (joinable(context, pair) === undefined) return refused('callEnded');
    const room = `conference-${Math.floor(context.edges.random() * 1e15)
      .toString()
      .padStart(15, '0')}`;
    const both = [first, second];
    const isOver = (): boolean => both.some(({ call }) => call.state === 'ended');
    const areThere = (): boolean => both.every(({ call }) => call.conference === room);
    return during(context, both, { to: 'meet', room }, async () => {
      let refusal: CommandResult | undefined;
      const act = async (): Promise<boolean> => {
        refusal = await gather(context, pair, room);
        return refusal === undefined;
      };
      const event = await confirmed(context, () => isOver() || areThere(), 2 * confirmMs, act);
      if (refusal !== undefined) return refusal;
      if (isOver()) return refused('callEnded');
      return event === undefined && !areThere() ? { status: 'timedOut', afterMs: 2 * confirmMs } : done;
    });
  },
} satisfies CallControl<'StartConference'>;

/** @returns why nothing was done */
async function gather(context: ControlContext, pair: Pair, room: string): Promise<CommandResult | undefined> {
  const { first, second } = pair;
  if (isByAtxfer(pair)) {
    // Without its target the consultation ends, and the agent's leg is with the first party again. The other way round, without the
    // agent's leg, it would be completed.
    const isBack = (): boolean => first.agentLegs.size > 0;
    const target = context.adapter.channels.get(second.remote);
    if (target === undefined) return refused('callEnded');
    const event = await confirmed(context, isBack, confirmMs, () => sendTo(context, [target, room]));
    if (event === undefined && !isBack()) return { status: 'timedOut', afterMs: confirmMs };
    return bringIn(context, room, first);
  }
  const [stays, comes] = isTalking(second) || first.agentLegs.size === 0 ? [second, first] : [first, second];
  const other = joinableLeg(context, comes);
  if (other === undefined) return refused('callEnded');
  const refusal = await bringIn(context, room, stays);
  if (refusal !== undefined) return refusal;
  const spare = [...comes.agentLegs];
  await sendTo(context, [other, room]);
  for (const uniqueId of spare) await hangUpSpare(context, uniqueId, stays);
  return undefined;
}

/** The agent's leg and the other party's, in one action: each alone would end with the other's going. */
async function bringIn(
  context: ControlContext,
  room: string,
  story: CallStory,
): Promise<CommandResult | undefined> {
  const own = agentLeg(context, story);
  const other = joinableLeg(context, story);
  if (own === undefined || other === undefined) return refused('callEnded');
  await sendTo(context, [other, room], [own, room]);
  return undefined;
}

/** The leg of the call that was on hold: it waits in silence, or ended with its other party's going. */
async function hangUpSpare(context: ControlContext, uniqueId: string, stays: CallStory): Promise<void> {
  const leg = context.adapter.channels.get(uniqueId);
  if (leg === undefined || stays.agentLegs.has(uniqueId)) return;
  await context.send({ name: 'Hangup', fields: [['Channel', leg.name]] }).catch(() => undefined);
}

function isTalking({ call, agentLegs }: CallStory): boolean {
  return agentLegs.size > 0 && (call.state === 'talking' || call.heldBy === 'remote');
}
