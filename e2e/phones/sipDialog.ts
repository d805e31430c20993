import { randomBytes } from 'node:crypto';
import { parseNameAddress, SipHeaders, type SipRequest, type SipResponse } from './sipMessage.ts';
import type { Address } from './sipTransport.ts';

const allow = 'INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, REFER';

export function newTag(): string {
  return randomBytes(6).toString('hex');
}

/** Where a SIP URI points; without a port it is SIP's own. */
export function addressOf(uri: string): Address {
  const match = /^sips?:(?:[^@]*@)?([^:;?>]+)(?::(\d+))?/i.exec(uri);
  return { host: match?.[1] ?? '', port: Number(match?.[2] ?? 5060) };
}

/** The two ends of a call as RFC 3261 section 12 keeps them: tags, targets and the counter of requests. */
export class SipDialog {
  readonly callId: string;
  readonly localTag: string;
  remoteTag: string | undefined;
  /** Where requests inside the dialog go: the other side's Contact. */
  remoteTarget: string;
  readonly #local: string;
  readonly #contact: string;
  #remote: string;
  #cseq = Math.floor(Math.random() * 1000) + 1;

  private constructor(ends: {
    callId: string;
    local: string;
    remote: string;
    target: string;
    contact: string;
  }) {
    this.callId = ends.callId;
    this.#local = ends.local;
    this.#remote = ends.remote;
    this.remoteTarget = ends.target;
    this.#contact = ends.contact;
    this.localTag = parseNameAddress(ends.local).params.tag ?? '';
    this.remoteTag = parseNameAddress(ends.remote).params.tag;
  }

  /** A dialog that we begin; `local` is our From value with its tag. */
  static outgoing(local: string, target: string, contact: string): SipDialog {
    const callId = `${newTag()}@${addressOf(contact).host}`;
    return new SipDialog({ callId, local, remote: `<${target}>`, target, contact });
  }

  /** A dialog that the other side begins with `invite`. */
  static incoming(invite: SipRequest, contact: string): SipDialog {
    const remote = invite.headers.get('From') ?? '';
    return new SipDialog({
      callId: invite.headers.get('Call-ID') ?? '',
      local: `${invite.headers.get('To') ?? ''};tag=${newTag()}`,
      remote,
      target: parseNameAddress(invite.headers.get('Contact') ?? remote).uri,
      contact,
    });
  }

  get target(): Address {
    return addressOf(this.remoteTarget);
  }

  request(method: string, extra: Iterable<readonly [string, string]> = [], body = ''): SipRequest {
    if (method !== 'ACK' && method !== 'CANCEL') this.#cseq += 1;
    const headers = new SipHeaders([
      ['Max-Forwards', '70'],
      ['From', this.#local],
      ['To', this.#remote],
      ['Call-ID', this.callId],
      ['CSeq', `${this.#cseq} ${method}`],
      ['Contact', this.#contact],
      ['Allow', allow],
      ...extra,
    ]);
    if (body !== '') headers.add('Content-Type', 'application/sdp');
    return { kind: 'request', method, uri: this.remoteTarget, headers, body };
  }

  /** The ACK of our accepted INVITE with that CSeq number, which later requests may have passed. */
  ack(cseq: number): SipRequest {
    const ack = this.request('ACK');
    const headers = new SipHeaders(
      Array.from(ack.headers, ([name, value]) => [name, name === 'CSeq' ? `${cseq} ACK` : value]),
    );
    return { ...ack, headers };
  }

  response(
    request: SipRequest,
    status: number,
    reason: string,
    body = '',
    contact = this.#contact,
  ): SipResponse {
    return makeResponse(request, status, reason, { toTag: this.localTag, contact, body });
  }

  /** The other side has told its tag and where it wants to be spoken to. */
  learn(message: SipResponse | SipRequest): void {
    if (message.kind === 'response') {
      this.#remote = message.headers.get('To') ?? this.#remote;
      this.remoteTag = parseNameAddress(this.#remote).params.tag;
    }
    const contact = message.headers.get('Contact');
    if (contact !== undefined) this.remoteTarget = parseNameAddress(contact).uri;
  }
}

export interface ResponseParts {
  toTag: string;
  contact: string;
  body?: string;
}

/** RFC 3261 section 8.2.6.2: a response repeats what names the transaction. */
export function makeResponse(
  request: SipRequest,
  status: number,
  reason: string,
  { toTag, contact, body = '' }: ResponseParts,
): SipResponse {
  const headers = new SipHeaders();
  for (const via of request.headers.all('Via')) headers.add('Via', via);
  headers.add('From', request.headers.get('From') ?? '');
  const to = request.headers.get('To') ?? '';
  headers.add('To', status === 100 || /;\s*tag=/i.test(to) ? to : `${to};tag=${toTag}`);
  headers.add('Call-ID', request.headers.get('Call-ID') ?? '');
  headers.add('CSeq', request.headers.get('CSeq') ?? '');
  headers.add('Contact', contact);
  headers.add('Allow', allow);
  if (body !== '') headers.add('Content-Type', 'application/sdp');
  return { kind: 'response', status, reason, headers, body };
}
