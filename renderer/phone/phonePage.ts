import { UA, WebSocketInterface } from 'jssip';
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA';
import type { OffhookBridge } from '../../src/ipc/contract.ts';
import {
  invitationHeader,
  type PhoneOrder,
  type PhoneSetup,
  type Registration,
} from '../../src/phone/phone.ts';
import { PhoneCall } from './phoneCall.ts';
import { hasMicrophone } from './microphone.ts';

/** More calls at once are somebody's mistake, or malice. */
const callsMax = 8;
/** RFC 3261: busy here. */
const busy = 486;
/** Asterisk forgets a phone that is gone after this, s. */
const registeredS = 120;
/** Between two attempts to connect, s: at first, and at most. */
const again = { min: 1, max: 2 } as const;

/** The phone: registers with the phone system, and has its calls. It decides nothing: it reports, and does as it is asked. */
export class PhonePage {
  readonly #bridge: OffhookBridge;
  readonly #calls = new Map<string, PhoneCall>();
  #ua: UA | undefined;
  #registration: Registration = { state: 'registering' };
  #hasMicrophone = true;
  #wasAway = false;

  constructor(bridge: OffhookBridge) {
    this.#bridge = bridge;
  }

  async start(): Promise<void> {
    const setup = await this.#bridge.request('phone:setup');
    if (setup === null) return;
    this.#bridge.on('phone:order', (order) => void this.#obey(order));
    this.#bridge.on('phone:wake', () => this.#wake());
    window.addEventListener('online', () => this.#wake());
    navigator.mediaDevices.addEventListener('devicechange', () => void this.#lookForMicrophone());
    this.#ua = this.#createUa(setup);
    this.#ua.start();
    await this.#lookForMicrophone();
  }

  #createUa({ address, user, password }: PhoneSetup): UA {
    const { hostname } = new URL(address);
    const ua = new UA({
      sockets: [new WebSocketInterface(address)],
      uri: `sip:${encodeURIComponent(user)}@${hostname}`,
      authorization_user: user,
      password,
      register: true,
      register_expires: registeredS,
      session_timers: false,
      // How long it rings is for the PBX to say, s.
      no_answer_timeout: 3_600,
      connection_recovery_min_interval: again.min,
      connection_recovery_max_interval: again.max,
      user_agent: 'Offhook',
    });
    ua.on('registered', () => this.#registered());
    ua.on('registrationFailed', ({ response, cause }) => {
      const status = (response as { status_code?: number } | null)?.status_code;
      const isLogin = [401, 403, 407].includes(status ?? 0) || String(cause) === 'Authentication Error';
      const code = isLogin ? 'loginRefused' : status === undefined ? 'unreachable' : 'registrationRefused';
      this.#register({ state: 'failed', fault: { code, detail: `${status ?? ''} ${cause ?? ''}`.trim() } });
    });
    ua.on('disconnected', ({ error, code }) => {
      this.#wasAway = true;
      const detail = code === undefined ? {} : { detail: `WebSocket ${code}` };
      if (error || this.#registration.state !== 'failed')
        this.#register({ state: 'failed', fault: { code: 'unreachable', ...detail } });
    });
    ua.on('newRTCSession', (event: RTCSessionEvent) => this.#ring(event));
    return ua;
  }

  #registered(): void {
    // What stood when the link broke may be over, or the sound may have to find another way.
    if (this.#wasAway) for (const call of this.#calls.values()) call.recover();
    this.#wasAway = false;
    this.#register({ state: 'registered' });
  }

  #register(registration: Registration): void {
    this.#registration = registration;
    this.#report();
  }

  #ring(event: RTCSessionEvent): void {
    const { session, request } = event;
    if (!isIncoming(event)) return;
    if (this.#calls.size >= callsMax) {
      session.terminate({ status_code: busy });
      return;
    }
    const sipCallId = (request as { call_id?: string }).call_id ?? '';
    const invitation = (request as { getHeader: (name: string) => string | undefined }).getHeader(
      invitationHeader,
    );
    const isReachable = (): boolean => this.#ua?.isConnected() === true;
    const call = new PhoneCall(session, { sipCallId, invitation, isReachable }, () => {
      if (call.isEnded) this.#calls.delete(sipCallId);
      this.#report();
    });
    this.#calls.set(sipCallId, call);
    this.#report();
  }

  async #obey({ id, sipCallId, act }: PhoneOrder): Promise<void> {
    const call = this.#calls.get(sipCallId);
    const outcome = call === undefined ? 'noSuchCall' : await call.do(act).catch(() => 'failed' as const);
    await this.#bridge.request('phone:settle', id, outcome);
  }

  /** JsSIP waits before it connects again; what it waited for is here. */
  #wake(): void {
    const ua = this.#ua;
    if (ua === undefined || ua.isRegistered()) return;
    if (ua.isConnected()) ua.register();
    else if (this.#calls.size === 0) {
      ua.stop();
      ua.start();
    }
  }

  async #lookForMicrophone(): Promise<void> {
    this.#hasMicrophone = await hasMicrophone();
    this.#report();
  }

  #report(): void {
    const dialogs = [...this.#calls.values()].map(({ dialog }) => dialog);
    void this.#bridge.request('phone:report', {
      registration: this.#registration,
      hasMicrophone: this.#hasMicrophone,
      dialogs,
    });
  }
}

function isIncoming(event: RTCSessionEvent): event is IncomingRTCSessionEvent {
  return (event.originator as string) === 'remote';
}
