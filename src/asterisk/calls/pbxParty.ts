import type { PbxApplication } from '../../cti/application.ts';
import type { Instant } from '../../cti/instant.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { CallStory } from './story/callStory.ts';
import { beginOnPhone } from './dialling.ts';
import type { LineCalls } from './story/lineCalls.ts';
import { hasCalledLeg } from './story/verdict.ts';

/** Of a call's own legs at least one may be there, but no other channel is called, heard, or waits elsewhere: what is left is the PBX. */
export function isLeftToPbx(calls: LineCalls, story: CallStory): boolean {
  const { call, remote } = story;
  if (call.checking === true || story.isWaitingAlone || story.movingOn) return false;
  if (hasCalledLeg(story, calls.channels)) return false;
  if (story.isConnected) return calls.channels.get(remote) === undefined;
  return call.direction === 'outgoing' && call.state === 'dialing';
}

/** The agent is connected to an application of the PBX, alone. */
export function connectToPbx(
  calls: LineCalls,
  leg: AsteriskChannel,
  application: PbxApplication,
  at: Instant,
  exten?: string,
): void {
  const story = calls.storyOfAgentLeg(leg.uniqueId) ?? beginOnPhone(calls, leg, at);
  if (story.isConnected) {
    if (story.call.application !== application) takeOver(calls, story, application, at, exten);
    return;
  }
  const number = story.call.number || leg.firstExten;
  if (story.call.ringingAt === undefined) {
    calls.tell(story, { type: 'RingStarted' }, at, { ...calls.ownFacts(story), number });
  }
  calls.tell(story, { type: 'CommutationStarted' }, at, { application });
}

/** The party has gone and left the agent to an application; or one application leads to the next. */
function takeOver(
  calls: LineCalls,
  story: CallStory,
  application: PbxApplication,
  at: Instant,
  exten = '',
): void {
  const isPersonGone = story.call.application === undefined;
  story.remote = undefined;
  story.neighbour = undefined;
  calls.tell(story, { type: 'EndHoldAction', by: 'remote' }, at);
  // Number and name are of one party: no longer of the person who was there.
  const party = isPersonGone && exten !== '' && exten !== 's' ? { number: exten, name: '' } : {};
  calls.inform(story, { application, ...party }, at);
}
