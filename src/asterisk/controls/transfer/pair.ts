import type { CallStory } from '../../calls/story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { ControlContext } from '../control/control.ts';

/** Two calls of the line that belong together: a call and the consultation for it, or two that the agent has named. */
export interface Pair {
  readonly first: CallStory;
  /** The consultation, where it is one. */
  readonly second: CallStory;
}

export function pairOf({ adapter }: ControlContext, story: CallStory, withCallId?: string): Pair | undefined {
  const { id, consultFor } = story.call;
  if (withCallId === undefined && consultFor === undefined) {
    const second = adapter.stories().find(({ call }) => call.consultFor === id);
    return second === undefined ? undefined : { first: story, second };
  }
  const other = adapter.story(withCallId ?? consultFor ?? '');
  if (other === undefined || other === story) return undefined;
  return consultFor === other.call.id ? { first: other, second: story } : { first: story, second: other };
}

/** Atxfer made the consultation: one leg of the agent's serves both calls. */
export function isByAtxfer({ first, second }: Pair): boolean {
  return (first.isConsulting || second.isConsulting) && second.call.consultFor === first.call.id;
}

/**
 * The channels of the two that can be joined to each other; `undefined`: one of them has hung up, and the agent's leg is about to
 * follow. A Bridge or Redirect that fails tears the calls apart: both have to be there before.
 */
export function joinable(
  context: ControlContext,
  pair: Pair,
): { readonly one: AsteriskChannel; readonly other: AsteriskChannel } | undefined {
  const { channels } = context.adapter;
  // By Atxfer the agent's one leg is beside the consulted party only.
  const legOf = (story: CallStory): AsteriskChannel | undefined =>
    isByAtxfer(pair) ? channels.get(story.remote) : joinableLeg(context, story);
  const [one, other] = [legOf(pair.first), legOf(pair.second)];
  return one?.state === 'up' && other?.state === 'up' && one !== other ? { one, other } : undefined;
}

/** Two that stand can be joined: of a pair both, otherwise the call and any other one. */
export function canBeJoined(context: ControlContext, story: CallStory, pair: Pair | undefined): boolean {
  if (pair !== undefined) return joinable(context, pair) !== undefined;
  const others = partiesBeside(context, story);
  return others.some((second) => joinable(context, { first: story, second }) !== undefined);
}

/** Other calls of the line that are connected. */
export function connectedBeside({ adapter }: ControlContext, story: CallStory): CallStory[] {
  return adapter.stories().filter((other) => other !== story && other.isConnected);
}

/** Two can be joined only where neither is the PBX itself. */
export function isPbxIn(pair: Pair | undefined): boolean {
  return pair?.first.call.application !== undefined || pair?.second.call.application !== undefined;
}

/** Other calls of the line that are connected to somebody. */
export function partiesBeside(context: ControlContext, story: CallStory): CallStory[] {
  return connectedBeside(context, story).filter(({ call }) => call.application === undefined);
}

/**
 * The channel by which the other party can be joined to somebody else: where it waits, or the agent's leg's neighbour, which of a
 * queue call through a Local channel is the half of that; the queue then still has its caller.
 */
export function joinableLeg({ adapter }: ControlContext, story: CallStory): AsteriskChannel | undefined {
  const { channels } = adapter;
  // In a conference everybody is beside the agent's leg.
  if (story.call.conference !== undefined) return channels.get(story.remote);
  const beside = channels.get(story.penned ?? story.neighbour);
  const isBeside =
    beside !== undefined &&
    (story.penned !== undefined ||
      channels.peers(beside).some(({ uniqueId }) => story.agentLegs.has(uniqueId)));
  return isBeside ? beside : channels.get(story.remote);
}
