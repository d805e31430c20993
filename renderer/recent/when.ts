import { useEffect, useState } from 'react';
import { locale, t } from '../parts/words.ts';

const dayMs = 86_400_000;
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit' });

/** When a call was, as short as it is clear: the time today, then "Yesterday", then the date. */
export function when(wallMs: number, midnightMs: number): string {
  if (wallMs >= midnightMs) return time.format(wallMs);
  // Days are 23 to 25 hours long; half a day before this midnight is yesterday for certain.
  const yesterdayMs = midnightOf(midnightMs - dayMs / 2);
  return wallMs >= yesterdayMs ? t('recent.yesterday') : date.format(wallMs);
}

export function midnightOf(wallMs: number): number {
  return new Date(wallMs).setHours(0, 0, 0, 0);
}

/** The beginning of today; changes when the day does, in a panel that is open for weeks. */
export function useMidnight(): number {
  const [midnightMs, setMidnightMs] = useState(() => midnightOf(Date.now()));
  useEffect(() => {
    // Looked at every minute rather than waited for once: a timer over a suspended night comes late.
    const timer = setInterval(() => setMidnightMs(midnightOf(Date.now())), 60_000);
    return () => clearInterval(timer);
  }, []);
  return midnightMs;
}
