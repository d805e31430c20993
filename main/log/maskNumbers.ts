/**
 * Six digits or more in a row: shorter ones are extensions of the house. Not what identifies no person: ids of channels (`1732650000.123`), and
 * the count at the end of their names (`PJSIP/101-00000002`).
 */
const number = /(?<![\d.\p{L}])(?!(?<=-)000\d{5}(?!\d))\+?\d{6,}(?![\d\p{L}]|\.\d)/gu;
const shownDigits = 2;

/** Leaves of each telephone number its length and its last two digits, by which two of them can still be told apart. */
export function maskNumbers(text: string): string {
  return text.replaceAll(
    number,
    (found) => `${'*'.repeat(found.length - shownDigits)}${found.slice(-shownDigits)}`,
  );
}
