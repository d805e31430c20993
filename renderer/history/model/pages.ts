import type { StoreApi } from 'zustand/vanilla';
import type { HistoryAnswer, HistoryCall, HistoryQuery } from '../../../src/ipc/history.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { answered } from './answered.ts';
import { type HistoryList, pageOf, type Pages, pageSize, type Span } from './state.ts';

/** As many stay in the page; what was left behind is asked for once more. */
const keptPages = 40;
/** Asked for at a time: who drags the bar through a year waits only for the place where they stop. */
const atOnce = 2;

export interface PageReader {
  readonly view: (span: Span) => void;
  readonly span: () => Span;
  /** Asks for what is in view and not there. */
  readonly pump: () => void;
  readonly read: (query: HistoryQuery, wanted: readonly number[]) => Promise<HistoryAnswer<Pages>>;
}

/** The calls, page by page, as they come into view. */
export function createPages(bridge: Bridge, store: StoreApi<HistoryList>): PageReader {
  let seen: Span = { first: 0, last: 20 };
  let loading = new Set<number>();
  let loadingFor = -1;

  const ask = (query: HistoryQuery, page: number): Promise<HistoryAnswer<readonly HistoryCall[]>> =>
    answered(bridge.request('history:calls', query, { offset: page * pageSize, limit: pageSize }));

  const pump = (): void => {
    const { version, layout, pages, active, status } = store.getState();
    if (loadingFor !== version) {
      loading = new Set();
      loadingFor = version;
    }
    if (layout.total === 0 || status === 'failed' || loading.size >= atOnce) return;
    const page = missing(pages, loading, seen, active, layout.total);
    if (page === undefined) return;
    loading.add(page);
    void load(page, version);
    pump();
  };

  const load = async (page: number, version: number): Promise<void> => {
    const answer = await ask(store.getState().shown, page);
    if (store.getState().version !== version) return;
    loading.delete(page);
    if (answer.status === 'failed') {
      store.setState({ status: 'failed', fault: answer.fault });
      return;
    }
    store.setState(({ pages, active }) => ({ pages: kept(pages, page, answer.value, seen, active) }));
    pump();
  };

  return {
    view: (span) => {
      seen = span;
      pump();
    },
    span: () => seen,
    pump,
    read: async (query, wanted) => {
      const answers = await Promise.all(wanted.map((page) => ask(query, page)));
      const pages = new Map<number, readonly HistoryCall[]>();
      for (const [at, answer] of answers.entries()) {
        if (answer.status === 'failed') return answer;
        pages.set(wanted[at] ?? 0, answer.value);
      }
      return { status: 'ok', value: pages };
    },
  };
}

/** The first page in view that has neither come nor been asked for. */
function missing(
  pages: Pages,
  loading: ReadonlySet<number>,
  { first, last }: Span,
  active: number | undefined,
  total: number,
): number | undefined {
  const inView = [];
  for (let page = pageOf(first); page <= pageOf(Math.min(last, total - 1)); page += 1) inView.push(page);
  if (active !== undefined) inView.push(pageOf(active));
  return inView.find((page) => !pages.has(page) && !loading.has(page));
}

function kept(
  pages: Pages,
  page: number,
  calls: readonly HistoryCall[],
  seen: Span,
  active: number | undefined,
): Pages {
  const all = new Map(pages).set(page, calls);
  if (all.size <= keptPages) return all;
  const here = pageOf(seen.first);
  const far = [...all.keys()]
    .filter((one) => active === undefined || one !== pageOf(active))
    .sort((one, other) => Math.abs(other - here) - Math.abs(one - here));
  for (const one of far.slice(0, all.size - keptPages)) all.delete(one);
  return all;
}
