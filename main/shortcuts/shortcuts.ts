import {
  type HotkeyKeys,
  type HotkeyName,
  hotkeyNames,
  type HotkeyState,
  type HotkeyStates,
} from '../../src/ipc/hotkeys.ts';
import { readAccelerator } from './accelerator.ts';

/** Electron's `globalShortcut`. */
export interface Registrar {
  register(accelerator: string, callback: () => void): boolean;
  unregister(accelerator: string): void;
}

export interface ShortcutsOptions {
  readonly registrar: Registrar;
  readonly platform: string;
  /** Monotonic. */
  readonly nowMs: () => number;
  readonly onPressed: (name: HotkeyName) => void;
}

/** A key that is held down repeats, and a hand may strike twice: within this time it is one wish. */
const debounceMs = 250;

/** What would become of the keys, as far as that is known without asking the system. */
function checkShortcuts(wished: HotkeyKeys, platform: string): HotkeyStates {
  const owners = new Map<string, HotkeyName>();
  const stateOf = (name: HotkeyName): HotkeyState => {
    const text = wished[name].trim();
    if (text === '') return { state: 'none' };
    const reading = readAccelerator(text, platform);
    if (!reading.ok) return { state: 'wrong', code: reading.code };
    const { canonical } = reading.accelerator;
    const owner = owners.get(canonical);
    if (owner !== undefined) return { state: 'duplicate', keys: canonical, of: owner };
    owners.set(canonical, name);
    return { state: 'works', keys: canonical };
  };
  return ofEach(stateOf);
}

function ofEach<Value>(valueOf: (name: HotkeyName) => Value): Record<HotkeyName, Value> {
  return Object.fromEntries(hotkeyNames.map((name) => [name, valueOf(name)])) as Record<HotkeyName, Value>;
}

const noKeys: HotkeyKeys = ofEach(() => '');

/** The hotkeys in force. */
export class Shortcuts {
  readonly #options: ShortcutsOptions;
  readonly #held = new Set<string>();
  readonly #pressedMs = new Map<HotkeyName, number>();
  #wished: HotkeyKeys = noKeys;
  #states: HotkeyStates;
  #paused = false;

  constructor(options: ShortcutsOptions) {
    this.#options = options;
    this.#states = checkShortcuts(noKeys, options.platform);
  }

  get states(): HotkeyStates {
    return this.#states;
  }

  /** Lets go of what was held, and takes what is wished for now. */
  configure(wished: HotkeyKeys): HotkeyStates {
    this.#wished = wished;
    this.#states = this.#take(wished);
    if (this.#paused) this.release();
    return this.#states;
  }

  /** What would come of other keys, without leaving them taken. No key is pressed meanwhile: it is over before the next event. */
  probe(wished: HotkeyKeys): HotkeyStates {
    const states = this.#take(wished);
    if (this.#paused) this.release();
    else this.#take(this.#wished);
    return states;
  }

  /** While keys are being recorded they are to reach the window, not to do something. */
  pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    if (paused) this.release();
    else this.#states = this.#take(this.#wished);
  }

  release(): void {
    for (const keys of this.#held) this.#options.registrar.unregister(keys);
    this.#held.clear();
  }

  #take(wished: HotkeyKeys): HotkeyStates {
    this.release();
    const checked = checkShortcuts(wished, this.#options.platform);
    return ofEach((name) => this.#takeOne(name, checked[name]));
  }

  #takeOne(name: HotkeyName, state: HotkeyState): HotkeyState {
    if (state.state !== 'works') return state;
    const { keys } = state;
    if (!this.#registers(keys, name)) return { state: 'taken', keys };
    this.#held.add(keys);
    return state;
  }

  /** Electron throws for what it cannot read, which here can only be a key that this system's keyboards have not. */
  #registers(keys: string, name: HotkeyName): boolean {
    try {
      return this.#options.registrar.register(keys, () => this.#pressed(name));
    } catch {
      return false;
    }
  }

  #pressed(name: HotkeyName): void {
    const nowMs = this.#options.nowMs();
    const lastMs = this.#pressedMs.get(name);
    // While it repeats it is still the same stroke.
    this.#pressedMs.set(name, nowMs);
    if (lastMs !== undefined && nowMs - lastMs < debounceMs) return;
    this.#options.onPressed(name);
  }
}
