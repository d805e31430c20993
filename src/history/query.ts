import { z } from 'zod';
import { maxNote } from '../cti/record/history.ts';

export const historyFilters = ['all', 'missed', 'incoming', 'outgoing'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

/** Which calls of a line are asked for. */
export const historyQuerySchema = z.strictObject({
  /** Words of a name, note or disposition, or a piece of a number in any spelling; empty: all. */
  text: z.string().max(200),
  filter: z.enum(historyFilters),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

/** The same, with what the main process knows. */
export interface HistorySearch extends HistoryQuery {
  /** Digits of the own country, e.g. `49`: `+49 170 ...` and `0170 ...` are one number then. */
  readonly countryCode?: string;
}

export const historyRangeSchema = z.strictObject({
  offset: z.int().min(0).max(10_000_000),
  limit: z.int().min(1).max(500),
});
export type HistoryRange = z.infer<typeof historyRangeSchema>;

/** What the agent says of a call: `null` takes it away, what is left out stays. */
export const historyMarksSchema = z.strictObject({
  note: z.string().max(maxNote).nullable().exactOptional(),
  disposition: z.string().max(256).nullable().exactOptional(),
  done: z.boolean().exactOptional(),
});
export type HistoryMarks = z.infer<typeof historyMarksSchema>;

/** A day that has calls. */
export interface HistoryDay {
  /** In the time zone in which the call was made: 20261130. */
  readonly day: number;
  readonly count: number;
}

/** What to look for: each of them has to be found in a call. */
export type SearchTerm =
  | { readonly kind: 'word'; readonly prefix: string }
  /** A piece of a number, and maybe the beginning of a word. */
  | { readonly kind: 'digits'; readonly digits: string; readonly prefix: string };

/**
 * Digits are compared without what may stand before a number: `+49 170 ...`, `0049170...` and `0170...` are one to a person.
 */
export function searchTerms(text: string, countryCode = ''): readonly SearchTerm[] {
  const whole = text.trim();
  if (/^\+?[\d\s()/.-]*\d[\d\s()/.-]*$/u.test(whole) && /\d/u.test(whole)) {
    const digits = bareDigits(whole, countryCode);
    if (digits !== '') return [{ kind: 'digits', digits, prefix: whole.replace(/\D/gu, '') }];
  }
  return (whole.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8).map((word) => {
    const isDigits = /^\d+$/u.test(word);
    return isDigits ? { kind: 'digits', digits: word, prefix: word } : { kind: 'word', prefix: word };
  });
}

/** The digits that every spelling of a number has. */
function bareDigits(number: string, countryCode: string): string {
  const digits = number.replace(/\D/gu, '');
  const isInternational = number.startsWith('+') || digits.startsWith('00');
  const bare = digits.replace(/^0+/u, '');
  if (isInternational && countryCode !== '' && bare.startsWith(countryCode))
    return bare.slice(countryCode.length).replace(/^0+/u, '');
  return bare === '' ? digits : bare;
}
