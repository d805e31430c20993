import { hasControl, inAscii } from './characters.ts';
import { type DialNumber, type NumberReading, dialable, extension, noNumber, whyNot } from './number.ts';

/** The schemes that Offhook takes links of. */
export const linkSchemes = ['tel', 'callto', 'sip', 'sips'] as const;

/** No number, however decorated, needs more. */
const maxLinkLength = 1024;

/** A host in a SIP address or a phone-context, without a claim to more than being harmless. */
const hostName = /^(?!.*\.\.)[a-z0-9_][a-z0-9_.-]{0,252}$/i;

const linkPattern = new RegExp(`^(?<scheme>${linkSchemes.join('|')}):(?://)?(?<rest>.*)$`, 'is');

/** Whether a text says that it is a link of ours; whether it is a good one says `readLink`. */
export function isLink(text: string): boolean {
  return linkPattern.test(text.trim());
}

/**
 * The number in a `tel:` link (RFC 3966), its elder cousin `callto:`, or the telephone number of a `sip:` address (RFC 3261, 19.1.6).
 * Never throws. What a link cannot say here: a host to call at (the PBX is the settings'), a header, an option of a program.
 */
export function readLink(link: string): NumberReading {
  if (link.length > maxLinkLength) return noNumber('tooLong');
  const text = link.trim();
  if (hasControl(text)) return noNumber('controlCharacter');
  if (text.startsWith('-')) return noNumber('argumentLike');
  const { scheme, rest } = linkPattern.exec(text)?.groups ?? {};
  if (scheme === undefined || rest === undefined) return noNumber('unknownScheme');
  const isSip = scheme.toLowerCase().startsWith('sip');
  const subscriber = isSip ? userOf(rest) : rest.replace(/\?.*$/, '');
  return readSubscriber(subscriber);
}

/** The user of `user[:password]@host[;parameters][?headers]`; without a host, as people write it, the whole of it. */
function userOf(address: string): string {
  const at = address.lastIndexOf('@');
  const user = at < 0 ? address.replace(/\?.*$/, '') : address.slice(0, at);
  return user.replace(/:.*$/, '');
}

/** RFC 3966 `telephone-subscriber`: a number and its parameters, each percent-decoded once, after they were taken apart. */
function readSubscriber(subscriber: string): NumberReading {
  const parts = subscriber.split(';').map(decoded);
  if (!parts.every((part) => part !== undefined)) return noNumber('notANumber');
  if (parts.some(hasControl)) return noNumber('controlCharacter');
  const [first = '', ...parameters] = parts;
  const [digits = '', pause, ...more] = inAscii(first).trim().split(/,+/);
  if (digits.startsWith('-')) return noNumber('argumentLike');
  const number = dialable(digits);
  if (number === undefined) return noNumber(whyNot(digits));
  const named = parametersOf(parameters);
  if (named === undefined || more.length > 0) return noNumber('notANumber');
  if ([...named.keys()].some((name) => name.startsWith('m-'))) return noNumber('unknownDemand');
  return withParameters(number, named.get('ext') ?? pause, named.get('phone-context'));
}

function withParameters(
  number: string,
  extText: string | undefined,
  contextText: string | undefined,
): NumberReading {
  const ext = extText === undefined ? undefined : extension(inAscii(extText));
  if (extText !== undefined && ext === undefined) return noNumber('notANumber');
  // Says where a local number is valid; an international one has no use for it.
  const context = number.startsWith('+') || contextText === undefined ? undefined : contextOf(contextText);
  const found: DialNumber = {
    number,
    ...(ext === undefined ? {} : { ext }),
    ...(context === undefined ? {} : { context }),
  };
  return { ok: true, ...found };
}

function contextOf(text: string): string | undefined {
  if (text.startsWith('+')) return dialable(inAscii(text));
  return hostName.test(text) ? text.toLowerCase() : undefined;
}

/** By lower-case name; nothing where one comes twice, which RFC 3966, 3 forbids: which of the two is meant? */
function parametersOf(parameters: readonly string[]): ReadonlyMap<string, string> | undefined {
  const named = new Map<string, string>();
  for (const parameter of parameters.filter((text) => text !== '')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(parameter) ?? [];
    if (named.has(name.toLowerCase())) return undefined;
    named.set(name.toLowerCase(), value);
  }
  return named;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
