import { getDomain } from 'tldts';

/** The scheme, host and port of a page, as browsers send it and as people see it. */
export interface Origin {
  /** `https://crm.example.com`, normalised. */
  readonly origin: string;
  /** What the agent is asked about: `crm.example.com`; with its scheme where that is not https. */
  readonly name: string;
  /**
   * Whose page it is: the domain that somebody has registered (public suffix list), for all names below it are theirs. A computer of the
   * network, and an address, is its own.
   */
  readonly site: string;
  /** The page cannot have been changed on the way: https, or this computer itself. */
  readonly isSecure: boolean;
}

/**
 * An `Origin` header as RFC 6454 has it. `undefined` for `null` (a sandboxed frame, a file), for other schemes than http and https,
 * and for anything that is more than an origin.
 */
export function originOf(header: string): Origin | undefined {
  if (header.length > 2_048) return undefined;
  let url: URL;
  try {
    url = new URL(header);
  } catch {
    return undefined;
  }
  const plain = url.protocol === 'https:' || url.protocol === 'http:';
  if (!plain || url.origin.toLowerCase() !== header.toLowerCase()) return undefined;
  const { origin, host, hostname, protocol } = url;
  const isSecure = protocol === 'https:' || isLoopback(hostname);
  // Private suffixes too: customers of one host (`anna.github.io`) are not one another.
  const site = getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
  return { origin, name: isSecure ? host : origin, site, isSecure };
}

/** RFC 6761, and what browsers hold for a secure context (W3C, "Is origin potentially trustworthy?"). */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * Whether the `Host` header names this machine. Another name that leads here is how DNS rebinding makes a foreign page look like
 * one of ours.
 * @param isOurs names besides those of the loopback: those that the certificate is for, where there is one
 */
export function isOurHost(
  host: string | undefined,
  port: number,
  isOurs: (name: string) => boolean = () => false,
): boolean {
  const [, name = '', given] = /^([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?$/i.exec(host ?? '') ?? [];
  if (name === '') return false;
  const isPort = given === undefined ? port === 80 || port === 443 : Number(given) === port;
  return isPort && (/^(?:localhost|127\.0\.0\.1|\[::1\])$/i.test(name) || isOurs(name));
}
