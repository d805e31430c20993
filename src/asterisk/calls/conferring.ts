import type { Instant } from '../../cti/instant.ts';
import type { CallStory } from './story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import { distrust } from './story/identity.ts';
import type { LineCalls } from './story/lineCalls.ts';

/** With fewer than three it is a call between two, wherever they are. */
const partiesMin = 3;

/** A party of a conference has hung up: its call is over, though the agent's leg stays with the others. */
export function isOverInConference(calls: LineCalls, story: CallStory): boolean {
  return story.isConnected && calls.ownLeg(story)?.conference !== undefined;
}

/** Who of a room is in which call, and whether it is a conference still. */
export function lookAround(calls: LineCalls, conference: string, at: Instant): void {
  const members = membersOf(calls, conference);
  const leg = members.find((member) => calls.isOurs(member));
  for (const story of [...calls.all()]) {
    if (leg === undefined || !story.isConnected || !isAmong(calls, members, story.remote)) continue;
    story.agentLegs.add(leg.uniqueId);
    distrust(story, leg);
    story.away = undefined;
    calls.tell(story, { type: 'EndHoldAction', by: 'agent' }, at, calls.ownFacts(story));
    const isConference = members.length >= partiesMin;
    if (isConference === (story.call.conference === conference)) continue;
    const phase = isConference ? 'conference' : 'talking';
    calls.inform(
      story,
      {
        conference: isConference ? conference : undefined,
        ...(story.call.state === 'talking' ? { phase } : {}),
      },
      at,
    );
  }
}

/** Somebody has left a bridge: ours may be one that is a conference no more. */
export function lookAroundOurs(calls: LineCalls, at: Instant): void {
  const rooms = [...calls.all()].map((story) => calls.ownLeg(story)?.conference);
  for (const room of new Set(rooms)) if (room !== undefined) lookAround(calls, room, at);
}

/** A queue's caller is there by a Local channel. */
function isAmong(
  calls: LineCalls,
  members: readonly AsteriskChannel[],
  uniqueId: string | undefined,
): boolean {
  return members.some((member) => {
    const half = calls.channels.otherHalf(member);
    const behind = half === undefined ? [member] : calls.channels.farEnds(half);
    return behind.some((channel) => channel.uniqueId === uniqueId);
  });
}

/** Those in the room who are somebody. */
export function membersOf(calls: LineCalls, conference: string): AsteriskChannel[] {
  const told = calls.channels.inConference(conference);
  // Who took the place of a Local channel did not join on their own.
  const all = new Set(told.flatMap((channel) => [channel, ...calls.channels.peers(channel)]));
  return [...all].filter((channel) => !channel.isService && !channel.isZombie);
}
