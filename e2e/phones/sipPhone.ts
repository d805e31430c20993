import type { Asterisk, StaticLine } from '../pbx/asterisk.ts';
import { PhoneLog } from './phoneLog.ts';
import { RtpStream } from './rtpStream.ts';
import { remoteOf, SipCall, type CallEventName } from './sipCall.ts';
import { makeResponse, newTag, SipDialog } from './sipDialog.ts';
import { SipHeaders, writeNameAddress, type SipRequest } from './sipMessage.ts';
import { SipTransport, type Address } from './sipTransport.ts';

export type { CallEnd, CallState, SipCall } from './sipCall.ts';

/** What the phone does with an incoming call. */
export type CallBehaviour =
  /** Rings until told otherwise, for ever if nobody does. */
  | { do: 'ring' }
  | { do: 'answer'; afterMs: number }
  /** With `afterMs` it rings so long first, else it refuses without ringing. */
  | { do: 'refuse'; status: number; afterMs?: number }
  | { do: 'divert'; to: string };

/** The headers by which makers let a phone be told to answer at once; each phone obeys some of them. */
export type AutoAnswerHeader = 'Call-Info' | 'Alert-Info' | 'Answer-Mode' | 'Priv-Answer-Mode';

export interface SipPhoneOptions {
  number: string;
  name?: string;
  /** The phone's own UDP port on 127.0.0.1. */
  port: number;
  /** Where it sends its calls and registrations. */
  pbxPort: number;
  onCall?: CallBehaviour | ((call: SipCall) => CallBehaviour);
  /** Default: all of them, as most desk phones do. `[]` for a phone that always wants a hand. */
  obeysAutoAnswer?: readonly AutoAnswerHeader[];
  /** Whether `NOTIFY` with `Event: talk` or `hold` is obeyed; it is answered 200 either way, as phones do. */
  obeysNotify?: boolean;
}

const host = '127.0.0.1';

/** A scripted SIP phone with one number: as many calls at once as one likes, no sound, every message logged. */
export class SipPhone {
  readonly number: string;
  readonly log: PhoneLog;
  /** All calls since the start, oldest first. */
  readonly calls: SipCall[] = [];
  onCall: CallBehaviour | ((call: SipCall) => CallBehaviour);
  obeysAutoAnswer: readonly AutoAnswerHeader[];
  obeysNotify: boolean;
  /** How the phone names itself in From. */
  identity: { number: string; name: string };

  readonly #pbx: Address;
  readonly #transport: SipTransport;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isOff = false;

  private constructor(options: SipPhoneOptions) {
    this.number = options.number;
    this.log = new PhoneLog(options.number);
    this.identity = { number: options.number, name: options.name ?? '' };
    this.onCall = options.onCall ?? { do: 'ring' };
    this.obeysAutoAnswer = options.obeysAutoAnswer ?? autoAnswerHeaders;
    this.obeysNotify = options.obeysNotify ?? true;
    this.#pbx = { host, port: options.pbxPort };
    this.#transport = new SipTransport({
      local: { host, port: options.port },
      onRequest: (request) => void this.#onRequest(request),
      onTraffic: (what, message) => this.log.message(what, message),
    });
  }

  /** The phone of one of a PBX's lines, `105-app` a second one; `trunk` is the provider, which calls with any number. */
  static at(
    pbx: Asterisk,
    line: StaticLine,
    options: Omit<Partial<SipPhoneOptions>, 'port' | 'pbxPort'> = {},
  ): Promise<SipPhone> {
    const number = line.replace(/-.*/, '');
    return SipPhone.start({ number, port: pbx.phonePort(line), pbxPort: pbx.sipPort, ...options });
  }

  /** @throws Error EADDRINUSE when another phone has that port */
  static async start(options: SipPhoneOptions): Promise<SipPhone> {
    const phone = new SipPhone(options);
    await phone.#transport.open();
    return phone;
  }

  /** Switches the phone off without a word to anyone; safe to call twice. */
  async stop(): Promise<void> {
    if (this.#isOff) return;
    this.#isOff = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const call of this.calls) if (call.state !== 'ended') call.rtp.close();
    await this.#transport.close();
  }

  get liveCalls(): SipCall[] {
    return this.calls.filter((call) => call.state !== 'ended');
  }

  /** Lifts the handset and dials; resolves with the call as soon as the INVITE is out. */
  async dial(number: string): Promise<SipCall> {
    const from = writeNameAddress(this.identity.name, `sip:${this.identity.number}@${host}`, newTag());
    const target = `sip:${number}@${host}:${this.#pbx.port}`;
    const dialog = SipDialog.outgoing(from, target, this.#contact);
    const call = await this.#newCall(dialog, 'outgoing', { number, name: '' });
    call.begin().catch((error: unknown) => this.#fail(call, error));
    return call;
  }

  /** Registers with the PBX; 0 seconds unregisters. Throws when it refuses. */
  async register(expiresS = 60): Promise<void> {
    const own = `sip:${this.number}@${host}`;
    const target = `sip:${host}:${this.#pbx.port}`;
    const dialog = SipDialog.outgoing(writeNameAddress('', own, newTag()), target, this.#contact);
    const request = dialog.request('REGISTER', [['Expires', String(expiresS)]]);
    // The address of record stands in To as well (section 10.2).
    const headers = Array.from(
      request.headers,
      ([name, value]) => [name, name === 'To' ? `<${own}>` : value] as const,
    );
    const response = await this.#transport.request(
      { ...request, headers: new SipHeaders(headers) },
      this.#pbx,
    );
    if (response.status >= 300) throw new Error(`REGISTER refused: ${response.status} ${response.reason}`);
  }

  /**
   * The next such event that was not handed out before, whether it lies in the past or is yet to come.
   *
   * @throws Error when none comes, with the phone's log
   */
  waitFor(name: CallEventName, matches: (call: SipCall) => boolean = () => true): Promise<SipCall> {
    return this.log.waitFor(name, matches);
  }

  get #contact(): string {
    return `<sip:${this.number}@${host}:${this.#transport.local.port}>`;
  }

  async #onRequest(request: SipRequest): Promise<void> {
    const callId = request.headers.get('Call-ID') ?? '';
    const call = this.calls.find((candidate) => candidate.callId === callId);
    if (request.method === 'NOTIFY') this.#onNotify(request, call);
    if (call !== undefined) {
      call.onRequest(request);
      return;
    }
    if (request.method === 'ACK') return;
    if (request.method === 'INVITE') {
      await this.#onInvite(request);
      return;
    }
    const known = request.method === 'OPTIONS' || request.method === 'NOTIFY';
    const [status, reason] = known
      ? ([200, 'OK'] as const)
      : ([481, 'Call/Transaction Does Not Exist'] as const);
    this.#transport.respond(
      request,
      makeResponse(request, status, reason, { toTag: newTag(), contact: this.#contact }),
    );
  }

  async #onInvite(invite: SipRequest): Promise<void> {
    const dialog = SipDialog.incoming(invite, this.#contact);
    const call = await this.#newCall(dialog, 'incoming', remoteOf(invite.headers.get('From') ?? ''), invite);
    // The caller may have given up already.
    if (call.state === 'ended') return;
    this.#event('incoming', call);
    if (this.#isToldToAnswer(invite)) {
      call.ring();
      call.answer();
      return;
    }
    const behaviour = typeof this.onCall === 'function' ? this.onCall(call) : this.onCall;
    switch (behaviour.do) {
      case 'ring':
        call.ring();
        return;
      case 'answer':
        call.ring();
        this.#later(behaviour.afterMs, call, () => call.answer());
        return;
      case 'divert':
        call.refuse(302, `<sip:${behaviour.to}@${host}:${this.#pbx.port}>`);
        return;
      case 'refuse':
        if (behaviour.afterMs === undefined) {
          call.refuse(behaviour.status);
          return;
        }
        call.ring();
        this.#later(behaviour.afterMs, call, () => call.refuse(behaviour.status));
    }
  }

  #isToldToAnswer(invite: SipRequest): boolean {
    return this.obeysAutoAnswer.some((name) =>
      invite.headers.all(name).some((value) => autoAnswerValues[name].test(value)),
    );
  }

  /** Broadsoft's talk and hold packages: answer or resume, and hold. */
  #onNotify(request: SipRequest, inDialog: SipCall | undefined): void {
    const event = request.headers.get('Event') ?? '';
    this.log.event('notify', event, inDialog);
    if (!this.obeysNotify) return;
    const calls = inDialog ? [inDialog] : this.liveCalls;
    if (event === 'talk') {
      const ringing = calls.find((call) => call.direction === 'incoming' && call.state === 'ringing');
      const held = calls.find((call) => call.heldByUs);
      if (ringing) ringing.answer();
      else held?.resume().catch((error: unknown) => this.#fail(held, error));
    } else if (event === 'hold') {
      const talking = calls.find((call) => call.state === 'up' && !call.heldByUs);
      talking?.hold().catch((error: unknown) => this.#fail(talking, error));
    }
  }

  async #newCall(
    dialog: SipDialog,
    direction: SipCall['direction'],
    remote: SipCall['remote'],
    invite?: SipRequest,
  ): Promise<SipCall> {
    const rtp = new RtpStream();
    const call = new SipCall({
      transport: this.#transport,
      dialog,
      rtp,
      direction,
      remote,
      onEvent: (name, about) => this.#event(name, about),
    });
    call.invite = invite;
    // Known before the first await: a CANCEL may be right behind its INVITE.
    this.calls.push(call);
    await rtp.open(host);
    return call;
  }

  #later(delayMs: number, call: SipCall, deed: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      // Meanwhile the caller may have given up, or a test pressed a key.
      if (call.state === 'ringing') deed();
    }, delayMs);
    this.#timers.add(timer);
  }

  #event(name: CallEventName, call: SipCall): void {
    this.log.event(name, `${call.direction} ${call.remote.number}`, call);
  }

  #fail(call: SipCall, error: unknown): void {
    this.log.event('failed', error instanceof Error ? error.message : String(error), call);
  }
}

const autoAnswerValues: Readonly<Record<AutoAnswerHeader, RegExp>> = {
  'Call-Info': /;\s*answer-after\s*=\s*0\b/i,
  'Alert-Info': /info\s*=\s*"?(alert-autoanswer|auto ?answer)/i,
  'Answer-Mode': /^\s*auto/i,
  'Priv-Answer-Mode': /^\s*auto/i,
};
const autoAnswerHeaders = Object.keys(autoAnswerValues) as AutoAnswerHeader[];
