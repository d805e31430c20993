import type { AmiPacket } from '../../../ami/wire/packet.ts';
import type { Lamp, LampState } from '../../../cti/people/lamp.ts';
import { type Hint, isSet, lampOf, readHint } from './hint.ts';

interface Entry {
  readonly hint: Hint;
  /** Where the hint stands; `undefined` where the PBX was asked in the context that is dialled in, which may include that one. */
  readonly context: string | undefined;
  readonly status: number;
}

const noHint: Entry = { hint: readHint(''), context: undefined, status: -1 };

/** `unsure`: there may be a hint now where there was none. */
export type Hearing = 'changed' | 'same' | 'unsure';

/** The lamps of the extensions that are watched, as the PBX last reported them. */
export class LampBoard {
  readonly #entries = new Map<string, Entry>();
  /** Of the states that say "do not disturb", by their name. */
  readonly #devices = new Map<string, string>();
  readonly #presences = new Map<string, string>();

  get extensions(): readonly string[] {
    return [...this.#entries.keys()];
  }

  get lamps(): readonly Lamp[] {
    return this.extensions.map((extension) => ({ extension, state: this.state(extension) }));
  }

  get hints(): readonly Hint[] {
    return [...this.#entries.values()].map(({ hint }) => hint);
  }

  /** Extension by phone, e.g. 102 by `PJSIP/102`. */
  get phones(): ReadonlyMap<string, string> {
    const all = [...this.#entries].flatMap(([extension, { hint }]) =>
      hint.devices.map((device) => [device, extension] as const),
    );
    return new Map(all);
  }

  state(extension: string): LampState {
    const { hint, status } = this.#entries.get(extension) ?? noHint;
    const quiet = hint.quiet.map((device) => this.#devices.get(device));
    const isKnown = quiet.length > 0 && quiet.every((state) => state !== undefined);
    return lampOf(hint, {
      status,
      isQuiet: isKnown ? quiet.some((state) => isSet(state)) : undefined,
      presence: hint.presence === undefined ? undefined : this.#presences.get(hint.presence),
    });
  }

  has(extension: string): boolean {
    return this.#entries.has(extension);
  }

  /** These and no others; of those that stay, what is known stays. */
  watch(extensions: readonly string[]): void {
    const before = new Map(this.#entries);
    this.#entries.clear();
    for (const extension of extensions) this.#entries.set(extension, before.get(extension) ?? noHint);
  }

  /** Nothing is known any more. */
  forget(): void {
    for (const extension of this.#entries.keys()) this.#entries.set(extension, noHint);
    this.#devices.clear();
    this.#presences.clear();
  }

  /** As the PBX lists it, or answers. @param context only where the packet names the hint's own */
  place(extension: string, packet: AmiPacket | undefined, context?: string): void {
    if (!this.has(extension)) return;
    this.#entries.set(extension, packet === undefined ? noHint : entryOf(packet, context));
  }

  /** A device of the list; only those that hints name are kept. */
  placeDevice(packet: AmiPacket): boolean {
    const [device, state] = [packet.get('Device'), packet.get('State')];
    if (device === undefined || state === undefined) return false;
    const isNamed = this.hints.some(({ quiet }) => quiet.includes(device));
    if (!isNamed || this.#devices.get(device) === state) return false;
    this.#devices.set(device, state);
    return true;
  }

  placePresence(provider: string, state: string): boolean {
    if (this.#presences.get(provider) === state) return false;
    this.#presences.set(provider, state);
    return true;
  }

  /** Whether an event is about what is watched; the rest is not worth keeping while the PBX is being asked. */
  isAbout(packet: AmiPacket): boolean {
    switch (packet.event) {
      case 'ExtensionStatus':
      case 'PresenceStatus':
        return this.has(packet.get('Exten') ?? '');
      case 'DeviceStateChange':
        return packet.get('Device')?.startsWith('Custom:') === true;
      default:
        return false;
    }
  }

  /**
   * What keeps the presence of somebody who is said to want no calls: Asterisk 16 reports that it was set, and not that it was taken
   * back (`not_set`), so it is asked for again with the next event of that extension.
   */
  doubtful(packet: AmiPacket): string | undefined {
    if (packet.event !== 'ExtensionStatus') return undefined;
    const { presence } = (this.#entries.get(packet.get('Exten') ?? '') ?? noHint).hint;
    return presence !== undefined && this.#presences.get(presence) === 'dnd' ? presence : undefined;
  }

  /** One for which `isAbout` is true. */
  hear(packet: AmiPacket): Hearing {
    if (packet.event === 'DeviceStateChange') return this.placeDevice(packet) ? 'changed' : 'same';
    const extension = packet.get('Exten') ?? '';
    const entry = this.#entries.get(extension) ?? noHint;
    if (entry.hint.text === '') return 'unsure';
    if (!isOf(entry, packet)) return 'same';
    const before = this.state(extension);
    if (packet.event === 'PresenceStatus') {
      if (entry.hint.presence !== undefined)
        this.#presences.set(entry.hint.presence, packet.get('Status') ?? '');
    } else {
      this.#entries.set(extension, changed(entry, packet));
    }
    return this.state(extension) === before ? 'same' : 'changed';
  }
}

function entryOf(packet: AmiPacket, context: string | undefined): Entry {
  return { hint: readHint(packet.get('Hint') ?? ''), context, status: statusOf(packet) };
}

/** Two sites of one PBX may have an extension of the same number, each in a context of its own. */
function isOf({ hint, context }: Entry, packet: AmiPacket): boolean {
  if (context !== undefined) return packet.get('Context') === context;
  return packet.get('Hint') === hint.text;
}

/** While the dial plan is loaded again, a hint is empty for a moment, and its state is right (16 and 22). */
function changed({ hint, context }: Entry, packet: AmiPacket): Entry {
  const text = packet.get('Hint') ?? '';
  return {
    hint: text === '' || text === hint.text ? hint : readHint(text),
    context: context ?? packet.get('Context'),
    status: statusOf(packet),
  };
}

function statusOf(packet: AmiPacket): number {
  const status = Number.parseInt(packet.get('Status') ?? '', 10);
  return Number.isNaN(status) ? -1 : status;
}
