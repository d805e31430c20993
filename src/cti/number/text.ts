import { type Placed, placeOf } from './characters.ts';
import { keysAfter } from './keysAfter.ts';
import {
  type DialNumber,
  digitCount,
  isDialable,
  kindOf,
  type NoNumberCode,
  type NumberReading,
  refusedNumber,
} from './number.ts';
import { readWritten } from './written.ts';

/** The numbers that stand in a text, in order and each once; or what is wrong with it, and where. */
type TextReading =
  | { readonly ok: true; readonly numbers: readonly DialNumber[] }
  | { readonly ok: false; readonly code: NoNumberCode; readonly at: number };

interface Found {
  readonly from: number;
  readonly end: number;
  readonly numbers: readonly DialNumber[];
}

type FoundReading = ({ readonly ok: true } & Found) | Extract<TextReading, { ok: false }>;

/** A run of digits and what they are written with. */
const run = /(?:[+(] ?)*[0-9*#][-0-9*#+./() ]*/g;

/** What may stand in front of a number: space, punctuation, the picture of a telephone. `Tel.` too, but not `A-`, `v` or `@`. */
const freeBefore = /(?:^|[\s"'„“”‚‘’‹›«»<>:,;!?|=.\ufe0f]|\p{Extended_Pictographic}|(?:^|\s)[-/]+)$/u;
const freeAfter = /^(?:$|[\s"'„“”‚‘’‹›«»<>:,;!?|.…]|\p{Extended_Pictographic})/u;

/** An amount of money, a share, a temperature. */
const amountBefore = /\p{Sc}\s*$/u;
const amountAfter = /^\s*(?:\p{Sc}|[%‰°])/u;

interface ReadOptions {
  /** In a link a comma is a pause, not a list's. */
  readonly isLink: boolean;
}

/**
 * Reads a text in ASCII digits and signs. Words around a number are left out; but a number that goes on in letters or in a sign that is
 * not read is refused as a whole: a piece of it is somebody else's number.
 */
export function readPlaced(text: Placed, { isLink }: ReadOptions): NumberReading {
  const reading = readText(text.text, isLink);
  if (!reading.ok) return refusedNumber(reading.code, placeOf(text, reading.at));
  const [only, ...others] = reading.numbers;
  if (only === undefined) return refusedNumber('empty');
  if (others.length > 0) return { kind: 'several', numbers: reading.numbers };
  return { kind: kindOf(only.number), ...only };
}

function readText(text: string, isLink: boolean): TextReading {
  const found: Found[] = [];
  run.lastIndex = 0;
  for (;;) {
    const match = run.exec(text);
    if (match === null) break;
    const reading = readRun(text, match.index, match[0], isLink);
    if (!reading.ok) return reading;
    const before = found.at(-1);
    if (before !== undefined && !isListed(text.slice(before.end, reading.from)))
      return { ok: false, code: 'notANumber', at: before.end };
    found.push(reading);
    run.lastIndex = reading.end;
  }
  return several(text, found);
}

function readRun(text: string, from: number, matched: string, isLink: boolean): FoundReading {
  const before = text.slice(0, from);
  if (!freeBefore.test(before)) return tied(text, from - 1);
  if (isLink && /\p{L}/u.test(before) && !/^ *\([^()]*\) *$/.test(before)) return tied(text, 0);
  const written = matched.replace(/[-+./( ]+$/, '');
  const [number = '', keyed = ''] = splitHash(written);
  const reading = readWritten(number);
  if (!reading.ok) return { ...reading, at: from + reading.at };
  const numbers: DialNumber[] = reading.numbers.map((one) => ({ number: one }));
  const last = numbers.at(-1);
  let end = from + matched.length;
  if (last !== undefined && keyed === '') {
    const keys = keysAfter(text, { number: last.number, end: from + written.length, isLink });
    if (!keys.ok) return { ok: false, code: /\p{L}/u.test(text) ? 'letters' : 'notANumber', at: keys.at };
    if (keys.end > from + written.length) {
      end = keys.end;
      if (keys.keys !== undefined) numbers.splice(-1, 1, { ...last, keys: keys.keys });
    }
  } else if (last !== undefined) numbers.splice(-1, 1, { ...last, keys: keyed });
  const fault = faultAfter(text, before, { number: last?.number ?? '', end });
  // Words in brackets are a remark; without them, a link that goes on in words says something that is not understood.
  const isRemark = text.charAt(end - 1) === '(' || /^[^\p{L}]*[,;([]/u.test(text.slice(end));
  if (isLink && fault === undefined && /\p{L}/u.test(text.slice(end)) && !isRemark) return tied(text, end);
  return fault ?? { ok: true, from, end, numbers };
}

/** `+1 555 0100 #12`: behind a number that needs none, a # says that an extension follows. */
function splitHash(written: string): readonly string[] {
  const [, number, keys] = /^(\(?\+[^#*]*[0-9)]|[^#*]* ) *# ?([0-9]{1,8})$/.exec(written) ?? [];
  return number !== undefined && keys !== undefined && digitCount(number) >= 7 ? [number, keys] : [written];
}

function faultAfter(
  text: string,
  before: string,
  { number, end }: { readonly number: string; readonly end: number },
): Extract<TextReading, { ok: false }> | undefined {
  const after = text.slice(end);
  if (amountBefore.test(before) || amountAfter.test(after)) return { ok: false, code: 'notANumber', at: end };
  const isApart = / $|\($/.test(text.slice(0, end)) || freeAfter.test(after);
  if (!isApart) return tied(text, end);
  // 1800 FLOWERS, +44 20 call me: the number goes on in words.
  const line = /^[^\n]*/.exec(after)?.[0] ?? '';
  const digits = digitCount(number);
  const isPart = digits < 7 && /^[-. (]*[A-Z]{3,}(?![a-z])/.test(line);
  const isBeginning = /^[ ]*\p{L}/u.test(line) && isIncomplete(number);
  return isPart || isBeginning ? { ok: false, code: 'letters', at: end } : undefined;
}

function tied(text: string, at: number): Extract<TextReading, { ok: false }> {
  return { ok: false, code: /\p{L}/u.test(text) ? 'letters' : 'notANumber', at: Math.max(at, 0) };
}

/** An area code alone. */
function isIncomplete(number: string): boolean {
  return number.startsWith('+') ? number.length < 8 : number.startsWith('0') && number.length < 6;
}

/** Whether two numbers stand apart: in lines or cells, in a list, or with words between. */
function isListed(between: string): boolean {
  return /[\r\n\t,;|]|\p{L}/u.test(between);
}

function several(text: string, found: readonly Found[]): TextReading {
  const [first] = found;
  if (first === undefined)
    return { ok: false, code: /[^-+./() \s]/.test(text) ? 'notANumber' : 'empty', at: 0 };
  const counted = found.length === 1 ? found : found.filter((one) => !isInWords(text, one));
  const distinct = new Map(
    counted.flatMap(({ numbers }) => numbers).map((one) => [JSON.stringify(one), one]),
  );
  const numbers = [...distinct.values()];
  if (numbers.length === 0) return { ok: false, code: 'notANumber', at: first.from };
  if (numbers.length === 1) return { ok: true, numbers };
  // Pieces of one number that words stand between, or that an end of line has cut.
  const piece = counted.find((one) =>
    one.numbers.some(({ number }) => isIncomplete(number) || isTiny(number)),
  );
  if (piece === undefined) return { ok: true, numbers };
  return { ok: false, code: /\p{L}/u.test(text) ? 'letters' : 'notANumber', at: piece.from };
}

/** `Room 12` beside a number. */
function isInWords(text: string, { from, end, numbers }: Found): boolean {
  if (!numbers.every(({ number, keys }) => isTiny(number) && keys === undefined)) return false;
  const lineBefore = /[^\r\n\t]*$/.exec(text.slice(0, from))?.[0] ?? '';
  const lineAfter = /^[^\r\n\t]*/.exec(text.slice(end))?.[0] ?? '';
  return /\p{L}/u.test(lineBefore + lineAfter);
}

function isTiny(number: string): boolean {
  return isDialable(number) && kindOf(number) !== 'code' && digitCount(number) < 3;
}
