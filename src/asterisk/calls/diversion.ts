import type { Instant } from '../../cti/instant.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { CallStory } from './story/callStory.ts';
import type { LineCalls } from './story/lineCalls.ts';

/**
 * The agent's phone diverts a click-to-call to another one (302): Asterisk calls that by a Local channel of its own, which is the
 * agent's leg from then on (dial.c, `ast_call_forward`).
 */

/** The dial of the phone's own leg, `from`, ended with a `Forward`. */
export function divert(calls: LineCalls, story: CallStory, from: string, forward: string, at: Instant): void {
  if (story.origination?.lifted !== false) return;
  story.origination.divertedTo = forward;
  story.origination.divertedFrom = from;
  // On 16 and 22 the Local channel is dialled before the end of the phone's own dial is reported.
  for (const dest of calls.channels.all()) {
    // Of one that stood when the link was made it is not known that it is called; half `;1` always is.
    const isCalled = (dest.called || dest.name.endsWith(';1')) && dest.dialledBy === undefined;
    if (isCalled && calls.storyOfAgentLeg(dest.uniqueId) === undefined) followDiversion(calls, dest, at);
  }
}

/** A Local channel is called for no caller: for a click-to-call that was diverted? */
export function followDiversion(calls: LineCalls, dest: AsteriskChannel, at: Instant): void {
  for (const story of calls.all()) {
    const to = story.origination?.divertedTo?.split('@', 1)[0];
    if (to === undefined || story.origination?.lifted === true || !dest.name.startsWith(`Local/${to}@`))
      continue;
    // The phone's own leg, which may stand for a while yet, is the agent's no more.
    story.agentLegs.clear();
    calls.attach(story, dest, at);
    return;
  }
}

/** The call that has left this leg for the one it was diverted to. */
export function divertedFrom(calls: LineCalls, leg: string | undefined): CallStory | undefined {
  if (leg === undefined) return undefined;
  for (const story of calls.all())
    if (story.origination?.divertedFrom === leg && calls.ownLeg(story)?.isLocal === true) return story;
  return undefined;
}

/** `OriginateResponse` names the leg that was lifted in place of the phone's. */
export function liftElsewhere(calls: LineCalls, story: CallStory, leg: AsteriskChannel, at: Instant): void {
  if (story.origination === undefined) return;
  calls.attach(story, leg, at);
  story.origination.lifted = true;
  if (story.call.phase === 'agentRinging')
    calls.inform(story, { ...calls.ownFacts(story), phase: 'calling' }, at);
}

/** The Local channel was optimised away: the party behind it is with the other party now. @returns whether the call goes on */
export function goesOnBehind(calls: LineCalls, story: CallStory, leg: AsteriskChannel, at: Instant): boolean {
  if (!leg.isLocal || !story.isConnected || story.agentLegs.size > 0 || story.origination === undefined)
    return false;
  const remote = calls.channels.get(story.remote);
  const far = remote === undefined ? undefined : calls.channels.farEnd(remote);
  if (far === undefined) return false;
  calls.attach(story, far, at);
  return true;
}
