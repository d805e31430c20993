/** Decimal digits that phones and web pages elsewhere write, each row from 0 to 9. */
const digitRows = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '０１２３４５６７８９'] as const;

const asciiOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    digitRows.flatMap((row) => Array.from(row, String).map((digit, value) => [digit, String(value)])),
  ),
  '＋': '+',
  '＊': '*',
  '＃': '#',
  '（': '(',
  '）': ')',
};

/**
 * A text in the characters of RFC 3966: other scripts' digits, every kind of dash and of space become ASCII; invisible marks of writing
 * direction, which address books put around numbers, go. Not by Unicode's NFKC: that would turn the ² of a footnote into a digit.
 */
export function inAscii(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[^\p{ASCII}]/gu, (character) => asciiOf[character] ?? character);
}

/** Control characters, and Unicode's own ends of a line: nothing that a number is written with. */
export function hasControl(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}
