import type { RTCSession } from 'jssip/lib/RTCSession';
import type { PhoneAct, PhoneDialog, PhoneOutcome } from '../../src/phone/phone.ts';
import { closeMicrophone, openMicrophone } from './microphone.ts';
import { SoundWatch } from './soundWatch.ts';

/** How long to wait for further addresses once one is known, ms: JsSIP would wait for all, which takes seconds where there are VPNs. */
const gatheredMs = 50;
/** Of a key, and the pause after it (Asterisk wants 80 ms, `dtmf_min_duration`), ms. */
const keyMs = 100;
const pauseMs = 70;
/** RFC 3261: declined, for all phones of this user. */
const declined = 603;

/** One call of the phone: what SIP, the microphone and the speaker have to do with it. */
export class PhoneCall {
  readonly sipCallId: string;
  readonly #session: RTCSession;
  readonly #invitation: string | undefined;
  readonly #isReachable: () => boolean;
  readonly #onChanged: () => void;
  readonly #speaker = document.createElement('audio');
  #microphone: MediaStream | undefined;
  #isUp = false;
  #sound: SoundWatch | undefined;
  #isEnded = false;

  constructor(
    session: RTCSession,
    from: {
      readonly sipCallId: string;
      readonly invitation: string | undefined;
      /** The phone system, by SIP. */
      readonly isReachable: () => boolean;
    },
    onChanged: () => void,
  ) {
    this.#session = session;
    this.sipCallId = from.sipCallId;
    this.#invitation = from.invitation;
    this.#isReachable = from.isReachable;
    this.#onChanged = onChanged;
    session.on('peerconnection', ({ peerconnection }) => this.#connect(peerconnection));
    session.on('accepted', () => this.#change(() => (this.#isUp = true)));
    session.on('ended', () => this.#end());
    session.on('failed', () => this.#end());
    // Where the PBX wants a call to go, it sends it itself.
    session.on('refer', ({ reject }) => reject());
    let first = true;
    session.on('icecandidate', ({ ready }) => {
      if (first) setTimeout(ready, gatheredMs);
      first = false;
    });
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  get dialog(): PhoneDialog {
    const { silence, quality } = this.#sound ?? {};
    return {
      sipCallId: this.sipCallId,
      state: this.#isUp ? 'up' : 'ringing',
      ...(this.#invitation === undefined ? {} : { invitation: this.#invitation }),
      ...(silence === undefined ? {} : { silence }),
      ...(quality === undefined ? {} : { quality }),
    };
  }

  do(act: PhoneAct): Promise<PhoneOutcome> {
    switch (act.do) {
      case 'answer':
        return this.#answer();
      case 'hold':
        return this.#reinvite('hold');
      case 'resume':
        return this.#reinvite('unhold');
      case 'mute':
        return this.#whenUp(() => this.#session.mute({ audio: true }));
      case 'unmute':
        return this.#whenUp(() => this.#session.unmute({ audio: true }));
      case 'press':
        return this.#press(act.key);
      case 'end':
        return this.#terminate();
    }
  }

  /** The phone system was away: whether it still has the call, and how the sound gets there now. One that it has not is ended by this. */
  recover(): void {
    if (this.#isUp) this.#session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
  }

  async #answer(): Promise<PhoneOutcome> {
    if (this.#isUp) return 'done';
    const microphone = await openMicrophone();
    if (microphone === undefined) return 'noMicrophone';
    this.#microphone = microphone;
    if (this.#isEnded) {
      closeMicrophone(microphone);
      return 'noSuchCall';
    }
    this.#session.answer({ mediaStream: microphone, pcConfig: { iceServers: [] } });
    return 'done';
  }

  #reinvite(how: 'hold' | 'unhold'): Promise<PhoneOutcome> {
    // JsSIP ends a call whose re-INVITE cannot be sent; the sound goes on without it.
    if (!this.#isReachable()) return Promise.resolve('failed');
    const { local } = this.#session.isOnHold();
    if (local === (how === 'hold')) return Promise.resolve('done');
    return new Promise((resolve) => {
      this.#session.on('ended', () => resolve('failed'));
      if (!this.#session[how]({}, () => resolve('done'))) resolve('failed');
    });
  }

  async #press(key: string): Promise<PhoneOutcome> {
    const sender = this.#session.connection.getSenders().find(({ track }) => track?.kind === 'audio');
    const { dtmf } = sender ?? {};
    if (dtmf?.canInsertDTMF !== true) return 'failed';
    const sent = new Promise<PhoneOutcome>((resolve) => {
      dtmf.ontonechange = ({ tone }) => {
        if (tone === '') resolve('done');
      };
    });
    dtmf.insertDTMF(key, keyMs, pauseMs);
    return sent;
  }

  #terminate(): Promise<PhoneOutcome> {
    if (!this.#isEnded) this.#session.terminate(this.#isUp ? {} : { status_code: declined });
    return Promise.resolve('done');
  }

  #whenUp(act: () => void): Promise<PhoneOutcome> {
    if (!this.#isUp) return Promise.resolve('failed');
    act();
    return Promise.resolve('done');
  }

  #connect(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ streams: [stream] }) => {
      this.#speaker.srcObject = stream ?? null;
      document.body.append(this.#speaker);
      void this.#speaker.play().catch(() => undefined);
    });
    this.#sound = new SoundWatch(connection, () => this.#change(() => undefined));
  }

  #end(): void {
    closeMicrophone(this.#microphone);
    this.#sound?.stop();
    this.#speaker.srcObject = null;
    this.#speaker.remove();
    this.#change(() => (this.#isEnded = true));
  }

  #change(change: () => void): void {
    if (this.#isEnded) return;
    change();
    this.#onChanged();
  }
}
