/** One line of a packet, as it was spelled. A line without a colon has the name `''`. */
export type AmiHeader = readonly [name: string, value: string];

/**
 * A block of `Key: value` lines: an event, or the answer to an action. Keys repeat, order counts, and the spelling of a key is
 * not stable between versions (`Uniqueid`, `UniqueID`), so every lookup ignores case.
 */
export class AmiPacket {
  readonly headers: readonly AmiHeader[];

  constructor(headers: readonly AmiHeader[]) {
    this.headers = headers;
  }

  /** The first value under that name, or undefined. An empty value is `''`. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    for (const [key, value] of this.headers) if (isNamed(key, wanted)) return value;
    return undefined;
  }

  /** All values under that name, in order. */
  all(name: string): string[] {
    const wanted = name.toLowerCase();
    const values: string[] = [];
    for (const [key, value] of this.headers) if (isNamed(key, wanted)) values.push(value);
    return values;
  }

  get event(): string | undefined {
    return this.get('event');
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

function isNamed(key: string, wanted: string): boolean {
  // The length first: it saves nearly every toLowerCase in a packet of thirty headers.
  return key.length === wanted.length && key.toLowerCase() === wanted;
}
