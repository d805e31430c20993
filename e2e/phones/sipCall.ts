import { setTimeout as sleep } from 'node:timers/promises';
import type { RtpStream } from './rtpStream.ts';
import { answerTo, readAddress, readDirection, writeSdp, type Direction } from './sdp.ts';
import type { SipDialog } from './sipDialog.ts';
import { parseCseq, parseNameAddress, type SipRequest, type SipResponse } from './sipMessage.ts';
import type { SipTransport } from './sipTransport.ts';

export type CallState = 'calling' | 'ringing' | 'up' | 'ended';

/** How a call ended: by whom, and for a call that never was up with which SIP status. */
export interface CallEnd {
  by: 'us' | 'peer';
  how: 'bye' | 'cancel' | 'refused';
  status?: number;
  /** The Reason header, e.g. `SIP;cause=200;text="Call completed elsewhere"` (RFC 3326). */
  reason?: string;
}

export type CallEventName =
  | 'incoming'
  | 'ringing'
  | 'up'
  | 'heldByUs'
  | 'resumedByUs'
  | 'heldByPeer'
  | 'resumedByPeer'
  | 'transferred'
  | 'transferFailed'
  | 'ended';

export interface CallContext {
  transport: SipTransport;
  dialog: SipDialog;
  rtp: RtpStream;
  direction: 'incoming' | 'outgoing';
  remote: { number: string; name: string };
  onEvent: (name: CallEventName, call: SipCall) => void;
}

const reasons: Readonly<Record<number, string>> = {
  180: 'Ringing',
  200: 'OK',
  302: 'Moved Temporarily',
  404: 'Not Found',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  487: 'Request Terminated',
  491: 'Request Pending',
  503: 'Service Unavailable',
  603: 'Decline',
};

/** One call of a phone, from INVITE to BYE. The methods are the keys of the phone. */
export class SipCall {
  readonly direction: 'incoming' | 'outgoing';
  readonly remote: { number: string; name: string };
  readonly rtp: RtpStream;
  state: CallState = 'calling';
  heldByUs = false;
  heldByPeer = false;
  end: CallEnd | undefined;
  /** The INVITE that began an incoming call: its headers are for tests to look at. */
  invite: SipRequest | undefined;

  readonly #transport: SipTransport;
  readonly #dialog: SipDialog;
  readonly #onEvent: CallContext['onEvent'];
  #sdpVersion = 0;
  #inviteBranch = '';
  #reinvitePending = false;

  constructor(context: CallContext) {
    this.direction = context.direction;
    this.remote = context.remote;
    this.rtp = context.rtp;
    this.#transport = context.transport;
    this.#dialog = context.dialog;
    this.#onEvent = context.onEvent;
  }

  get callId(): string {
    return this.#dialog.callId;
  }

  /** Sends the INVITE of an outgoing call; resolves when the other side has answered or refused. */
  async begin(): Promise<void> {
    const invite = this.#dialog.request('INVITE', [], this.#sdp('sendrecv'));
    this.#inviteBranch = this.#transport.newBranch();
    const response = await this.#transport.request(invite, this.#dialog.target, {
      branch: this.#inviteBranch,
      onProvisional: ({ status }) => {
        if (status === 180 && this.state === 'calling') this.#enter('ringing');
      },
    });
    if (response.status >= 300) {
      if (this.state !== 'ended') this.#finish({ by: 'peer', how: 'refused', ...endFacts(response) });
      return;
    }
    this.#dialog.learn(response);
    this.#transport.acknowledge(this.#dialog.ack(parseCseq(invite.headers).number), this.#dialog.target);
    this.#speak(response.body, 'sendrecv');
    // Answered in the moment in which we gave up: the CANCEL came too late.
    if (this.state === 'ended')
      await this.#transport.request(this.#dialog.request('BYE'), this.#dialog.target);
    else this.#enter('up');
  }

  /** Sends 180 for an incoming call. */
  ring(): void {
    if (this.state !== 'calling') return;
    this.#respondToInvite(180);
    this.#enter('ringing');
  }

  answer(): void {
    if (this.direction !== 'incoming' || this.state === 'up' || this.state === 'ended') {
      throw new Error(`cannot answer a call that is ${this.state}`);
    }
    const offer = this.invite?.body ?? '';
    const direction = offer === '' ? 'sendrecv' : answerTo(readDirection(offer), false);
    this.#respondToInvite(200, this.#sdp(direction));
    this.#speak(offer, direction);
    this.#enter('up');
  }

  /** Refuses an incoming call, e.g. 486 busy, 603 declined, 503; with 302 it is diverted to `contact`. */
  refuse(status: number, contact?: string): void {
    if (this.state === 'up' || this.state === 'ended')
      throw new Error(`cannot refuse a call that is ${this.state}`);
    this.#respondToInvite(status, '', contact);
    this.#finish({ by: 'us', how: 'refused', status });
  }

  /** Ends the call in whatever state it is. */
  async hangup(): Promise<void> {
    if (this.state === 'ended') return;
    if (this.state === 'up') {
      this.#finish({ by: 'us', how: 'bye' });
      await this.#transport.request(this.#dialog.request('BYE'), this.#dialog.target);
    } else if (this.direction === 'incoming') {
      this.refuse(486);
    } else {
      this.#finish({ by: 'us', how: 'cancel' });
      const cancel = this.#dialog.request('CANCEL');
      await this.#transport.request(cancel, this.#dialog.target, { branch: this.#inviteBranch });
    }
  }

  /** Presses keys on the phone, e.g. `1` or `4711#`. */
  press(digits: string): void {
    if (this.state !== 'up') throw new Error(`keys go nowhere in a call that is ${this.state}`);
    this.rtp.press(digits);
  }

  async hold(how: 'sendonly' | 'inactive' = 'sendonly'): Promise<void> {
    await this.#reinvite(how);
    this.heldByUs = true;
    this.#onEvent('heldByUs', this);
  }

  async resume(): Promise<void> {
    await this.#reinvite('sendrecv');
    this.heldByUs = false;
    this.#onEvent('resumedByUs', this);
  }

  /** The phone's transfer key: to a number (blind), or to another call of this phone (attended, RFC 3891). */
  async transfer(to: string | SipCall): Promise<void> {
    const { host, port } = this.#dialog.target;
    const uri =
      typeof to === 'string'
        ? `sip:${to}@${host}:${port}`
        : `sip:${to.remote.number}@${host}:${port}${to.#replaces()}`;
    const refer = this.#dialog.request('REFER', [['Refer-To', `<${uri}>`]]);
    const response = await this.#transport.request(refer, this.#dialog.target);
    if (response.status >= 300) throw new Error(`transfer refused: ${response.status} ${response.reason}`);
  }

  /** A request inside this call's dialog. */
  onRequest(request: SipRequest): void {
    switch (request.method) {
      case 'ACK':
        return;
      case 'BYE':
        this.#respond(request, 200);
        if (this.state !== 'ended') this.#finish({ by: 'peer', how: 'bye', ...endFacts(request) });
        return;
      case 'CANCEL':
        this.#respond(request, 200);
        if (this.state === 'up' || this.state === 'ended') return;
        this.#respondToInvite(487);
        this.#finish({ by: 'peer', how: 'cancel', ...endFacts(request) });
        return;
      case 'INVITE':
        this.#onReinvite(request);
        return;
      default:
        this.#respond(request, 200);
        if (request.headers.get('Event')?.startsWith('refer') === true)
          this.#onTransferProgress(request.body);
    }
  }

  /** The body is the first line of the answer to the transferred call (RFC 3515 section 2.4.4). */
  #onTransferProgress(sipFragment: string): void {
    const status = Number(/^SIP\/2\.0 (\d{3})/.exec(sipFragment)?.[1] ?? 0);
    if (status < 200) return;
    if (status >= 300) {
      this.#onEvent('transferFailed', this);
      return;
    }
    this.#onEvent('transferred', this);
    // As desk phones do: Asterisk waits for the phone to leave.
    this.hangup().catch(() => undefined);
  }

  #onReinvite(request: SipRequest): void {
    // Both sides at once (glare): section 14.2.
    if (this.#reinvitePending) {
      this.#respond(request, 491);
      return;
    }
    this.#dialog.learn(request);
    const offered = request.body === '' ? 'sendrecv' : readDirection(request.body);
    const direction = answerTo(offered, this.heldByUs);
    this.#respond(request, 200, this.#sdp(direction));
    this.#speak(request.body, direction);
    const held = offered === 'sendonly' || offered === 'inactive';
    if (held === this.heldByPeer) return;
    this.heldByPeer = held;
    this.#onEvent(held ? 'heldByPeer' : 'resumedByPeer', this);
  }

  async #reinvite(direction: Direction): Promise<void> {
    if (this.state !== 'up') throw new Error(`cannot hold or resume a call that is ${this.state}`);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const invite = this.#dialog.request('INVITE', [], this.#sdp(direction));
      this.#reinvitePending = true;
      const response = await this.#transport.request(invite, this.#dialog.target);
      this.#reinvitePending = false;
      if (response.status < 300) {
        this.#dialog.learn(response);
        this.#transport.acknowledge(this.#dialog.ack(parseCseq(invite.headers).number), this.#dialog.target);
        this.#speak(response.body, direction);
        return;
      }
      if (response.status !== 491)
        throw new Error(`re-INVITE refused: ${response.status} ${response.reason}`);
      // Who did not begin the dialog waits up to 2 s, who began it longer: section 14.1.
      await sleep(this.direction === 'outgoing' ? 2100 : 200);
    }
    throw new Error('re-INVITE refused: 491 every time');
  }

  #replaces(): string {
    const { callId, localTag, remoteTag = '' } = this.#dialog;
    return `?Replaces=${encodeURIComponent(`${callId};to-tag=${remoteTag};from-tag=${localTag}`)}`;
  }

  /** Sends sound to where `theirs` wants it, as far as `direction` lets us. */
  #speak(theirs: string, direction: Direction): void {
    const { host, port } = readAddress(theirs);
    if (port > 0 && host !== '0.0.0.0' && direction.startsWith('send')) this.rtp.sendTo({ host, port });
    else this.rtp.mute();
  }

  #sdp(direction: Direction): string {
    this.#sdpVersion += 1;
    return writeSdp(this.#transport.local.host, this.rtp.port, direction, this.#sdpVersion);
  }

  #respond(request: SipRequest, status: number, body = '', contact?: string): void {
    const response = this.#dialog.response(request, status, reasons[status] ?? 'Refused', body, contact);
    this.#transport.respond(request, response);
  }

  #respondToInvite(status: number, body = '', contact?: string): void {
    if (this.invite !== undefined) this.#respond(this.invite, status, body, contact);
  }

  #enter(state: 'ringing' | 'up'): void {
    this.state = state;
    this.#onEvent(state, this);
  }

  #finish(end: CallEnd): void {
    this.state = 'ended';
    this.end = end;
    this.rtp.close();
    this.#onEvent('ended', this);
  }
}

function endFacts(message: SipRequest | SipResponse): { status?: number; reason?: string } {
  const reason = message.headers.get('Reason');
  return {
    ...(message.kind === 'response' ? { status: message.status } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

export function remoteOf(value: string): { number: string; name: string } {
  const { name, user } = parseNameAddress(value);
  return { name, number: user };
}
