import { clock } from '../../src/words/duration.ts';
import { t } from '../parts/words.ts';

const minuteMs = 60_000;

/** Seconds for a minute, then minutes: a panel that stands ready all day has no reason to be painted every second. */
export function roughStepMs(ms: number): number {
  return ms < minuteMs ? 1000 : minuteMs;
}

/** A running time, ms, that changes by these steps: `0:42`, `12 min`, `1:05 h`. */
export function roughClock(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return clock(ms);
  if (minutes < 60) return t('agent.clock.minutes', { minutes });
  const rest = String(minutes % 60).padStart(2, '0');
  return t('agent.clock.hours', { time: `${Math.floor(minutes / 60)}:${rest}` });
}
