import { digitCount, isOne, type NumberReading, refusedNumber } from '../../src/cti/number/number.ts';
import { readNumber } from '../../src/cti/number/read.ts';

/** Fewer are a word's footnote or an amount rather than somebody to call. */
const minDigits = 3;

/**
 * Electron's `clipboard`. Later ones read it asynchronously and have the selection as an object of its own; earlier ones take the name of
 * what is to be read.
 */
export interface TextSource {
  readText(type?: 'selection'): string | Promise<string>;
  readonly selection?: { readText(): string | Promise<string> };
}

/**
 * The number that *dial what is selected* means. X11 hands out what is selected; elsewhere a program learns only what was copied. A
 * selection that holds no number is often one that was made somewhere else long ago, so then the clipboard is looked at, too.
 */
export async function numberToDial(source: TextSource, platform: string): Promise<NumberReading> {
  const copied = async (): Promise<NumberReading> => selectedNumber(await source.readText());
  if (platform !== 'linux') return copied();
  const selected = selectedNumber(await (source.selection?.readText() ?? source.readText('selection')));
  if (selected.kind !== 'refused') return selected;
  const other = await copied();
  return other.kind !== 'refused' || selected.code === 'empty' ? other : selected;
}

function selectedNumber(text: string): NumberReading {
  const reading = readNumber(text);
  const isShort = isOne(reading) && digitCount(reading.number) < minDigits;
  return isShort ? refusedNumber('tooShort') : reading;
}
