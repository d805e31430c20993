import { isDisposition, isDispositionVariable } from '../../cti/record/disposition.ts';
import {
  isFeed,
  isHost,
  isNeverOpened,
  isOrigin,
  isPhoneAddress,
  isScheme,
  isSource,
  isTemplate,
  isWebhook,
} from './addresses.ts';
import { readFavourite } from '../../cti/people/favourite.ts';
import type { SettingsFieldCode } from './code.ts';

/** What a text stands for. */
export type TextKind =
  /** For people, and for names that may hold spaces: on one line. */
  | 'text'
  /** Nothing that Asterisk would read as syntax, and nothing that could end an AMI line. */
  | 'word'
  /** Not trimmed: a file's name may begin or end with a space. */
  | 'file'
  /** A host name or an address as it is, without scheme, port or brackets. */
  | 'host'
  | 'device'
  /** Where a phone registers: encrypted, without credentials in the address. */
  | 'phoneAddress'
  /** The agent's line as a member of a queue: one interface of `queues.conf`, with a place for the extension. */
  | 'queueMember'
  /** A label of the Encoding Standard, of a charset in which the field names of AMI read as in ASCII. */
  | 'charset'
  /** A combination of keys as Electron writes it; only the system knows whether it is free, so its row reports that. */
  | 'hotkey'
  /** Digits that go in front of a number; a `*` or `#` there would make a feature code of it. */
  | 'prefix'
  /** Without `+`, and without what stands for it (ITU-T E.164: three digits at most). */
  | 'countryCode'
  /** Whose page it is: scheme, host and port, as browsers write them (RFC 6454). */
  | 'origin'
  /** Which numbers: a pattern of the dial plan, `X` 0-9, `Z` 1-9, `N` 2-9, at the end `.` one or more characters, `!` any. */
  | 'pattern'
  /** A number to call and a name for it: `Anna Kovac <102>`, or the number alone. */
  | 'favourite'
  /** One version, or all that begin with these numbers. */
  | 'version'
  /** A folder of plain files: encrypted, or on this computer. */
  | 'feed'
  /** Address of a page, with places for the facts of a call. */
  | 'template'
  /** Of addresses, in lower case and without the colon. */
  | 'scheme'
  /** What may have come of a call: nothing that a dial plan reads as syntax. */
  | 'disposition'
  /** A variable of a channel that the PBX itself never acts on. */
  | 'dispositionVariable'
  /** Where contacts are from: a file, a folder, or an address with a place for the number. Not trimmed. */
  | 'source'
  /** Where calls are reported to: encrypted, or on this computer. Not trimmed. */
  | 'webhook';

type Rule = readonly [holds: (text: string) => boolean, code: SettingsFieldCode];

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);
const orEmpty = (holds: (text: string) => boolean) => (text: string) => text === '' || holds(text);

const wordCharacters = matches(/^[^\s\p{C}&,|;"'`$\\(){}<>[\]]*$/u);
export const isOneLine = matches(/^\P{Cc}*$/u);

/** What must hold of each kind; the first rule that does not hold is reported. */
const rules: Readonly<Record<TextKind, readonly Rule[]>> = {
  text: [[isOneLine, 'badCharacters']],
  word: [[wordCharacters, 'badCharacters']],
  file: [[isOneLine, 'badCharacters']],
  host: [[orEmpty(isHost), 'notAHost']],
  device: [
    [wordCharacters, 'badCharacters'],
    [orEmpty(matches(/^\w+\/./)), 'notADevice'],
  ],
  phoneAddress: [[orEmpty(isPhoneAddress), 'notAPhoneAddress']],
  queueMember: [
    [matches(/^[\w.@+*#~:;/{}-]*$/), 'badCharacters'],
    [orEmpty(matches(/^\w+\/.*\{0\}/u)), 'notAQueueMember'],
  ],
  charset: [[isCharset, 'notACharset']],
  hotkey: [[matches(/^[ -~]*$/), 'badCharacters']],
  prefix: [[matches(/^[0-9]*$/), 'notAPrefix']],
  countryCode: [[matches(/^(?:[1-9][0-9]{0,2})?$/), 'notACountryCode']],
  origin: [[isOrigin, 'notAnOrigin']],
  pattern: [[matches(/^(?=.)\+?[0-9*#XZN]*[.!]?$/), 'notAPattern']],
  favourite: [[(text) => isOneLine(text) && readFavourite(text) !== undefined, 'notAFavourite']],
  version: [[orEmpty(matches(/^\d{1,5}(\.\d{1,5}){0,2}(?:-[\dA-Za-z.-]+)?$/)), 'notAVersion']],
  feed: [[orEmpty(isFeed), 'notAFeed']],
  template: [[orEmpty(isTemplate), 'notATemplate']],
  scheme: [
    [isScheme, 'badCharacters'],
    [(name) => !isNeverOpened(name), 'badValue'],
  ],
  disposition: [[isDisposition, 'badCharacters']],
  dispositionVariable: [[orEmpty(isDispositionVariable), 'badValue']],
  source: [
    [isOneLine, 'badCharacters'],
    [orEmpty(isSource), 'notASource'],
  ],
  webhook: [[orEmpty(isWebhook), 'badCharacters']],
};

const keptWhole: readonly TextKind[] = ['file', 'source', 'webhook'];

/** As it is stored: without the spaces around it, unless they count. */
export function trimmed(kind: TextKind, text: string): string {
  return keptWhole.includes(kind) ? text : text.trim();
}

/** What is wrong with a text of that kind, of at most so many characters; what stands around it does not count. */
export function textError(
  { kind, max }: { readonly kind: TextKind; readonly max: number },
  raw: string,
): SettingsFieldCode | undefined {
  const text = trimmed(kind, raw);
  if (Array.from(text).length > max) return 'tooLong';
  return rules[kind].find(([holds]) => !holds(text))?.[1];
}

/** What is wrong with one entry of a list. */
export function entryError(
  list: { readonly of: TextKind; readonly max: number },
  raw: string,
): SettingsFieldCode | undefined {
  return textError({ kind: list.of, max: list.max }, raw) ?? (raw.trim() === '' ? 'required' : undefined);
}

function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).decode(new Uint8Array([0x41, 0x3a])) === 'A:';
  } catch {
    return false;
  }
}
