import type { Call } from '../../src/cti/call.ts';
import { isHeldByAgent } from '../../src/cti/call.ts';
import type { PracticeNumber, RecentCall } from '../../src/ipc/line.ts';

/** What an agent does all day, in the order in which it is easiest to try. */
export const tourSteps = ['dial', 'hold', 'hangUp', 'answer', 'transfer'] as const;
export type TourStep = (typeof tourSteps)[number];

/** The number to call to try a step; none if it is done within a call. */
export const calledIn: Readonly<Partial<Record<TourStep, PracticeNumber['behaviour']>>> = {
  dial: 'answers',
  answer: 'callsBack',
  transfer: 'colleague',
};

/** @returns the steps that were done on this line, by what its calls say of themselves: nothing else is kept */
export function stepsDone(calls: readonly Call[], recent: readonly RecentCall[]): ReadonlySet<TourStep> {
  const over = recent.filter(({ connectedAt }) => connectedAt !== undefined);
  const connected = [...calls.filter(({ connectedAt }) => connectedAt !== undefined), ...over];
  const done: Readonly<Record<TourStep, boolean>> = {
    dial: connected.some(({ direction }) => direction === 'outgoing'),
    answer: connected.some(({ direction }) => direction === 'incoming'),
    hold: calls.some(isHeldByAgent) || connected.some(({ holdMs }) => holdMs > 0),
    transfer: over.some(({ outcome }) => outcome === 'transferred'),
    hangUp: over.some(({ outcome }) => outcome === 'answered'),
  };
  return new Set(tourSteps.filter((step) => done[step]));
}
