import { isLdapAddress, readLdapAddress } from '../../directory/ldapAddress.ts';
import { readAddress } from '../../pop/address.ts';
import { isAbsolutePath } from '../../pop/program.ts';

/** A host name or an address as it is, without scheme, port or brackets. */
export function isHost(host: string): boolean {
  return /^(?!.*\.\.)[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(host) || isIPv6(host);
}

/** With a zone or without (RFC 4007), as `isIP` of Node has it; the renderer has no Node. */
function isIPv6(host: string): boolean {
  const [, address = ''] = /^([\da-f:.]+)(?:%[\w.-]+)?$/i.exec(host) ?? [];
  return address.includes(':') && URL.canParse(`http://[${address}]/`);
}

/** Where Asterisk takes phones by WebSocket; nothing that a policy of a page would read as more than one address. */
export function isPhoneAddress(text: string): boolean {
  return /^wss:\/\/[^\s/?#@,;'*]+(?:\/[\w./-]*)?$/i.test(text) && URL.canParse(text);
}

/** Scheme, host and port, as browsers write them (RFC 6454). */
export function isOrigin(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text.toLowerCase();
}

/** A server that is reached encrypted, without credentials in the address, or one on this computer. */
const guarded = String.raw`(?:https:\/\/[^\s/?#@]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?)`;
const feed = new RegExp(String.raw`^${guarded}(?:\/[^\s?#]*)?$`, 'i');
const webhook = new RegExp(String.raw`^${guarded}(?:[/?][^\s#]*)?$`, 'i');

/** A folder of plain files. */
export function isFeed(text: string): boolean {
  return feed.test(text);
}

/** Where contacts are from: a file or folder of this computer, a directory, or a server that is asked for one number. */
export function isSource(text: string): boolean {
  if (isLdapAddress(text)) return readLdapAddress(text) !== undefined;
  return isAbsolutePath(text) || (webhook.test(text) && /\{(?:e164|number)\}/u.test(text));
}

export function isWebhook(text: string): boolean {
  return webhook.test(text);
}

/** What runs a program of its own, shows files of this computer, or is for browsers alone: no page of a CRM is reached by it. */
const neverOpened = [
  'javascript',
  'vbscript',
  'data',
  'blob',
  'file',
  'filesystem',
  'about',
  'view-source',
  'chrome',
];

export function isScheme(name: string): boolean {
  return /^[a-z][a-z0-9+.-]+$/.test(name);
}

export function isNeverOpened(scheme: string): boolean {
  return neverOpened.includes(scheme);
}

/** Whatever placeholders and schemes the other settings allow: `clashingFields` looks at those. */
export function isTemplate(text: string): boolean {
  const own = /^[a-z][a-z0-9+.-]*/i.exec(text)?.[0].toLowerCase() ?? '';
  return !isNeverOpened(own) && readAddress(text, { schemes: [own], isKnown: () => true }).ok;
}
