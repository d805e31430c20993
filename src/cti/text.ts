/**
 * Marks that turn the direction of what stands around them: with U+202E `+1009` is read as `+1900`. Writing from right to left needs none
 * of them (UAX 9).
 */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Hebrew, Arabic and the other scripts that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What a terminal obeys, or what changes how a line is read. */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const obeyedInJson = /[\u007f-\u009f\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from outside without the marks that turn its direction. */
export function withoutTurns(text: string): string {
  return text.replace(turning, '');
}

/** The text, set apart so that the direction of its writing has no say in what stands around it (UAX 9: first strong isolate). */
export function isolated(text: string): string {
  const plain = withoutTurns(text);
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** One line for a terminal: what would steer it stands there as `\u001b`. */
export function forTerminal(text: string): string {
  return text.replace(obeyed, escaped);
}

/** JSON of the same value in which nothing steers a terminal or turns a line. JSON itself escapes only what is below U+0020. */
export function jsonForTerminal(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  return JSON.stringify(value, replacer).replace(obeyedInJson, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
