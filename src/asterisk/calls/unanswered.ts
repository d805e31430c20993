import type { Instant } from '../../cti/instant.ts';
import type { CallStory } from './story/callStory.ts';
import type { LineCalls } from './story/lineCalls.ts';
import { hasCalledLeg } from './story/verdict.ts';

/**
 * The agent's leg has left an outgoing call that was never answered. Events come from several threads of Asterisk: how the called leg
 * came out may be told only after that, and is waited for.
 */
export function endUnanswered(calls: LineCalls, story: CallStory, at: Instant): void {
  story.isLeft = hasCalledLeg(story, calls.channels);
  if (!story.isLeft) calls.finish(story, at);
}

/** Who was called has ended it; of a leg that says no more than *not answered* or *busy*, only its hangup cause tells a decline. */
export function isRefused({ call, dropped, verdict: { status } }: CallStory): boolean {
  return call.direction === 'outgoing' && !dropped && (status === 'NOANSWER' || status === 'BUSY');
}
