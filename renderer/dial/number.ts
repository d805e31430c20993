/** Longer than any dial plan's number; the main process refuses more. */
export const maxLength = 64;

/** Arabic-Indic and Persian digits, which phones and web pages there write; full-width ones become ASCII by NFKC. */
const otherDigits: readonly string[] = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];

export type Pasted =
  | { readonly ok: true; readonly number: string }
  | { readonly ok: false; readonly reason: 'empty' | 'letters' };

/** Whether a text may be typed into the number field, as far as its characters go. */
export function isDialable(typed: string): boolean {
  return /^[0-9+*#]*$/.test(typed);
}

/** Whether a party's number can be called at all: a withheld one is empty, a SIP name is no number. */
export function isCallable(number: string): boolean {
  return number !== '' && isDialable(number);
}

/** Whether a key means a character of a number. */
export function isDialKey(key: string): boolean {
  return key.length === 1 && isDialable(key);
}

/**
 * The number in a text that was pasted or came by a link: spaces and punctuation are dropped, a `tel:` address is undone, so are a label
 * before the number (`Phone: ...`) and an extension after it. Letters in between are not dropped but refused: `1-800-FLOWERS` without them is
 * somebody else's number.
 */
export function numberFrom(text: string): Pasted {
  const plain = withoutLabel(undone(asciiDigits(text.normalize('NFKC').trim())));
  if (/\p{L}/u.test(plain)) return { ok: false, reason: /\d/.test(plain) ? 'letters' : 'empty' };
  const dialable = withoutTrunkZero(plain).replace(/[^0-9+*#]/g, '');
  // A + anywhere but in front is a separator that somebody typed.
  const number = dialable.slice(0, 1) + dialable.slice(1).replaceAll('+', '');
  return /\d|\*|#/.test(number) ? { ok: true, number } : { ok: false, reason: 'empty' };
}

/** RFC 3966 `tel:`, and its cousins that links carry; parameters (`;ext=`, `?call`) are not part of the number. */
function undone(text: string): string {
  const address = /^(?:tel|callto|sip|sips):(?:\/\/)?(?<rest>.*)$/is.exec(text)?.groups?.rest;
  if (address === undefined) return text;
  return percentDecoded(address).replace(/[;?@].*$/s, '');
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutLabel(text: string): string {
  return text
    .replace(/^[\p{L}\s.]+[:.)]?\s*(?=[\d+(*#])/u, '')
    .replace(/[\s,;]*(?:ext|extension|x)[.:\s]*\d+$/i, '');
}

/** The zero in `+44 (0)20` is dialled inside the country only. */
function withoutTrunkZero(text: string): string {
  return /^\s*(?:\+|00)/.test(text) ? text.replace(/\(\s*0\s*\)/, '') : text;
}

function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => {
    const row = otherDigits.find((digits) => digits.includes(digit));
    return row === undefined ? digit : String(row.indexOf(digit));
  });
}
