/** The scheme, host and port of a page, as browsers send it and as people see it. */
export interface Origin {
  /** `https://crm.example.com`, normalised. */
  readonly origin: string;
  /** `crm.example.com`: what the agent is asked about. */
  readonly name: string;
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
  return { origin: url.origin, name: url.host };
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
