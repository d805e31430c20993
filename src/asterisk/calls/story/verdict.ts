import type { DialStatus } from '../../../cti/outcome.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { AsteriskChannels } from '../../pbx/channels.ts';
import type { CallStory, Verdict } from './callStory.ts';

/**
 * Whose doing the end of a call was that was never connected. Of several legs that were called, in turn or at once, the one that
 * ended last decides; of a leg its own DialEnd comes first. A hangup cause counts only where the leg has it from its phone: Asterisk
 * hangs a leg up with the cause of the caller's channel, which another leg has set (app_dial.c).
 */
export function verdictOf(story: CallStory, channels: AsteriskChannels): Verdict {
  const { verdict } = story;
  // A queue cancels its own dial when the member's time is up, and so does a transfer with the consultation's.
  if (story.rangOut && (verdict.status === 'CANCEL' || isUnsaid(story)))
    return { ...verdict, status: 'NOANSWER' };
  if (story.call.direction === 'incoming') return verdict;
  // It never came to a dial: the agent's own leg is all that tells.
  if (story.dialled.size === 0)
    return defined({ status: verdict.status, cause: story.cause === 0 ? undefined : story.cause });
  // Somebody still rings, so none of the called parties ended this.
  return isCallingOut(story, channels) ? {} : verdict;
}

/** Nothing was heard of how the consultation's dial came out that would say more than that its time was up. */
function isUnsaid({ call, verdict, dialled, cause }: CallStory): boolean {
  const told = dialled.size === 0 ? cause : verdict.cause;
  return call.direction === 'outgoing' && verdict.status === undefined && told !== 17;
}

/** A leg that was called for the call stands, also one of which it is known how its dial came out. */
export function hasCalledLeg(story: CallStory, channels: AsteriskChannels): boolean {
  return [...story.dialled].some((id) => channels.get(id) !== undefined);
}

/** A leg that was called for the call rings still, or is about to. */
function isCallingOut(story: CallStory, channels: AsteriskChannels): boolean {
  return [...story.dialled].some((id) => channels.get(id) !== undefined && !story.dialEnds.has(id));
}

/** How the dial of a leg came out; `leg`: its Uniqueid, which AMI 1.x does not tell. */
export function learnDialEnd(story: CallStory, leg: string | undefined, status: DialStatus): void {
  if (leg !== undefined) story.dialEnds.add(leg);
  if (story.isConnected) return;
  // On AMI 1.x the cause comes before: there it is that of the leg that ended last.
  const { cause } = story.verdict;
  story.verdict = leg === undefined ? defined({ status, cause }) : { status };
}

/** A leg that was called for the call was hung up. */
export function learnCause(story: CallStory, leg: AsteriskChannel, cause: number, isBorrowed: boolean): void {
  if (story.isConnected) return;
  const isOld = leg.linkedId === undefined;
  // Its status is another leg's, unless it was told its own.
  const status = isOld || story.dialEnds.has(leg.uniqueId) ? story.verdict.status : undefined;
  story.verdict = defined({ status, cause: isBorrowed || cause === 0 ? undefined : cause });
}

function defined({
  status,
  cause,
}: {
  readonly status: DialStatus | undefined;
  readonly cause: number | undefined;
}): Verdict {
  return { ...(status === undefined ? {} : { status }), ...(cause === undefined ? {} : { cause }) };
}
