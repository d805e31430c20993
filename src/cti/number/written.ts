import { isAlike } from './keysAfter.ts';
import { digitCount, isDialable, maxNumberLength, type NoNumberCode } from './number.ts';

/** What a run of digits and separators comes to: a number, or several that stand close together. */
export type WrittenReading =
  | { readonly ok: true; readonly numbers: readonly string[] }
  /** `at` counts from the beginning of the run. */
  | { readonly ok: false; readonly code: NoNumberCode; readonly at: number };

/** Longest international number (E.164); with spaces in it, more digits are more than one number. */
const maxInternationalDigits = 15;

/** @param run begins with a digit, `+`, `(`, `*` or `#`, and holds these and separators only */
export function readWritten(run: string): WrittenReading {
  const inner = innerPlus(run);
  if (inner === 'none') return readPart(run, 0);
  if (inner === 'spaces') return readPart(run.slice(0, 1) + run.slice(1).replaceAll('+', ' '), 0);
  if (inner !== 'between') return { ok: false, code: 'notANumber', at: inner };
  const numbers: string[] = [];
  for (const match of run.matchAll(/\(?\+?[^+(]+(?:\((?!\+)[^+(]*)*/g)) {
    const reading = readPart(match[0], match.index);
    if (!reading.ok) return reading;
    numbers.push(...reading.numbers);
  }
  return { ok: true, numbers };
}

/**
 * What a `+` that is not in front is: a space as web forms write it (`+1+555+1234567`), the beginning of another number, or a fault at
 * this place.
 */
function innerPlus(run: string): 'none' | 'spaces' | 'between' | number {
  const first = run.search(/[+0-9*#]/);
  const at = run.indexOf('+', run.startsWith('+', first) ? first + 1 : first);
  if (at < 0) return 'none';
  const parts = run.slice(first).replace(/^\+/, '').split('+').map(digitCount);
  const [before = 0, ...after] = parts;
  if (run.startsWith('+') && before > 0 && before <= 4 && !after.includes(0)) return 'spaces';
  return before >= 6 && after.every((count) => count >= 7) ? 'between' : at;
}

function readPart(part: string, from: number): WrittenReading {
  const foreign = part.search(notPhone);
  if (foreign >= 0) return { ok: false, code: 'notANumber', at: from + foreign };
  const pieces = piecesOf(part);
  if (pieces.length > 1) {
    const numbers = pieces.map(plain);
    return numbers.every(isDialable)
      ? { ok: true, numbers }
      : { ok: false, code: 'severalNumbers', at: from };
  }
  const number = plain(part);
  const tooLong = number.length > maxNumberLength || (part.trim().includes(' ') && isOverlong(number));
  if (tooLong) return { ok: false, code: 'tooLong', at: from };
  const late = lateSlash(part);
  if (late >= 0) return { ok: false, code: 'notANumber', at: from + late };
  return isDialable(number) ? { ok: true, numbers: [number] } : { ok: false, code: 'notANumber', at: from };
}

/** A date, or an address of the Internet. */
const notPhone =
  /(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])([./])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9.])|(?<![0-9-])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9-])|^(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]?)(?:\.(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}$/;

/** `901820/21` is 901820 and 901821: neither is dialled. A slash behind the area code is a separator. */
function lateSlash(part: string): number {
  const [, left = ''] = /^(.*)\/ *[0-9]{1,3} *$/.exec(part) ?? [];
  return digitCount(left) >= 7 ? left.length : -1;
}

/** The numbers of a list without commas: `030 901820 / 030 901821`, two spaces, or one between two national numbers. */
function piecesOf(part: string): readonly string[] {
  for (const between of [/ *\/ (?=.)| \/ */, / - /, / {2,}/]) {
    const [first = '', ...others] = part.trim().split(between);
    if (others.length > 0 && others.every((other) => isAlike(first, other) && !isGroup(first, other)))
      return [first, ...others];
  }
  const spaces = [...part.matchAll(/ (?=\(?0)/g)].map(({ index }) => index);
  for (const at of spaces) {
    const [first, other] = [part.slice(0, at), part.slice(at + 1)];
    const isNational =
      /^\(?0[1-9]/.test(first) && other.replace('(', '').startsWith(first.replace('(', '').slice(0, 2));
    if (isAlike(first, other) && (isNational || isOverlong(plain(part)))) return [first, ...piecesOf(other)];
  }
  return [part];
}

/** Three digits and three may be a number in groups: 555 - 123. */
function isGroup(first: string, other: string): boolean {
  return !/^ *\(?[+0]/.test(other) && digitCount(first) < 3;
}

function isOverlong(number: string): boolean {
  if (/[*#]/.test(number)) return false;
  return number.replace(/^(?:\+|00|011|0)/, '').length > maxInternationalDigits;
}

function plain(part: string): string {
  return withoutTrunkZero(part).replace(/[-./() ]/g, '');
}

/** Where numbers keep their zero behind the country code: Italy, San Marino, the Vatican, Benin, Côte d'Ivoire, Gabon, Congo. */
const keepsZero = /^[( ]*\+ ?(?:39|378|379|229|225|241|242)(?![0-9])/;

/** The zero in `+44 (0)20` and `+44 (020)` is dialled inside the country only. */
function withoutTrunkZero(text: string): string {
  if (!/^[( ]*(?:\+|00)/.test(text)) return text;
  const without = text.replace(/\( *0 *\)/, '');
  return keepsZero.test(text) ? without : without.replace(/^([( ]*\+ ?[0-9]{1,3} *)\(0(?=[0-9]+\))/, '$1(');
}
