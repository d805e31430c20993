import type { Clock, Timer } from '../../src/world/edges.ts';
import type { LockState } from './lockState.ts';

export interface KeyringGateOptions {
  readonly state: () => Promise<LockState>;
  /** Has the system ask the person for the keyring's password; resolves to whether the keyring can be used after that. */
  readonly ask: () => Promise<boolean>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** The keyring that was locked is open, by whichever way. */
  readonly onOpened: () => void;
}

/** `absent`: there is no keyring that could be opened. */
export type GateState = 'open' | 'locked' | 'absent';

/** Somebody may open the keyring for another program: looked for this often while it keeps us from the PBX. */
const watchMs = 5_000;

/**
 * Stands before a keyring that may be locked. Chromium asks for a locked one's password in the middle of a call that the whole app would wait
 * for, and takes a refusal for its last word: so it is not called before the keyring is open.
 */
export class KeyringGate {
  readonly #options: KeyringGateOptions;
  #asking: Promise<boolean> | undefined;
  /** The person said no to a question that they had not asked for: it is not put again unless they want it. */
  #wasAsked = false;
  #isAbsent = false;
  #watching: Timer | undefined;

  constructor(options: KeyringGateOptions) {
    this.#options = options;
  }

  /** @param mayAsk the person may be asked to open it, once; what they answer then holds */
  async state(mayAsk: boolean): Promise<GateState> {
    if (this.#isAbsent) return 'absent';
    const state = await this.#options.state();
    if (state === 'open') return 'open';
    if (state === 'unknown') {
      // Whether asking would block us is not known: it is asked from outside, and the answer holds.
      if (await this.#ask()) return 'open';
      this.#isAbsent = true;
      return 'absent';
    }
    if (mayAsk && (!this.#wasAsked || this.#asking !== undefined) && (await this.#ask())) return 'open';
    this.#watch();
    return 'locked';
  }

  /** The person wants it opened. */
  async unlock(): Promise<boolean> {
    const state = await this.state(false);
    if (state !== 'locked') return state === 'open';
    const opened = await this.#ask();
    if (opened) this.#opened();
    return opened;
  }

  stop(): void {
    this.#options.clock.clearTimeout(this.#watching);
  }

  #ask(): Promise<boolean> {
    this.#wasAsked = true;
    this.#asking ??= this.#options.ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  #watch(): void {
    const { clock, state } = this.#options;
    this.#watching ??= clock.setTimeout(() => {
      void state().then((now) => {
        if (this.#watching === undefined) return;
        this.#watching = undefined;
        if (now === 'open') this.#opened();
        else this.#watch();
      });
    }, watchMs);
  }

  #opened(): void {
    this.#options.clock.clearTimeout(this.#watching);
    this.#watching = undefined;
    this.#options.onOpened();
  }
}
