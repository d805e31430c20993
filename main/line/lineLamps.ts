import type { AsteriskConnection } from '../../src/asterisk/line/connection.ts';
import type { LampDenial, LampState } from '../../src/cti/people/lamp.ts';
import { type DialRules, dialledNumber, isInternal, noDialRules } from '../../src/cti/number/dialRules.ts';

/** The lamp of a number, as people write it. */
export interface NumberLamp {
  /** As it is dialled. */
  readonly extension: string;
  /** Missing where it is nobody's extension. */
  readonly state?: LampState;
}

export interface LineLampsReport {
  readonly of: (number: string) => NumberLamp;
  readonly denial?: LampDenial;
}

type Source = Pick<AsteriskConnection, 'lamps' | 'onLamps' | 'watchLamps'>;

/** The lamps of the line that is shown, by numbers as people write them; they stay watched when the line is made again. */
export class LineLamps {
  readonly #listeners = new Set<() => void>();
  #source: Source | undefined;
  #rules: DialRules = noDialRules;
  #numbers: readonly string[] = [];
  #pickUp = false;

  /** Another line, or none. */
  follow(source: Source | undefined, rules: DialRules): void {
    this.#source = source;
    this.#rules = rules;
    source?.onLamps(() => {
      if (this.#source === source) this.#tell();
    });
    this.#ask();
    this.#tell();
  }

  /** These from now on; none: the phone system is left alone. @param pickUp their ringing calls may be taken */
  watch(numbers: readonly string[], pickUp: boolean): void {
    this.#numbers = numbers;
    this.#pickUp = pickUp;
    this.#ask();
  }

  report(): LineLampsReport {
    const { lamps, denial } = this.#source?.lamps ?? { lamps: [], denial: 'notConnected' as const };
    const states = new Map(lamps.map(({ extension, state }) => [extension, state]));
    const of = (number: string): NumberLamp => {
      const extension = this.#extension(number);
      const state = states.get(extension) ?? 'unknown';
      // No one wonders what a customer's phone does.
      return state !== 'unknown' || isInternal(number, this.#rules) ? { extension, state } : { extension };
    };
    return denial === undefined ? { of } : { of, denial };
  }

  /** @returns the function that ends it */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #ask(): void {
    const extensions = this.#numbers.map((number) => this.#extension(number));
    this.#source?.watchLamps(extensions, { pickUp: this.#pickUp });
  }

  #extension(number: string): string {
    return dialledNumber(number, this.#rules);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
