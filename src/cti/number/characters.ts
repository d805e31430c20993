/** A text, and for each of its characters the offset in the text that a person wrote: a fault is shown where it is. */
export interface Placed {
  readonly text: string;
  /** One entry for each UTF-16 unit of `text`, and one for its end. */
  readonly places: readonly number[];
}

export function placed(text: string): Placed {
  return { text, places: Array.from({ length: text.length + 1 }, (_entry, index) => index) };
}

export function placeOf({ places }: Placed, index: number): number {
  return places[index] ?? places.at(-1) ?? 0;
}

export function sliceOf({ text, places }: Placed, from: number, to = text.length): Placed {
  return { text: text.slice(from, to), places: places.slice(from, to + 1) };
}

/**
 * Zeros of the decimal digits that telephones and web pages write (Unicode, Nd): nine more digits follow each. Not the Nd of
 * mathematics, and not NFKC, which would turn the ² of a footnote into a digit.
 */
const zeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
] as const;

/** Signs that stand for one of ours; the separators are those of libphonenumber (`VALID_PUNCTUATION`) and the dots of designers. */
const signs: Readonly<Record<string, string>> = {
  '+': '＋﹢',
  '*': '＊﹡∗',
  '#': '＃﹟',
  '(': '（［[{﹙',
  ')': '）］]}﹚',
  '-': '−ー',
  '.': '•·∙‧⋅・･．﹒',
  '/': '／⁄∕',
  ',': '，、﹐',
  ';': '；﹔',
  ':': '：﹕',
};

const asciiOf = new Map<string, string>([
  ...zeros.flatMap((zero) =>
    Array.from({ length: 10 }, (_entry, value): [string, string] => [
      String.fromCodePoint(zero + value),
      String(value),
    ]),
  ),
  ...Object.entries(signs).flatMap(([ascii, others]) =>
    Array.from(others, (other): [string, string] => [other, ascii]),
  ),
]);

/** Marks of writing direction, joiners and soft hyphens: address books put them around numbers, and they are not visible. */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u2069\ufeff]/u;

/** The text in the characters of RFC 3966. What stands for none of them stays as it is. */
export function inAscii({ text, places }: Placed): Placed {
  let ascii = '';
  const found: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = asciiCharacter(character);
    ascii += plain;
    found.push(...unitsOf(plain, places[index]));
    index += character.length;
  }
  return { text: ascii, places: [...found, places.at(-1) ?? 0] };
}

function asciiCharacter(character: string): string {
  if (invisible.test(character)) return '';
  if (/\p{Zs}/u.test(character)) return ' ';
  if (/\p{Pd}/u.test(character)) return '-';
  return asciiOf.get(character) ?? character;
}

/**
 * Where the first character stands that no text with a number has: a control character, Unicode's own ends of a line, or the override
 * of the writing direction, with which 12 is read as 21.
 * @returns undefined: none
 */
export function controlAt(text: string, { lines }: { readonly lines: boolean }): number | undefined {
  const at = (lines ? text.replace(/[\r\n\t]/g, ' ') : text).search(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
  return at < 0 ? undefined : at;
}

/** Percent-decoded once, as UTF-8; undefined where it is no percent-encoding. */
export function percentDecoded({ text, places }: Placed): Placed | undefined {
  let decoded = '';
  const found: number[] = [];
  for (const match of text.matchAll(/(?:%[0-9a-f]{2})+|%|[^%]/gis)) {
    const part = plainOf(match[0]);
    if (part === undefined) return undefined;
    decoded += part;
    let index = match.index;
    for (const character of part) {
      found.push(...unitsOf(character, places[index]));
      index += match[0].startsWith('%') ? 3 * utf8Length(character) : character.length;
    }
  }
  return { text: decoded, places: [...found, places.at(-1) ?? 0] };
}

/** Bytes of a character in UTF-8 (RFC 3629). */
function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** One place for each UTF-16 unit. */
function unitsOf(text: string, place = 0): readonly number[] {
  return Array.from({ length: text.length }, () => place);
}

function plainOf(encoded: string): string | undefined {
  if (!encoded.startsWith('%')) return encoded;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
