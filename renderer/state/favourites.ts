import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Favourite, maxFavourites } from '../../src/cti/people/favourite.ts';
import type { LampDenial } from '../../src/cti/people/lamp.ts';
import type { FavouritesView as Told, ShownFavourite } from '../../src/ipc/favourites.ts';
import { perFrame } from '../line/perFrame.ts';
import { type Bridge, tell } from '../parts/bridge.ts';

export interface FavouritesView {
  /** One that has not changed is the same object as before. */
  readonly all: readonly ShownFavourite[];
  readonly isLocked: boolean;
  readonly denial?: LampDenial | undefined;
  /** The one that was removed last, and where it stood. */
  readonly removed?: { readonly favourite: Favourite; readonly at: number } | undefined;
}

/** Who the agent calls often, with what their phones do. */
export interface FavouritesModel extends Pick<
  StoreApi<FavouritesView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  /** Whether they are on the screen. */
  readonly show: (shown: boolean) => void;
  readonly mayAdd: (number: string) => boolean;
  readonly add: (favourite: Favourite) => void;
  readonly remove: (number: string) => void;
  /** Brings back the one that was removed last. */
  readonly undo: () => void;
  /** The removal stands. */
  readonly forgetRemoved: () => void;
  /** One place forward (-1) or back (1). */
  readonly move: (number: string, by: -1 | 1) => void;
}

const plain = ({ number, name }: Favourite): Favourite => ({ number, name });

export function createFavourites(
  bridge: Bridge,
  afterPaint: (then: () => void) => void = (then) => then(),
): FavouritesModel {
  const store = createStore<FavouritesView>(() => ({ all: [], isLocked: false }));

  const take = ({ favourites, isLocked, denial }: Told): void => {
    const before = new Map(store.getState().all.map((favourite) => [JSON.stringify(favourite), favourite]));
    const all = favourites.map((favourite) => before.get(JSON.stringify(favourite)) ?? favourite);
    store.setState({ all, isLocked, denial });
  };
  // Whatever comes in a frame is one change of the store.
  const frames = perFrame<Told>((told) => {
    const last = told.at(-1);
    if (last !== undefined) take(last);
  }, afterPaint);
  bridge.on('favourites:changed', frames.give);

  const save = (all: readonly Favourite[], removed?: FavouritesView['removed']): void => {
    store.setState({ removed });
    tell(bridge.request('favourites:save', all.map(plain)), () => undefined);
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    // The panel works without them.
    show: (shown) => void bridge.request('favourites:watch', shown).then(frames.give, () => undefined),
    mayAdd: (number) => {
      const { all, isLocked } = store.getState();
      return !isLocked && all.length < maxFavourites && all.every((favourite) => favourite.number !== number);
    },
    add: (favourite) => save([...store.getState().all, favourite]),
    remove: (number) => {
      const { all, isLocked } = store.getState();
      const at = all.findIndex((favourite) => favourite.number === number);
      const favourite = all[at];
      if (isLocked || favourite === undefined) return;
      save(all.toSpliced(at, 1), { favourite: plain(favourite), at });
    },
    undo: () => {
      const { all, removed } = store.getState();
      if (removed !== undefined) save(all.toSpliced(removed.at, 0, { ...removed.favourite, extension: '' }));
    },
    forgetRemoved: () => store.setState({ removed: undefined }),
    move: (number, by) => {
      const { all, isLocked } = store.getState();
      const from = all.findIndex((favourite) => favourite.number === number);
      const [favourite, to] = [all[from], from + by];
      if (isLocked || favourite === undefined || to < 0 || to >= all.length) return;
      save(all.toSpliced(from, 1).toSpliced(to, 0, favourite));
    },
  };
}
