/** SIP messages as text, RFC 3261 section 7: as much as a phone on loopback needs. */

export interface SipRequest {
  kind: 'request';
  method: string;
  uri: string;
  headers: SipHeaders;
  body: string;
}

export interface SipResponse {
  kind: 'response';
  status: number;
  reason: string;
  headers: SipHeaders;
  body: string;
}

export type SipMessage = SipRequest | SipResponse;

/** RFC 3261 section 7.3.3 and the registries of later RFCs. */
const compactNames: Readonly<Record<string, string>> = {
  c: 'content-type',
  f: 'from',
  i: 'call-id',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  t: 'to',
  v: 'via',
};

/** Header lines in order; names compare without case and compact forms are the same as long ones. */
export class SipHeaders {
  readonly #lines: [name: string, value: string][];

  constructor(lines: Iterable<readonly [string, string]> = []) {
    this.#lines = Array.from(lines, ([name, value]) => [name, value]);
  }

  get(name: string): string | undefined {
    return this.all(name)[0];
  }

  all(name: string): string[] {
    const wanted = canonical(name);
    return this.#lines.filter(([key]) => canonical(key) === wanted).map(([, value]) => value);
  }

  add(name: string, value: string): this {
    this.#lines.push([name, value]);
    return this;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#lines.values();
  }
}

function canonical(name: string): string {
  const lower = name.toLowerCase();
  return compactNames[lower] ?? lower;
}

/**
 * Reads one datagram.
 *
 * @throws Error when it is not SIP
 */
export function parseSip(text: string): SipMessage {
  const split = text.indexOf('\r\n\r\n');
  const head = split < 0 ? text.trimEnd() : text.slice(0, split);
  const body = split < 0 ? '' : text.slice(split + 4);
  // A line that begins with a blank continues the one before (section 7.3.1).
  const [first = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new SipHeaders(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new Error(`not a SIP header: ${line}`);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
  const status = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first);
  if (status) {
    return { kind: 'response', status: Number(status[1]), reason: status[2] ?? '', headers, body };
  }
  const request = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(first);
  if (!request) throw new Error(`not SIP: ${first}`);
  return { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '', headers, body };
}

export function writeSip(message: SipMessage): string {
  const first =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = Array.from(message.headers, ([name, value]) => `${name}: ${value}`);
  lines.push(`Content-Length: ${Buffer.byteLength(message.body)}`);
  return `${[first, ...lines].join('\r\n')}\r\n\r\n${message.body}`;
}

/** A From, To or Contact value: `"Name" <sip:user@host>;tag=x` (section 20.10). */
export interface NameAddress {
  name: string;
  uri: string;
  /** The part before `@`; empty when the URI has none. */
  user: string;
  params: Readonly<Record<string, string>>;
}

export function parseNameAddress(value: string): NameAddress {
  const bracketed = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*?))\s*<([^>]*)>(.*)$/s.exec(value);
  const name = (bracketed?.[1] ?? '').replace(/\\(.)/gs, '$1') || (bracketed?.[2] ?? '');
  // Without brackets every parameter belongs to the header, not to the URI.
  const semicolon = value.indexOf(';');
  const bare = semicolon < 0 ? value : value.slice(0, semicolon);
  const uri = (bracketed ? (bracketed[3] ?? '') : bare).trim();
  const rest = bracketed ? (bracketed[4] ?? '') : value.slice(bare.length);
  const params: Record<string, string> = {};
  for (const part of rest.split(';').slice(1)) {
    const [key = '', param = ''] = part.split('=', 2);
    params[key.trim().toLowerCase()] = param.trim();
  }
  const user = /^sips?:([^@;]*)@/i.exec(uri)?.[1] ?? '';
  return { name, uri, user: decodeURIComponent(user), params };
}

export function writeNameAddress(name: string, uri: string, tag?: string): string {
  const quoted = name === '' ? '' : `"${name.replace(/["\\]/g, '\\$&')}" `;
  return `${quoted}<${uri}>${tag === undefined ? '' : `;tag=${tag}`}`;
}

/** `CSeq: 7 INVITE` */
export function parseCseq(headers: SipHeaders): { number: number; method: string } {
  const [number = '0', method = ''] = (headers.get('CSeq') ?? '').split(/\s+/);
  return { number: Number(number), method };
}

/** The branch of the topmost Via: names the transaction (section 17). */
export function branchOf(headers: SipHeaders): string {
  return /;\s*branch=([^;,\s]+)/i.exec(headers.get('Via') ?? '')?.[1] ?? '';
}
