import { type Favourite, readFavourite, writeFavourite } from '../../src/cti/people/favourite.ts';
import type { FavouritesView } from '../../src/ipc/favourites.ts';
import type { SaveResult } from '../../src/ipc/settings.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Clock, Timer } from '../../src/world/edges.ts';
import type { LineLamps } from '../line/lineLamps.ts';

/** Between two reports of lamps, ms: a person sees no difference, and a change that comes as two events is one. */
const intervalMs = 50;

export interface FavouritesHostOptions {
  readonly clock: Clock;
  readonly lamps: Pick<LineLamps, 'onChanged' | 'report' | 'watch'>;
  readonly isLocked: (name: keyof Settings) => boolean;
  readonly remember: (choice: Pick<Settings, 'favourites'>) => Promise<SaveResult>;
  readonly push: (view: FavouritesView) => void;
}

/** The favourites of the settings, with the lamps of their phones for as long as they are on the screen. */
export class FavouritesHost {
  readonly #options: FavouritesHostOptions;
  #favourites: readonly Favourite[] = [];
  #isShown = false;
  #timer: Timer | undefined;
  #pushed = '';

  constructor(options: FavouritesHostOptions) {
    this.#options = options;
    options.lamps.onChanged(() => this.#tellSoon());
  }

  get favourites(): readonly Favourite[] {
    return this.#favourites;
  }

  configure({ favourites }: Pick<Settings, 'favourites'>): void {
    this.#favourites = favourites.flatMap((text) => readFavourite(text) ?? []);
    this.#ask();
    this.#tell();
  }

  /** Whether they are on the screen. */
  watch(shown: boolean): FavouritesView {
    this.#isShown = shown;
    this.#ask();
    const view = this.#view();
    this.#pushed = JSON.stringify(view);
    return view;
  }

  /** Each number once. */
  async save(favourites: readonly Favourite[]): Promise<SaveResult> {
    const byNumber = new Map(favourites.map((favourite) => [favourite.number, favourite]));
    return this.#options.remember({ favourites: [...byNumber.values()].map(writeFavourite) });
  }

  /** Nothing is reported any more. */
  stop(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isShown = false;
  }

  #ask(): void {
    const { lamps, isLocked } = this.#options;
    const numbers = this.#isShown ? this.#favourites.map(({ number }) => number) : [];
    // Where an administrator says whose calls may be taken, favourites are no way around it.
    lamps.watch(numbers, !isLocked('colleagues'));
  }

  #view(): FavouritesView {
    const { lamps, isLocked } = this.#options;
    const { of, denial } = lamps.report();
    const favourites = this.#favourites.map((favourite) => {
      const { extension, state } = of(favourite.number);
      return { ...favourite, extension, ...(state === undefined ? {} : { lamp: state }) };
    });
    return { favourites, isLocked: isLocked('favourites'), ...(denial === undefined ? {} : { denial }) };
  }

  #tellSoon(): void {
    if (!this.#isShown || this.#timer !== undefined) return;
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, intervalMs);
  }

  #tell(): void {
    const view = this.#view();
    const text = JSON.stringify(view);
    if (text === this.#pushed) return;
    this.#pushed = text;
    this.#options.push(view);
  }
}
