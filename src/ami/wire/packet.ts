import { type AmiHeader, valuesOf } from './header.ts';
import type { HeaderNames } from './headerNames.ts';
import { WireLines } from './wireLines.ts';

export type { AmiHeader } from './header.ts';

/** No packet has a name with a line end in it. */
const unasked = '\r\n';

/**
 * A block of `Key: value` lines: an event, or the answer to an action. Keys repeat, order counts, and the spelling of a key is
 * not stable between versions (`Uniqueid`, `UniqueID`), so every lookup ignores case.
 */
export class AmiPacket {
  readonly #wire: WireLines | undefined;
  #headers: readonly AmiHeader[] | undefined;
  #event: string | undefined = unasked;

  /** @param from its headers, or the bytes in which they came */
  constructor(from: readonly AmiHeader[] | WireLines) {
    if (from instanceof WireLines) this.#wire = from;
    else this.#headers = from;
  }

  get headers(): readonly AmiHeader[] {
    return (this.#headers ??= this.#wire?.headers() ?? []);
  }

  /** The first value under that name, or undefined. An empty value is `''`. */
  get(name: string): string | undefined {
    if (this.#wire !== undefined) return this.#wire.get(name);
    return valuesOf(this.headers, name).next().value;
  }

  /** As `get`, for what packets name again and again: the same value is the same text, and costs no new one. */
  id(name: string): string | undefined {
    return this.#wire === undefined ? this.get(name) : this.#wire.id(name);
  }

  /**
   * For a packet that is kept to be read later: the piece of memory, some 64 KiB, that is kept with it. Undefined when it is read already,
   * or does not have all of these headers.
   */
  memoryOf(names: HeaderNames): object | undefined {
    return this.#wire?.hasAll(names) === true ? this.#wire.memory : undefined;
  }

  /** All values under that name, in order. */
  all(name: string): string[] {
    if (this.#wire !== undefined) return this.#wire.all(name);
    return [...valuesOf(this.headers, name)];
  }

  get event(): string | undefined {
    // Everybody who hears a packet asks for it first.
    if (this.#event === unasked)
      this.#event = this.#wire === undefined ? this.get('event') : this.#wire.event();
    return this.#event;
  }

  /** Beware: the event OriginateResponse has a header `Response` too. Look at `event` first. */
  get response(): string | undefined {
    return this.get('response');
  }

  get actionId(): string | undefined {
    return this.get('actionid');
  }

  get message(): string | undefined {
    return this.get('message');
  }

  /** The lines a command printed, the same for AMI 1.x (`Response: Follows`) and for 2.x and later (`Output:` lines). */
  get output(): string[] {
    return this.all('output');
  }

  /** As an object: a key that repeats has a list. For people and logs; code asks with `get` and `all`. */
  fields(): Record<string, string | string[]> {
    const fields = Object.create(null) as Record<string, string | string[]>;
    const spelling = new Map<string, string>();
    for (const [name, value] of this.headers) {
      const key = spelling.get(name.toLowerCase()) ?? name;
      spelling.set(name.toLowerCase(), key);
      const before = fields[key];
      if (before === undefined) fields[key] = value;
      else if (typeof before === 'string') fields[key] = [before, value];
      else before.push(value);
    }
    return fields;
  }

  toJSON(): Record<string, string | string[]> {
    return this.fields();
  }
}
