import { locale, t } from '../parts/words.ts';
import { midnightOf } from '../recent/when.ts';

const halfDayMs = 43_200_000;
const name = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** A day in words: today, yesterday, and which one before. @param day 20261130 */
export function dayName(day: number, midnightMs: number): string {
  const ms = new Date(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100).getTime();
  if (ms === midnightMs) return t('history.today');
  // Days are 23 to 25 hours long; half a day before this midnight is yesterday for certain.
  return ms === midnightOf(midnightMs - halfDayMs) ? t('recent.yesterday') : name.format(ms);
}
