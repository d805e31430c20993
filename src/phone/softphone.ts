import type { Clock, Timer } from '../world/edges.ts';
import type {
  PhoneAct,
  PhoneDialog,
  PhoneFault,
  PhoneOrder,
  PhoneOutcome,
  PhoneReport,
  PhoneView,
  Registration,
} from './phone.ts';

export interface SoftphoneOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  /** Hands an order to the phone's page. */
  readonly send: (order: PhoneOrder) => void;
}

/** What the line needs of a phone in the app. */
export type LinePhone = Pick<Softphone, 'view' | 'invite' | 'order' | 'onChanged'>;

/** A page that does not answer an order in this time is gone, or hangs. Longer than a microphone takes to open, ms. */
const orderMs = 5_000;
/** How long after the PBX reported a call its INVITE may be on its way through the page, ms. */
const arrivesMs = 1_000;
/** How long an INVITE that was asked for may take, ms. */
const invitedMs = 30_000;

const fresh: PhoneView = { registration: { state: 'registering' }, hasMicrophone: true, dialogs: [] };

/**
 * The phone in the app, as far as its page has reported. It carries orders out at once; what becomes of a call is for the PBX to say. It
 * answers without being asked only what Offhook itself has dialled.
 */
export class Softphone {
  readonly #options: SoftphoneOptions;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<string, (outcome: PhoneOutcome) => void>();
  /** Invitations that were not used yet, each with the timer that ends it. */
  readonly #invited = new Map<string, Timer>();
  #view = fresh;

  constructor(options: SoftphoneOptions) {
    this.#options = options;
  }

  get view(): PhoneView {
    return this.#view;
  }

  /** Each change of `view`. @returns the function that ends it */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A word that one INVITE may bring in its header: the phone answers it at once. It is good for one call, and not for long. */
  invite(): string {
    const { clock, newId } = this.#options;
    const invitation = newId();
    this.#invited.set(
      invitation,
      clock.setTimeout(() => this.#invited.delete(invitation), invitedMs),
    );
    return invitation;
  }

  /** Has the phone do something with a call. Never rejects; `failed`: also where no answer comes. */
  async order(sipCallId: string, act: PhoneAct): Promise<PhoneOutcome> {
    if (!(await this.#arrived(sipCallId))) return 'noSuchCall';
    return this.#ask(sipCallId, act);
  }

  /** What the page knows now. */
  report(report: PhoneReport): void {
    const before = this.#view;
    this.#view = { ...report, registration: knownBetter(before, report) };
    for (const dialog of report.dialogs) if (!isIn(before, dialog.sipCallId)) this.#welcome(dialog);
    this.#tell();
  }

  /** An order was carried out, or not. */
  settle(orderId: string, outcome: PhoneOutcome): void {
    this.#waiting.get(orderId)?.(outcome);
  }

  /** The phone cannot be called, for a reason that its page does not know. */
  fail(fault: PhoneFault): void {
    this.#view = { ...this.#view, registration: { state: 'failed', fault } };
    this.#tell();
  }

  /** Its page is gone, and its calls with it. */
  lose(): void {
    this.#view = fresh;
    for (const settle of [...this.#waiting.values()]) settle('failed');
    for (const timer of this.#invited.values()) this.#options.clock.clearTimeout(timer);
    this.#invited.clear();
    this.#tell();
  }

  #welcome({ sipCallId, state, invitation }: PhoneDialog): void {
    if (invitation === undefined || state !== 'ringing') return;
    const timer = this.#invited.get(invitation);
    if (timer === undefined) return;
    this.#options.clock.clearTimeout(timer);
    this.#invited.delete(invitation);
    void this.#ask(sipCallId, { do: 'answer' });
  }

  #ask(sipCallId: string, act: PhoneAct): Promise<PhoneOutcome> {
    const { clock, newId, send } = this.#options;
    const id = newId();
    return new Promise((resolve) => {
      const settle = (outcome: PhoneOutcome): void => {
        clock.clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(outcome);
      };
      const timer = clock.setTimeout(() => settle('failed'), orderMs);
      this.#waiting.set(id, settle);
      send({ id, sipCallId, act });
    });
  }

  /** The PBX may report a call before the page does. */
  #arrived(sipCallId: string): Promise<boolean> {
    if (isIn(this.#view, sipCallId)) return Promise.resolve(true);
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const end = (isThere: boolean): void => {
        clock.clearTimeout(timer);
        stop();
        resolve(isThere);
      };
      const timer = clock.setTimeout(() => end(false), arrivesMs);
      const stop = this.onChanged(() => {
        if (isIn(this.#view, sipCallId)) end(true);
      });
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A page learns only that it cannot connect; the reason that was found stays, however often it tries. */
function knownBetter({ registration: before }: PhoneView, { registration }: PhoneReport): Registration {
  const isVague = registration.state === 'failed' && registration.fault.code === 'unreachable';
  return isVague && before.state === 'failed' ? before : registration;
}

function isIn({ dialogs }: PhoneView, sipCallId: string): boolean {
  return dialogs.some((dialog) => dialog.sipCallId === sipCallId);
}
