import { hasControl, inAscii } from './characters.ts';
import { isLink, readLink } from './link.ts';
import { type NumberReading, dialable, extension, noNumber } from './number.ts';

/** More than this is not looked at: whoever selected a page did not mean a number. */
const maxSelectionLength = 256;

const minDigits = 3;

/** Gaps between two numbers: ends of lines, cells of tables, lists. A single space stands inside numbers, too. */
const gaps = /[\r\n\t]+| {2,}|[,;|]| \/ /;

/** A run of digits and what they are written with, begun by a digit, `+`, `(`, `*` or `#`. */
const runs = /[+(*#]{0,2}\d[-\d+*#.() /]*|[*#]{1,2}\d[-\d*#. ]*/g;

/** `ext. 12`, `x12` after a number. */
const extensionAfter = /^[\s.,;(]*(?:extension|ext|x)[.:\s]*(?<ext>\d{1,8})(?!\w)/i;

interface Candidate {
  readonly reading: NumberReading;
  readonly digits: number;
}

/**
 * The one number in a text that was selected or copied, cleaned: separators, a label before it and words around it are dropped. A text with
 * several different numbers, or with letters inside the number, gives none: which one is meant has to be told by selecting less.
 * Reads at most 256 characters; a number needs at least 3 digits.
 */
export function selectedNumber(text: string): NumberReading {
  const read = text.slice(0, maxSelectionLength);
  if (read.trim() === '') return noNumber('empty');
  if (hasControl(read.replace(/[\r\n\t]/g, ' '))) return noNumber('controlCharacter');
  if (isLink(read)) return ofLink(read.trim());
  // Its number may go on where the reading stops.
  const wasCut = text.length > maxSelectionLength && /[\d+*#][-.() /]*$/.test(inAscii(read));
  const candidates = inAscii(read).split(gaps).flatMap(candidatesIn);
  const long = candidates.filter(({ digits }) => digits >= minDigits);
  const distinct = new Map(long.map(({ reading }) => [JSON.stringify(reading), reading]));
  if (distinct.size > 1) return noNumber('severalNumbers');
  if (wasCut) return noNumber('tooLong');
  const [only] = distinct.values();
  if (only !== undefined) return withExtension(only, read);
  return noNumber(candidates.length > 0 ? 'tooShort' : 'notANumber');
}

function ofLink(link: string): NumberReading {
  const reading = readLink(link);
  return reading.ok && digitsIn(reading.number) < minDigits ? noNumber('tooShort') : reading;
}

function candidatesIn(part: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of part.matchAll(runs)) {
    const before = part.slice(0, match.index);
    const after = part.slice(match.index + match[0].length);
    const written = match[0].replace(/[-+.( /]+$/, '');
    const digits = digitsIn(written);
    if (isExtension(before, found)) continue;
    found.push({ digits, reading: judge(written, before, match[0], after) });
  }
  return found;
}

/** `12` of `020 7946 0958 ext. 12` is no number of its own. */
function isExtension(before: string, found: readonly Candidate[]): boolean {
  return found.length > 0 && /\b(?:extension|ext|x)[.:\s]*$/i.test(before);
}

function judge(written: string, before: string, match: string, after: string): NumberReading {
  const tied = /[\p{L}\p{N}_@&%]-?$/u.test(before) || (/^[\p{L}_@]/u.test(after) && !/[ (]$/.test(match));
  if (tied && extensionAfter.exec(after) === null) return noNumber('letters');
  const number = dialable(written.replace(/\(\s*$/, ''));
  // A + anywhere but in front: two numbers without a gap.
  if (number === undefined) return noNumber(written.lastIndexOf('+') > 0 ? 'severalNumbers' : 'notANumber');
  return { ok: true, number };
}

function withExtension(reading: NumberReading, text: string): NumberReading {
  if (!reading.ok) return reading;
  const last = text.search(/\d[^\d]*(?:extension|ext|x)[.:\s]*\d{1,8}\D*$/i);
  const ext = last < 0 ? undefined : extensionAfter.exec(text.slice(last + 1))?.groups?.ext;
  const plain = ext === undefined ? undefined : extension(ext);
  return plain === undefined ? reading : { ...reading, ext: plain };
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}
