/** A name that is asked for. */
export interface Wanted {
  /** In small letters. Undefined for one that bytes do not tell: none, or one in another script, whose case only the text shows. */
  readonly bytes: Uint8Array | undefined;
  /** What a command printed keeps its indentation. */
  readonly isOutput: boolean;
}

/** Our own code asks, so there are no more than in the dialects and a connector's settings. */
const asked = new Map<string, Wanted>();
const askedMax = 1000;

export function wantedFor(name: string): Wanted {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const small = name.toLowerCase();
  const isPlain = /^[!-~]+$/.test(name);
  const wanted = { bytes: isPlain ? Buffer.from(small) : undefined, isOutput: small === 'output' };
  if (asked.size < askedMax) asked.set(name, wanted);
  return wanted;
}

/** Headers that are looked for together, again and again. */
export class HeaderNames {
  readonly names: readonly string[];
  readonly #wanted: readonly Wanted[];
  /** In which line each was last; versions and events differ, but one PBX sends the same event in the same order. */
  readonly #lines: number[];

  constructor(names: readonly string[]) {
    this.names = names;
    this.#wanted = names.map(wantedFor);
    this.#lines = names.map(() => 0);
  }

  /** @param isAt whether a line has the name. @returns whether each is in one of them */
  areIn(count: number, isAt: (name: Uint8Array, line: number) => boolean): boolean {
    for (const [index, { bytes }] of this.#wanted.entries()) {
      if (bytes === undefined) return false;
      const last = this.#lines[index] ?? 0;
      if (last < count && isAt(bytes, last)) continue;
      let line = 0;
      while (line < count && !isAt(bytes, line)) line += 1;
      if (line === count) return false;
      this.#lines[index] = line;
    }
    return true;
  }
}
