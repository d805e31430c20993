import { type CommandResult, done, refused } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import { pause } from '../../../world/pause.ts';
import type { CallCommandOf, CallControl, ControlContext } from '../control/control.ts';
import { agentLeg } from '../control/control.ts';
import { bridge, hangUp } from '../control/legs.ts';
import {
  canBeJoined,
  connectedBeside,
  isByAtxfer,
  isPbxIn,
  joinable,
  type Pair,
  pairOf,
  partiesBeside,
} from './pair.ts';
import { during } from '../control/during.ts';
import { rejoin } from '../hold/rejoin.ts';
import { confirmed, confirmMs } from '../control/settled.ts';

/**
 * Hanging the agent's leg up in the very moment in which the target answers crashes Asterisk 16.28 and 22.10 once in some 15 times;
 * after this long, ms, never (measured).
 */
const settleMs = 250;

/** Joins the other parties of two calls; the agent is out of both. */
export const transfer = {
  name: 'transfer',
  needsParty: true,

  denial(context, story) {
    if (!context.capabilities.may('Bridge') || !context.capabilities.may('Hangup')) return 'rightMissing';
    const pair = pairOf(context, story);
    if (pair === undefined && partiesBeside(context, story).length === 0) return 'noOtherCall';
    if (isPbxIn(pair)) return 'noOtherParty';
    const isAnswered = story.isConnected && (pair === undefined || pair.second.isConnected);
    if (!isAnswered) return 'notYetAnswered';
    return canBeJoined(context, story, pair) ? undefined : 'partyGone';
  },

  async run(context, story, { withCallId }: CallCommandOf<'TransferCall'>): Promise<CommandResult> {
    const pair = pairOf(context, story, withCallId) ?? conferencePair(context, story);
    if (pair === undefined) return refused('noOtherCall');
    if (isPbxIn(pair)) return refused('noOtherParty');
    if (!pair.first.isConnected || !pair.second.isConnected) return refused('notYetAnswered');
    return isByAtxfer(pair) ? completeAtxfer(context, pair) : join(context, pair);
  },
} satisfies CallControl<'TransferCall'>;

/** In a conference, the other party in it. */
function conferencePair(context: ControlContext, story: CallStory): Pair | undefined {
  const { conference } = story.call;
  if (conference === undefined) return undefined;
  const second = connectedBeside(context, story).find(({ call }) => call.conference === conference);
  return second === undefined ? undefined : { first: story, second };
}

/** The end of the agent's leg is what completes it. */
async function completeAtxfer(context: ControlContext, pair: Pair): Promise<CommandResult> {
  await pause(context.edges.clock, settleMs);
  const { first, second } = pair;
  const leg = agentLeg(context, second) ?? agentLeg(context, first);
  // The colleague, or the customer, has just hung up: to hang up now would end what is left.
  if (!isByAtxfer(pair) || leg === undefined || joinable(context, pair) === undefined)
    return refused('callEnded');
  return movedOn(context, pair, () => hangUp(context, leg));
}

async function join(context: ControlContext, pair: Pair): Promise<CommandResult> {
  const legs = joinable(context, pair);
  if (legs === undefined) return refused('callEnded');
  const { one, other } = legs;
  return movedOn(context, pair, async () => {
    const { conference } = pair.first.call;
    if (conference === undefined) {
      await bridge(context, one, other);
    } else {
      context.adapter.forgetConference(conference);
      await rejoin(context, one, other);
    }
    // One that was with the other party ends with that; one that waits in silence or in a conference does not.
    for (const story of [pair.first, pair.second]) {
      for (const uniqueId of story.agentLegs) {
        const leg = context.adapter.channels.get(uniqueId);
        if (leg !== undefined) await hangUp(context, leg);
      }
    }
  });
}

/** Does it, and waits for both calls to have moved on. */
async function movedOn(
  context: ControlContext,
  { first, second }: Pair,
  act: () => Promise<unknown>,
): Promise<CommandResult> {
  const both = [first, second];
  const haveEnded = (): boolean => both.every(({ call }) => call.state === 'ended');
  return during(context, both, { to: 'leave' }, async () => {
    const event = await confirmed(context, haveEnded, confirmMs, act);
    return event === undefined && !haveEnded() ? { status: 'timedOut', afterMs: confirmMs } : done;
  });
}
