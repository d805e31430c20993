import { TokenBucket } from '../../src/messaging/tokenBucket.ts';

/** Lines of one kind in a row, and then one a minute: a page that is refused 20,000 times must not push the rest out of the log. */
const burst = 30;
const perSecond = 1 / 60;
/** More kinds than the code has: those beyond it share one. */
const kindsMax = 500;
const others = 'others';

interface Kind {
  readonly bucket: TokenBucket;
  unwritten: number;
}

/** How much of the log each kind of entry may have. */
export class LogQuota {
  readonly #kinds = new Map<string, Kind>();

  /** @returns how many like it were not written before it; `undefined`: nor is this one */
  take(what: string, nowMs: number): number | undefined {
    const kind = this.#kindOf(what, nowMs);
    if (!kind.bucket.take(nowMs)) {
      kind.unwritten += 1;
      return undefined;
    }
    const { unwritten } = kind;
    kind.unwritten = 0;
    return unwritten;
  }

  /** What was counted and not told yet. */
  *rest(): Generator<readonly [what: string, unwritten: number]> {
    for (const [what, { unwritten }] of this.#kinds) if (unwritten > 0) yield [what, unwritten];
  }

  #kindOf(what: string, nowMs: number): Kind {
    const name = this.#kinds.has(what) || this.#kinds.size < kindsMax ? what : others;
    const kind = this.#kinds.get(name) ?? { bucket: new TokenBucket(burst, perSecond, nowMs), unwritten: 0 };
    this.#kinds.set(name, kind);
    return kind;
  }
}
