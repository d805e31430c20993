import { controlAt, inAscii, placed } from './characters.ts';
import { isLink, readLinkText } from './link.ts';
import { isOne, type NumberReading, refusedNumber } from './number.ts';
import { readPlaced } from './text.ts';

/** More than this is not looked at: a person who selected a page did not mean a number. */
export const maxTextLength = 1024;

/**
 * The one reader of numbers: for what is typed, pasted, selected, pressed as a link, asked for by a page or a command line. Separators,
 * words around the number and marks of writing direction are left out; an extension or the keys of a meeting are told apart from the
 * number. Never gives a piece of a number, and never the digits of two as one: what is not understood is refused as a whole, with the
 * place. Never throws.
 * @param lines the text may have several lines and cells, as what is selected on a page
 */
export function readNumber(text: string, { lines = true }: { readonly lines?: boolean } = {}): NumberReading {
  if (text.length > maxTextLength) return refusedNumber('tooLong', maxTextLength);
  // `Tel: 030 901820` is a label.
  const link = isLink(text) && !/^\s*[a-z]+:\s/i.test(text);
  const control = controlAt(link ? text.trim() : text, { lines: lines && !link });
  if (control !== undefined)
    return refusedNumber('controlCharacter', control + (link ? text.length - text.trimStart().length : 0));
  return link ? readLinkText(text) : readPlaced(inAscii(placed(text)), { isLink: false });
}

/** For what must be a link, as a program is started with it. */
export function readLink(text: string): NumberReading {
  if (isLink(text)) return readNumber(text);
  const control = controlAt(text.trim(), { lines: false });
  if (control !== undefined) return refusedNumber('controlCharacter', control);
  return refusedNumber(text.trimStart().startsWith('-') ? 'argumentLike' : 'unknownScheme');
}

/** Whether a text, as the reader understands it, makes the PBX do something rather than call somebody: `*21*030901820#`. */
export function isFeatureCode(text: string): boolean {
  const reading = readNumber(text);
  return isOne(reading) && reading.kind === 'code';
}
