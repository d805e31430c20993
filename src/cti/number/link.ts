import { controlAt, inAscii, percentDecoded, placed, type Placed, placeOf, sliceOf } from './characters.ts';
import { keysOfParameter } from './keysAfter.ts';
import { isDialable, type NumberReading, type RefusedNumber, refusedNumber } from './number.ts';
import { readPlaced } from './text.ts';

/** The schemes that Offhook takes links of. */
export const linkSchemes = ['tel', 'callto', 'sip', 'sips'] as const;

/** A host in a SIP address or a phone-context, without a claim to more than being harmless. */
const hostName = /^(?!.*\.\.)[a-z0-9_][a-z0-9_.-]{0,252}$/i;

const linkPattern = new RegExp(`^\\s*(?<scheme>${linkSchemes.join('|')}):(?://)?`, 'i');

/** Whether a text says that it is a link of ours; whether it is a good one says `readNumber`. */
export function isLink(text: string): boolean {
  return linkPattern.test(text);
}

/**
 * The number in a `tel:` link (RFC 3966), its elder cousin `callto:`, or the telephone number of a `sip:` address (RFC 3261, 19.1.6), also
 * one inside the other as web pages nest them. What a link cannot say here: a host to call at (the PBX is the settings'), a header, an
 * option of a program.
 */
export function readLinkText(link: string): NumberReading {
  let rest = placed(link.trimEnd());
  let isSip = false;
  for (let depth = 0; depth < 2; depth += 1) {
    const match = linkPattern.exec(rest.text);
    if (match === null) break;
    isSip = (match.groups?.scheme ?? '').toLowerCase().startsWith('sip');
    rest = sliceOf(rest, match[0].length);
  }
  const subscriber = isSip ? userOf(rest) : upTo(rest, rest.text.indexOf('?'));
  // In front of a digit a `;` is the pause of dialling programs, not a parameter.
  const at = subscriber.text.search(/;(?!(?:%20|[\s+])*[0-9*#+])/);
  const parameters = at < 0 ? new Map<string, string>() : parametersOf(sliceOf(subscriber, at));
  const digits = percentDecoded(upTo(subscriber, at));
  if (digits === undefined)
    return refusedNumber('notANumber', placeOf(subscriber, subscriber.text.indexOf('%')));
  const fault = controlAt(digits.text, { lines: false });
  if (fault !== undefined) return refusedNumber('controlCharacter', placeOf(digits, fault));
  const plain = inAscii(digits);
  if (plain.text.trimStart().startsWith('-')) return refusedNumber('argumentLike', placeOf(digits, 0));
  const reading = readPlaced(plain, { isLink: true });
  if (reading.kind === 'refused') return reading;
  if ('kind' in parameters) return parameters;
  return withParameters(reading, parameters, placeOf(subscriber, at));
}

/** The user of `user[:password]@host[;parameters][?headers]`; without a host, as people write it, the whole of it. */
function userOf(address: Placed): Placed {
  const at = address.text.lastIndexOf('@');
  const user = upTo(address, at < 0 ? address.text.indexOf('?') : at);
  return upTo(user, user.text.indexOf(':'));
}

/** @param at -1: all of it */
function upTo(text: Placed, at: number): Placed {
  return at < 0 ? text : sliceOf(text, 0, at);
}

/** RFC 3966: by lower-case name, each percent-decoded once after they were taken apart. */
function parametersOf(written: Placed): ReadonlyMap<string, string> | RefusedNumber {
  const named = new Map<string, string>();
  for (const match of written.text.matchAll(/[^;]+/g)) {
    const place = placeOf(written, match.index);
    const parameter = percentDecoded(sliceOf(written, match.index, match.index + match[0].length));
    if (parameter === undefined) return refusedNumber('notANumber', place);
    const control = controlAt(parameter.text, { lines: false });
    if (control !== undefined) return refusedNumber('controlCharacter', placeOf(parameter, control));
    const [, name, value = ''] = /^([a-z0-9-]+)(?:=(.*))?$/is.exec(parameter.text) ?? [];
    // One that comes twice is forbidden (RFC 3966, 3): which of the two is meant?
    if (name === undefined || named.has(name.toLowerCase())) return refusedNumber('notANumber', place);
    if (/^m-/i.test(name)) return refusedNumber('unknownDemand', place);
    named.set(name.toLowerCase(), inAscii(placed(value)).text);
  }
  return named;
}

function withParameters(
  reading: Exclude<NumberReading, RefusedNumber>,
  named: ReadonlyMap<string, string>,
  place: number,
): NumberReading {
  const written = ['ext', 'postd'].flatMap((name) => named.get(name) ?? []);
  const keys = written.map(keysOfParameter);
  if (keys.includes(undefined) || (keys.some((some) => some !== '') && reading.kind === 'several'))
    return refusedNumber('notANumber', place);
  if (reading.kind === 'several') return reading;
  const all = [reading.keys ?? '', ...keys].filter((some) => some !== '').join(',');
  // Says where a local number is valid; an international one has no use for it.
  const context = reading.number.startsWith('+') ? undefined : contextOf(named.get('phone-context') ?? '');
  return {
    kind: reading.kind,
    number: reading.number,
    ...(all === '' ? {} : { keys: all }),
    ...(context === undefined ? {} : { context }),
  };
}

function contextOf(text: string): string | undefined {
  if (!text.startsWith('+')) return hostName.test(text) ? text.toLowerCase() : undefined;
  const number = text.replace(/[-.() ]/g, '');
  return isDialable(number) ? number : undefined;
}
