import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HistoryCall, HistoryFault, HistoryQuery } from '../../../src/ipc/history.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { answered } from './answered.ts';
import { emptyLayout, type Layout, layoutOf, moved, movedPast } from './layout.ts';
import { createPages, type PageReader } from './pages.ts';
import { callAt, everyCall, type HistoryList, pageOf, type Pages, pageSize, type Span } from './state.ts';
import { createTurns } from './turns.ts';

export interface HistoryListModel extends Pick<
  StoreApi<HistoryList>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly ask: (query: Partial<HistoryQuery>) => void;
  /** The same again: nothing is shown as lost meanwhile, and what was in view and chosen stays so. */
  readonly refresh: () => Promise<void>;
  /** These are in view. */
  readonly view: (span: Span) => void;
  readonly choose: (index: number) => void;
  /** Chooses a call by its id as soon as it is there. */
  readonly chooseId: (id: string, index: number) => void;
  readonly open: (isOpen: boolean) => void;
  /** A call that is another now. */
  readonly replace: (call: HistoryCall) => void;
}

export function createHistoryList(bridge: Bridge): HistoryListModel {
  const store = createStore<HistoryList>(() => start);
  const pages = createPages(bridge, store);
  const reader = createReader(bridge, store, pages);
  const turns = createTurns(reader.load);
  const refresh = (): Promise<void> => turns.follow(store.getState().version > 0 ? 'keeping' : 'fresh');
  bridge.on('history:changed', () => void refresh());
  void turns.start('fresh');
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    ask: (query) => {
      store.setState((list) => ({ query: { ...list.query, ...query } }));
      void turns.start('fresh');
    },
    refresh,
    view: pages.view,
    choose: (index) => {
      const last = store.getState().layout.total - 1;
      if (last >= 0)
        store.setState(({ choices }) => ({
          active: Math.min(Math.max(index, 0), last),
          choices: choices + 1,
        }));
      pages.pump();
    },
    chooseId: (id, index) => {
      reader.wish(id);
      store.setState({ active: index });
    },
    open: (isOpen) => store.setState({ isOpen }),
    replace: (call) => {
      reader.patch(call);
      store.setState((list) => ({ pages: withCall(list.pages, call) }));
    },
  };
}

const start: HistoryList = {
  status: 'loading',
  query: everyCall,
  shown: everyCall,
  layout: emptyLayout,
  openMissed: 0,
  pages: new Map(),
  version: 0,
  anchor: undefined,
  active: undefined,
  choices: 0,
  isOpen: false,
};

interface Reader {
  /** @param how `keeping`: what is in view and chosen stays so */
  readonly load: (how: 'fresh' | 'keeping', isWanted: () => boolean) => Promise<void>;
  /** Known better than an answer that is on its way. */
  readonly patch: (call: HistoryCall) => void;
  /** The call that is chosen once it is there. */
  readonly wish: (id: string) => void;
}

function createReader(bridge: Bridge, store: StoreApi<HistoryList>, pages: PageReader): Reader {
  let patches: HistoryCall[] = [];
  let wished: string | undefined;
  const fail = (fault: HistoryFault): void => store.setState({ status: 'failed', fault });
  return {
    load: async (how, isWanted) => {
      patches = [];
      const { query } = store.getState();
      const overview = await answered(bridge.request('history:overview', query));
      if (!isWanted()) return;
      if (overview.status === 'failed') {
        fail(overview.fault);
        return;
      }
      const { days, openMissed } = overview.value;
      const layout = layoutOf(days);
      const span = pages.span();
      const fresh = await pages.read(query, wantedPages(store.getState(), layout, span, how));
      if (!isWanted()) return;
      if (fresh.status === 'failed') {
        fail(fresh.fault);
        return;
      }
      const loaded = patches.reduce(withCall, fresh.value);
      const places =
        how === 'keeping' ? placesIn(store.getState(), layout, loaded, pages.span(), wished) : atTop;
      const isChosen = wished === undefined ? 0 : 1;
      wished = undefined;
      store.setState(({ version, choices }) => ({
        ...places,
        ...{ status: 'ready', fault: undefined, shown: query, layout, openMissed, pages: loaded },
        version: version + 1,
        choices: choices + isChosen,
      }));
      pages.pump();
    },
    patch: (call) => {
      patches.push(call);
    },
    wish: (id) => {
      wished = id;
    },
  };
}

const atTop = { anchor: undefined, active: undefined, isOpen: false } as const;

/** The pages that are in view when the list is shown. */
function wantedPages(
  list: HistoryList,
  layout: Layout,
  span: Span,
  how: 'fresh' | 'keeping',
): readonly number[] {
  if (layout.total === 0) return [];
  const keeps = how === 'keeping';
  const first = keeps && list.layout.total > 0 ? moved(list.layout, layout, span.first) : 0;
  const last = Math.min(first + span.last - span.first, layout.total - 1);
  const wanted = new Set([pageOf(first), pageOf(last)]);
  if (keeps && list.active !== undefined) {
    const to = moved(list.layout, layout, list.active);
    wanted.add(pageOf(to));
    wanted.add(pageOf(Math.min(list.active, layout.total - 1)));
  }
  return [...wanted];
}

type Places = Pick<HistoryList, 'anchor' | 'active' | 'isOpen'>;

function placesIn(
  list: HistoryList,
  layout: Layout,
  pages: Pages,
  span: Span,
  wish: string | undefined,
): Places {
  if (layout.total === 0) return atTop;
  const place = (index: number, id: string | undefined): number => {
    const guess = moved(list.layout, layout, index);
    if (id === undefined || callAt({ pages }, guess)?.id === id) return guess;
    const found = indexOf(pages, id);
    if (found !== undefined) return found;
    return pages.has(pageOf(guess)) ? movedPast(list.layout, layout, index) : guess;
  };
  const { active } = list;
  const anchor = list.layout.total === 0 ? undefined : place(span.first, callAt(list, span.first)?.id);
  if (active === undefined) return { anchor, active, isOpen: list.isOpen };
  return { anchor, active: place(active, wish ?? callAt(list, active)?.id), isOpen: list.isOpen };
}

function withCall(pages: Pages, call: HistoryCall): Pages {
  const index = indexOf(pages, call.id);
  if (index === undefined) return pages;
  const page = pageOf(index);
  return new Map(pages).set(page, pages.get(page)?.with(index % pageSize, call) ?? []);
}

function indexOf(pages: Pages, id: string): number | undefined {
  for (const [page, calls] of pages) {
    const at = calls.findIndex((call) => call.id === id);
    if (at >= 0) return page * pageSize + at;
  }
  return undefined;
}
