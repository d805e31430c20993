import type { NoNumberCode } from '../../src/ipc/deskNotice.ts';

/** Longer than any dial plan's number; what the line takes, too. */
export const maxNumberLength = 64;

/** What follows a number once the call is answered. */
const maxExtensionLength = 32;

/** A number that can be dialled, and what a link or a text says beside it. */
export interface DialNumber {
  /** Matches `^\+?[0-9*#]+$`, at most 64 characters, with a digit, `*` or `#` in it. */
  readonly number: string;
  /** To be keyed in once the call is answered; matches `^[0-9*#]+$`. */
  readonly ext?: string;
  /**
   * Where a number that is not international is valid, as the link has it: `+44`, `example.com`. It is no prefix: putting it in front does
   * not have to give a number (RFC 3966, 5.1.5).
   */
  readonly context?: string;
}

export type NumberReading =
  ({ readonly ok: true } & DialNumber) | { readonly ok: false; readonly code: NoNumberCode };

export function noNumber(code: NoNumberCode): NumberReading {
  return { ok: false, code };
}

/** RFC 3966 `visual-separator`, and the space and the slash that people write. */
const separators = /[-.() /]/g;

/** `+`, digits, `*`, `#` without separators; nothing where the text is anything else or too long. */
export function dialable(text: string): string | undefined {
  const plain = withoutTrunkZero(text).replace(separators, '');
  return plain.length <= maxNumberLength && /^\+?[0-9*#]+$/.test(plain) ? plain : undefined;
}

export function extension(text: string): string | undefined {
  const plain = text.replace(separators, '');
  return plain.length <= maxExtensionLength && /^[0-9*#]+$/.test(plain) ? plain : undefined;
}

/** Why a text that is not dialable is not. */
export function whyNot(text: string): NoNumberCode {
  if (/\p{L}/u.test(text)) return /\d/.test(text) ? 'letters' : 'notANumber';
  const plain = text.replace(separators, '');
  if (plain === '') return 'empty';
  return /^\+?[0-9*#]+$/.test(plain) ? 'tooLong' : 'notANumber';
}

/** The zero in `+44 (0)20` is dialled inside the country only. */
function withoutTrunkZero(text: string): string {
  return /^\s*(?:\+|00)/.test(text) ? text.replace(/\(\s*0\s*\)/, '') : text;
}
