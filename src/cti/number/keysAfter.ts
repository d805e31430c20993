import { arePausedKeys, digitCount } from './number.ts';

/** What stands behind a number in a text, as far as it is keys for after the answer. */
export type KeysReading =
  | {
      readonly ok: true;
      readonly keys: string | undefined;
      /** Where the rest of the text begins. */ readonly end: number;
    }
  | { readonly ok: false; readonly at: number };

/** `,` and `;` as dialling programs write pauses; `p` and `w` as Android does. Behind a sign with a space a list goes on. */
const pauses = / ?(?<signs>(?:[,;] ?)+|[pw]{1,8})(?<keys>[0-9*#](?:[-0-9*#]| (?=[0-9])|[,;]+(?=[0-9*#]))*)/iy;

const extension =
  /[ .,;(-]*(?:extension|extn|ext|xtn|x|durchwahl|dw|nebenstelle|nst|poste|anexo)[.:]? *(?<keys>[0-9]{1,8})(?![0-9\p{L}])\)?/iuy;

/** Of a meeting: `PIN: 820 445 398#`. */
const passcode =
  /[ .,;:(-]*(?:passcode|pass ?code|access code|zugangscode|kenncode|code|pin|meeting[- ]id|konferenz-?id)[.:]? *(?<keys>[0-9](?:[0-9]| (?=[0-9]))*#?)\)?/iy;

interface Before {
  /** The number, as it is dialled. */
  readonly number: string;
  /** Where its last character ends. */
  readonly end: number;
  readonly isLink: boolean;
}

export function keysAfter(text: string, { number, end, isLink }: Before): KeysReading {
  const found: string[] = [];
  let at = end;
  for (;;) {
    const words = matchAt(extension, text, at) ?? matchAt(passcode, text, at);
    const match = words ?? matchAt(pauses, text, at);
    if (match === undefined) break;
    if (words === undefined && found.length === 0) {
      const meaning = meaningOf(match, number, isLink);
      if (meaning === 'unclear') return { ok: false, at: match.index };
      if (meaning === 'list') break;
    }
    found.push(keysOf(match.groups?.keys ?? ''));
    at = match.index + match[0].length;
  }
  const keys = found.join(',');
  if (keys === '') return { ok: true, keys: undefined, end: at };
  return arePausedKeys(keys) ? { ok: true, keys, end: at } : { ok: false, at: end };
}

/** The keys of a parameter (RFC 3966: `;ext=`, `;postd=`), which may begin with pauses; undefined: it holds something else. */
export function keysOfParameter(text: string): string | undefined {
  const keys = keysOf(text.replace(/p/gi, ',').replace(/w/gi, ';')).replace(/^[,;]+|[,;]+$/g, '');
  return keys === '' || arePausedKeys(keys) ? keys : undefined;
}

function keysOf(written: string): string {
  return written.replace(/[-.() /]/g, '');
}

function meaningOf(match: RegExpExecArray, number: string, isLink: boolean): 'keys' | 'list' | 'unclear' {
  const { signs = '', keys = '' } = match.groups ?? {};
  const isStrong = isLink || number.startsWith('+') || digitCount(number) > 6;
  if (/[,;]{2}/.test(signs)) return 'keys';
  if (/[pw]/i.test(signs)) return isStrong ? 'keys' : 'unclear';
  const [first = ''] = keys.split(/[,;]/);
  if (/^[0-9][-0-9 ]*#$/.test(first)) return 'keys';
  if (isAlike(number, first)) return 'list';
  if (/^ | $/.test(signs)) return 'list';
  return isStrong ? 'keys' : 'unclear';
}

/** Whether what stands behind a sign of a list is another number of the same sort, and no part of the first. */
export function isAlike(one: string, other: string): boolean {
  const [first, second] = [digitCount(one), digitCount(other)];
  if (/^ *\(?[+0]/.test(other)) return first >= 6 && second >= 6;
  return !/^ *\(?[+0]/.test(one) && first === second && first >= 2 && !/[*#]/.test(other);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
