import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PaletteDeed, PaletteOutcome, PaletteTrouble, PaletteView } from '../../src/ipc/palette.ts';
import { type Bridge, tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';

export interface PaletteState {
  readonly text: string;
  /** What the text does, as far as it has been read. */
  readonly view: PaletteView;
  /** The key of the row that the agent has chosen by arrow or pointer. */
  readonly picked?: string | undefined;
  /** The key of the row that is on its way. */
  readonly pending?: string | undefined;
  /** The key of the row that was warned of: Enter again does it. */
  readonly warned?: string | undefined;
  /** What came of it, or what stands in the way. */
  readonly done?: string | undefined;
  readonly trouble?: PaletteTrouble | undefined;
  /** Enter was pressed where nothing is chosen. */
  readonly asked: boolean;
  /** Counts up: the text came from elsewhere and is to be marked, so that typing replaces it. */
  readonly opened: number;
}

export interface PaletteModel extends Pick<
  StoreApi<PaletteState>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly bridge: Bridge;
  readonly type: (text: string) => void;
  /** To the next row, or the one before; the ends meet. */
  readonly move: (step: 1 | -1) => void;
  /** What Enter does. */
  readonly enter: () => Promise<void>;
  /** A row was pressed. */
  readonly choose: (key: string) => Promise<void>;
  readonly close: () => void;
}

/** How long it stands there that it is done, ms. */
const doneMs = 900;

const emptyView: PaletteView = { text: '', deeds: [], isSure: false };
const fresh = {
  picked: undefined,
  warned: undefined,
  done: undefined,
  trouble: undefined,
  asked: false,
} as const;

/** The row that Enter does: the chosen one, else the first where nothing else can be meant. */
export function currentOf({ picked, view }: Pick<PaletteState, 'picked' | 'view'>): PaletteDeed | undefined {
  return view.deeds.find(({ key }) => key === picked) ?? (view.isSure ? view.deeds[0] : undefined);
}

/** What is typed, what the main process says that it does, and what came of it. */
export function createPaletteModel(
  bridge: Bridge,
  setTimer: (then: () => void, ms: number) => unknown = setTimeout,
): PaletteModel {
  const store = createStore<PaletteState>(() => ({ text: '', view: emptyView, asked: false, opened: 0 }));
  const { getState, setState } = store;
  const { read, take, isRead } = reader(bridge, store);

  const open = (text: string): void => {
    setState(({ opened }) => ({ ...fresh, text, view: emptyView, pending: undefined, opened: opened + 1 }));
    read(text);
  };

  const type = (text: string): void => {
    if (getState().pending !== undefined) return;
    setState({ ...fresh, text });
    read(text);
  };

  const close = (): void => tell(bridge.request('palette:close'), () => undefined);

  const act = (deed: PaletteDeed): Promise<void> => carryOut({ bridge, store, setTimer, close }, deed);

  const enter = async (): Promise<void> => {
    if (isBusy(getState())) return;
    // Fast typing means the whole of it.
    await isRead();
    const state = getState();
    if (isBusy(state) || state.view.text !== state.text) return;
    const deed = currentOf(state);
    if (deed === undefined) setState({ asked: true });
    else await act(deed);
  };

  const choose = async (key: string): Promise<void> => {
    const deed = getState().view.deeds.find((one) => one.key === key);
    if (isBusy(getState()) || deed === undefined) return;
    setState({ picked: key });
    await act(deed);
  };

  const move = (step: 1 | -1): void => {
    const picked = keyAfter(getState(), step);
    if (picked !== undefined) setState({ ...fresh, picked });
  };

  listen(bridge, open, take);

  return {
    getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    bridge,
    type,
    move,
    enter,
    choose,
    close,
  };
}

/** Asks what the text does; an answer about another text than the one that stands there does not count. */
function reader(
  bridge: Bridge,
  { getState, setState }: Doing['store'],
): {
  readonly read: (text: string) => void;
  readonly take: (view: PaletteView) => void;
  /** Resolves when the text that was typed last has its answer. */
  readonly isRead: () => Promise<void>;
} {
  let reading: Promise<void> = Promise.resolve();
  const take = (view: PaletteView): void => {
    if (view.text === getState().text) setState({ view });
  };
  return {
    take,
    read: (text) => {
      reading = bridge.request('palette:read', text).then(take, () => undefined);
    },
    isRead: () => reading,
  };
}

/** A window that is there already is opened with a text; one that is only now made asks for it. */
function listen(bridge: Bridge, open: (text: string) => void, take: (view: PaletteView) => void): void {
  let isOpened = false;
  bridge.on('palette:opened', (text) => {
    isOpened = true;
    open(text);
  });
  bridge.on('palette:changed', take);
  bridge.request('palette:start').then(
    (text) => {
      if (!isOpened) open(text);
    },
    () => undefined,
  );
}

/** The row a step away from the one that Enter does; the ends meet. */
function keyAfter(state: PaletteState, step: 1 | -1): string | undefined {
  const { deeds } = state.view;
  const index = deeds.findIndex(({ key }) => key === currentOf(state)?.key);
  const next = index < 0 ? (step === 1 ? 0 : deeds.length - 1) : (index + step + deeds.length) % deeds.length;
  return deeds[next]?.key;
}

interface Doing {
  readonly bridge: Bridge;
  readonly store: Pick<StoreApi<PaletteState>, 'getState' | 'setState'>;
  readonly setTimer: (then: () => void, ms: number) => unknown;
  readonly close: () => void;
}

/** Does a row, after its warning where it has one, and says what came of it. */
async function carryOut({ bridge, store, setTimer, close }: Doing, deed: PaletteDeed): Promise<void> {
  const { getState, setState } = store;
  const { key, denied, warning } = deed;
  if (denied !== undefined) {
    setState({ trouble: denied });
    return;
  }
  if (warning !== undefined && getState().warned !== key) {
    setState({ warned: key, trouble: undefined });
    return;
  }
  setState({ pending: key, trouble: undefined, warned: undefined });
  const { opened } = getState();
  const outcome = await settled(bridge.request('palette:act', key));
  setState({ pending: undefined });
  // The window was gone meanwhile, and is there for something else now.
  if (outcome.status === 'done' && getState().opened !== opened) return;
  if (outcome.status === 'failed') {
    setState({ trouble: outcome.trouble });
    return;
  }
  const { text } = outcome;
  setState({ done: text });
  setTimer(() => {
    if (getState().done === text) close();
  }, doneMs);
}

function isBusy({ pending, done }: PaletteState): boolean {
  return pending !== undefined || done !== undefined;
}

async function settled(answer: Promise<PaletteOutcome>): Promise<PaletteOutcome> {
  try {
    return await answer;
  } catch (error) {
    const trouble = { code: 'bridgeFailed', text: t('bridge.failed'), detail: String(error) };
    return { status: 'failed', trouble };
  }
}
