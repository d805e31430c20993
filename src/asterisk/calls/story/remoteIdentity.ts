import type { Instant } from '../../../cti/instant.ts';
import type { CallStory } from './callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { distrust, nameApartFrom } from './identity.ts';
import type { LineCalls } from './lineCalls.ts';

/** The agent talks with another channel than before: the call was passed on, and what the leg says may be of who was there before. */
export function identifyRemote(calls: LineCalls, story: CallStory, far: AsteriskChannel, at: Instant): void {
  const leg = calls.ownLeg(story);
  // Asterisk 11 does not tell the connected line of a call that is passed on.
  if (far.linkedId === undefined) story.staleNumber = leg?.connectedNumber;
  const { callerNumber: number, callerName } = far;
  if (number === '' || number === story.call.number) return;
  const name = story.call.direction === 'outgoing' ? nameApartFrom(leg, callerName) : callerName;
  if (story.call.direction === 'incoming') story.origin = far.uniqueId;
  calls.inform(story, { number, name }, at);
  if (far.linkedId !== undefined && leg !== undefined) distrust(story, leg);
}
