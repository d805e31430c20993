import type { CommandResult } from '../../cti/command.ts';
import type { Instant } from '../../cti/instant.ts';
import type { Away, Intent } from './story/away.ts';
import type { CallStory } from './story/callStory.ts';
import type { LineCalls } from './story/lineCalls.ts';

/** A control is about to act on the call. */
export function intend(story: CallStory, intent: Intent): void {
  story.intent = intent;
  if (intent.to === 'park') story.away = { how: 'parking' };
  if (intent.to === 'end') story.dropped = true;
  if (intent.to === 'meet') {
    const { waiting } = story;
    const way = { how: 'conference', room: intent.room } as const;
    story.away = waiting === undefined ? way : { ...way, from: waiting };
  }
}

/** It has acted: what has not happened by now is not expected any more. */
export function settle(
  calls: LineCalls,
  story: CallStory,
  intent: Intent,
  status: CommandResult['status'],
  at: Instant,
): void {
  // Both ends may be sent apart late; the leg that waits in silence is ours all the same.
  const isLate = status === 'timedOut' && intent.to === 'sendApart';
  if (story.intent === intent && !isLate) story.intent = undefined;
  if (intent.to === 'end' && status === 'refused') story.dropped = false;
  if (!isOnTheWay(story.away, intent)) return;
  story.away = story.away?.how === 'conference' ? story.away.from : undefined;
  // It came to nothing, and the agent's leg went meanwhile: now that is the end.
  if (story.away === undefined && story.agentLegs.size === 0) calls.finish(story, at);
}

function isOnTheWay(away: Away | undefined, intent: Intent): boolean {
  if (intent.to === 'park') return away?.how === 'parking';
  return intent.to === 'meet' && away?.how === 'conference' && away.room === intent.room;
}
