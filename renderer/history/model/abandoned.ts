import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AbandonedState, ListedCaller } from '../../../src/ipc/abandoned.ts';
import type { HistoryAnswer, HistoryFault } from '../../../src/ipc/history.ts';
import { tell, type Bridge } from '../../parts/bridge.ts';
import { answered } from './answered.ts';

export interface AbandonedView {
  /** They are shown in place of the calls. */
  readonly isOn: boolean;
  readonly told?: AbandonedState | undefined;
  /** Who has yet to be called first; `undefined` until they were read. */
  readonly callers?: readonly ListedCaller[] | undefined;
  readonly fault?: HistoryFault | undefined;
}

export interface AbandonedModel extends Pick<
  StoreApi<AbandonedView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly show: (isOn: boolean) => void;
  readonly refresh: () => Promise<void>;
  readonly remove: (caller: ListedCaller) => Promise<void>;
  readonly setDone: (caller: ListedCaller, done: boolean) => Promise<void>;
}

/** Callers who gave up in the agent's queues, as the window of the history shows them. */
export function createAbandoned(bridge: Bridge): AbandonedModel {
  const store = createStore<AbandonedView>(() => ({ isOn: false }));
  const refresh = async (): Promise<void> => {
    const answer = await answered(bridge.request('abandoned:list'));
    if (answer.status === 'ok') store.setState({ callers: answer.value, fault: undefined });
    else store.setState({ fault: answer.fault });
  };
  const change = async (asked: Promise<HistoryAnswer<null>>): Promise<void> => {
    const answer = await answered(asked);
    if (answer.status === 'failed') store.setState({ fault: answer.fault });
    else await refresh();
  };
  const show = (isOn: boolean): void => {
    store.setState({ isOn });
    if (isOn) void refresh();
  };
  const take = (told: AbandonedState): void => {
    store.setState({ told });
    if (store.getState().isOn) void refresh();
  };
  const showIfWanted = (): void =>
    tell(
      bridge.request('abandoned:wanted').then((isWanted) => {
        if (isWanted) show(true);
      }),
      () => undefined,
    );
  bridge.on('abandoned:told', take);
  bridge.on('abandoned:show', showIfWanted);
  tell(bridge.request('abandoned:state').then(take), () => undefined);
  showIfWanted();
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    show,
    refresh,
    remove: ({ id }) => change(bridge.request('abandoned:remove', id)),
    setDone: ({ id }, done) => change(bridge.request('abandoned:done', id, done)),
  };
}
