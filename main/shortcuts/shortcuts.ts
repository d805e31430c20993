import { type AcceleratorCode, readAccelerator } from './accelerator.ts';

/** What a hotkey can do. */
export const shortcutNames = ['showPanel', 'answer', 'hangUp', 'hold', 'mute', 'dialSelected'] as const;
export type ShortcutName = (typeof shortcutNames)[number];

/** The keys that are wished for, as Electron writes them; empty: none. */
export type ShortcutKeys = Readonly<Record<ShortcutName, string>>;

/** What came of one of them, as the settings tell it. */
export type ShortcutState =
  | { readonly state: 'none' }
  | { readonly state: 'works'; readonly keys: string }
  | { readonly state: 'wrong'; readonly code: AcceleratorCode }
  /** Another hotkey of ours has the same keys, and comes first. */
  | { readonly state: 'duplicate'; readonly of: ShortcutName }
  /** Another program has it, or the system gave no reason. */
  | { readonly state: 'taken'; readonly keys: string };

export type ShortcutStates = Readonly<Record<ShortcutName, ShortcutState>>;

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
  readonly onPressed: (name: ShortcutName) => void;
}

/** A key that is held down repeats, and a hand may strike twice: within this time it is one wish. */
const debounceMs = 250;

/** What would become of the keys, as far as that is known without asking the system. */
function checkShortcuts(wished: ShortcutKeys, platform: string): ShortcutStates {
  const owners = new Map<string, ShortcutName>();
  const stateOf = (name: ShortcutName): ShortcutState => {
    const text = wished[name].trim();
    if (text === '') return { state: 'none' };
    const reading = readAccelerator(text, platform);
    if (!reading.ok) return { state: 'wrong', code: reading.code };
    const { canonical } = reading.accelerator;
    const owner = owners.get(canonical);
    if (owner !== undefined) return { state: 'duplicate', of: owner };
    owners.set(canonical, name);
    return { state: 'works', keys: canonical };
  };
  return Object.fromEntries(shortcutNames.map((name) => [name, stateOf(name)])) as Record<
    ShortcutName,
    ShortcutState
  >;
}

/** The hotkeys in force. */
export class Shortcuts {
  readonly #options: ShortcutsOptions;
  readonly #held = new Set<string>();
  readonly #pressedMs = new Map<ShortcutName, number>();
  #states: ShortcutStates;

  constructor(options: ShortcutsOptions) {
    this.#options = options;
    const none = Object.fromEntries(shortcutNames.map((name) => [name, ''])) as Record<ShortcutName, string>;
    this.#states = checkShortcuts(none, options.platform);
  }

  get states(): ShortcutStates {
    return this.#states;
  }

  /** Lets go of what was held, and takes what is wished for now. */
  configure(wished: ShortcutKeys): ShortcutStates {
    this.release();
    const checked = checkShortcuts(wished, this.#options.platform);
    this.#states = Object.fromEntries(
      shortcutNames.map((name) => [name, this.#take(name, checked[name])]),
    ) as Record<ShortcutName, ShortcutState>;
    return this.#states;
  }

  release(): void {
    for (const keys of this.#held) this.#options.registrar.unregister(keys);
    this.#held.clear();
  }

  #take(name: ShortcutName, state: ShortcutState): ShortcutState {
    if (state.state !== 'works') return state;
    const { keys } = state;
    if (!this.#registers(keys, name)) return { state: 'taken', keys };
    this.#held.add(keys);
    return state;
  }

  /** Electron throws for what it cannot read, which here can only be a key that this system's keyboards have not. */
  #registers(keys: string, name: ShortcutName): boolean {
    try {
      return this.#options.registrar.register(keys, () => this.#pressed(name));
    } catch {
      return false;
    }
  }

  #pressed(name: ShortcutName): void {
    const nowMs = this.#options.nowMs();
    const lastMs = this.#pressedMs.get(name);
    // While it repeats it is still the same stroke.
    this.#pressedMs.set(name, nowMs);
    if (lastMs !== undefined && nowMs - lastMs < debounceMs) return;
    this.#options.onPressed(name);
  }
}
