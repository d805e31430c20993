import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TracePacket } from '../../src/ipc/support.ts';
import type { Bridge } from '../parts/bridge.ts';

export interface Trace {
  readonly status: 'reading' | 'ready' | 'unreadable';
  readonly packets: readonly TracePacket[];
  /** What came while it was paused; not shown. */
  readonly held: readonly TracePacket[];
  readonly isPaused: boolean;
  readonly filter: string;
}

export interface TraceModel extends StoreApi<Trace> {
  readonly read: () => void;
  readonly setFilter: (filter: string) => void;
  readonly togglePause: () => void;
  readonly clear: () => void;
}

/** As many as are kept in the page; the recording has all. */
const keptMax = 5_000;
/** As many as are drawn. */
export const drawnMax = 500;

/** The packets as the page has them; main sends them in batches for as long as the page is there. */
export function createTraceModel(bridge: Bridge): TraceModel {
  const store = createStore<Trace>(() => ({
    status: 'reading',
    packets: [],
    held: [],
    isPaused: false,
    filter: '',
  }));
  bridge.on('support:trace', (came) => {
    const { isPaused, held, packets } = store.getState();
    store.setState(isPaused ? { held: kept(held, came) } : { packets: kept(packets, came) });
  });
  const read = (): void => {
    store.setState({ status: 'reading' });
    bridge.request('support:watch').then(
      (packets) => store.setState({ status: 'ready', packets, held: [] }),
      () => store.setState({ status: 'unreadable' }),
    );
  };
  read();
  return {
    ...store,
    read,
    setFilter: (filter) => store.setState({ filter }),
    togglePause: () =>
      store.setState(({ isPaused, packets, held }) =>
        isPaused ? { isPaused: false, packets: kept(packets, held), held: [] } : { isPaused: true, held: [] },
      ),
    clear: () => store.setState({ packets: [], held: [] }),
  };
}

function kept(before: readonly TracePacket[], came: readonly TracePacket[]): readonly TracePacket[] {
  return [...before, ...came].slice(-keptMax);
}

/** The packets that have every word of the filter, and none of those with a minus in front; case does not matter. */
export function filtered(packets: readonly TracePacket[], filter: string): readonly TracePacket[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-');
  if (words.length === 0) return packets;
  return packets.filter(({ text }) => {
    const searched = text.toLowerCase();
    return words.every((word) =>
      word.startsWith('-') ? !searched.includes(word.slice(1)) : searched.includes(word),
    );
  });
}

/** What a packet is, and what it is about, on one line. */
export function summary(text: string): { readonly title: string; readonly rest: string } {
  const [title = '', ...lines] = text.split('\n');
  const rest = lines.filter((line) => !/^(?:Privilege|ActionID|Timestamp):/i.test(line));
  return { title, rest: rest.join('  ') };
}
