import { createStore, type StoreApi } from 'zustand/vanilla';

export interface FinderView {
  /** What is searched for; empty: nothing, and the form is in sight. */
  readonly query: string;
  /** The section that the form is scrolled to. */
  readonly current: string;
  /** The place that was found and gone to; marked until it is left. */
  readonly found: string | undefined;
  /** Where to go now. A new object each time, so that the same place can be gone to twice. */
  readonly aim: Aim | undefined;
  /** Folds that are open. */
  readonly open: ReadonlySet<string>;
}

export interface Aim {
  readonly section: string;
  /** A place in it; absent: its heading. */
  readonly place?: string;
  /** The fold that the place is in. */
  readonly fold?: string | undefined;
}

export interface Finder extends Pick<StoreApi<FinderView>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly search: (query: string) => void;
  readonly goTo: (aim: Aim) => void;
  /** The place that was found is not looked at any more. */
  readonly leave: () => void;
  readonly setOpen: (fold: string, open: boolean) => void;
  /** The person has scrolled to a section. */
  readonly pass: (section: string) => void;
}

/** Where in the settings the person is, and what they search for. */
export function createFinder(first: string): Finder {
  const store = createStore<FinderView>(() => ({
    query: '',
    current: first,
    found: undefined,
    aim: undefined,
    open: new Set(),
  }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    search: (query) => store.setState({ query, found: undefined }),
    goTo: ({ section, place, fold }) =>
      store.setState(({ open }) => ({
        query: '',
        current: section,
        found: place,
        aim: { section, ...(place === undefined ? {} : { place }) },
        open: fold === undefined ? open : new Set([...open, fold]),
      })),
    leave: () => store.setState({ found: undefined }),
    setOpen: (fold, isOpen) =>
      store.setState(({ open }) => ({
        open: new Set(isOpen ? [...open, fold] : [...open].filter((one) => one !== fold)),
      })),
    pass: (section) => store.setState({ current: section }),
  };
}
