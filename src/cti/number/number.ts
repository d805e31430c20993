/** The longest number everywhere: field, links, pages, commands. A name in Asterisk's dial plan may have 79 bytes (AST_MAX_EXTENSION). */
export const maxNumberLength = 64;

/** The most that is sent once the call is answered: a meeting's number, a passcode, and pauses between. */
export const maxKeysLength = 64;

/** What may be dialled: `+` and digits, or digits, `*` and `#`. A channel, a context or a header cannot be said in it. */
const number = /^(?:\+[0-9]+|[0-9*#]+)$/;

export function isDialable(text: string): boolean {
  return text.length <= maxNumberLength && number.test(text);
}

/** The key of a phone, or the `+`. */
export function isDialKey(key: string): boolean {
  return /^[0-9+*#]$/.test(key);
}

/** Keys for the other party, without pauses. */
export function areKeys(text: string): boolean {
  return text.length <= maxKeysLength && /^[0-9*#]+$/.test(text);
}

/**
 * Keys for after the answer: `,` is a pause, `;` waits for the agent, who sends the rest when it is asked for. Neither begins nor ends
 * with one of them.
 */
export function arePausedKeys(text: string): boolean {
  return text.length <= maxKeysLength && /^[0-9*#](?:[0-9*#,;]*[0-9*#])?$/.test(text);
}

/** Why a text gives no number. Stable codes; their words are in the catalogue. */
export const noNumberCodes = [
  'empty',
  'tooLong',
  'tooShort',
  'unknownScheme',
  'controlCharacter',
  /** It looks like an option of a command line. */
  'argumentLike',
  /** Letters in between: without them it would be somebody else's number. */
  'letters',
  'severalNumbers',
  'notANumber',
  /** The link asks for something that this version does not know and must not leave out (RFC 3966, 3: `m-`). */
  'unknownDemand',
] as const;
export type NoNumberCode = (typeof noNumberCodes)[number];

/** A number that can be dialled, and what a text says beside it. */
export interface DialNumber {
  /** `isDialable` */
  readonly number: string;
  /** `arePausedKeys`: an extension, a meeting's number, a passcode. */
  readonly keys?: string;
  /**
   * Where a number that is not international is valid, as a link has it: `+44`, `example.com`. It is no prefix: putting it in front does
   * not have to give a number (RFC 3966, 5.1.5).
   */
  readonly context?: string;
}

export type NumberKind =
  | 'number'
  /** Six digits at most, neither `+` nor 0 in front: a colleague, or a service of the PBX or the network. */
  | 'extension'
  /** With `*` or `#`: the PBX does something with it. */
  | 'code';

export type OneNumber = { readonly kind: NumberKind } & DialNumber;

/** Different numbers, none of which is meant for certain. */
export interface SeveralNumbers {
  readonly kind: 'several';
  readonly numbers: readonly DialNumber[];
}

export interface RefusedNumber {
  readonly kind: 'refused';
  readonly code: NoNumberCode;
  /** Offset of the fault in the text, in UTF-16 units. */
  readonly at: number;
}

export type NumberReading = OneNumber | SeveralNumbers | RefusedNumber;

export function isOne(reading: NumberReading): reading is OneNumber {
  return reading.kind !== 'several' && reading.kind !== 'refused';
}

export function refusedNumber(code: NoNumberCode, at = 0): RefusedNumber {
  return { kind: 'refused', code, at };
}

export function kindOf(dialled: string): NumberKind {
  if (/[*#]/.test(dialled)) return 'code';
  return /^[+0]/.test(dialled) || dialled.length > 6 ? 'number' : 'extension';
}

/**
 * Whether a party can be called by what it says its number is: anybody can say anything, and `*21*0900...#` would forward the agent's own
 * calls.
 */
export function canCallBack(number: string): boolean {
  return isDialable(number) && kindOf(number) !== 'code';
}

export function digitCount(text: string): number {
  return text.replace(/[^0-9]/g, '').length;
}
