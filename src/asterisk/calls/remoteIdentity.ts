import type { Instant } from '../../cti/instant.ts';
import type { CallStory } from './callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { LineCalls } from './lineCalls.ts';

/** Asterisk 11 does not tell the connected line of a call that is passed on; AMI 2.0 and later do. */
export function identifyRemote(calls: LineCalls, story: CallStory, far: AsteriskChannel, at: Instant): void {
  if (far.linkedId !== undefined) return;
  story.staleNumber = calls.ownLeg(story)?.connectedNumber;
  const { callerNumber: number, callerName: name } = far;
  if (number === '' || number === story.call.number) return;
  if (story.call.direction === 'incoming') story.origin = far.uniqueId;
  calls.inform(story, { number, name }, at);
}
