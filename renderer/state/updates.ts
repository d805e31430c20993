import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UpdatesView } from '../../src/ipc/updates.ts';
import type { Bridge } from '../parts/bridge.ts';

export type UpdatesStore = Pick<StoreApi<UpdatesView>, 'getState' | 'getInitialState' | 'subscribe'>;

const nothing: UpdatesView = { state: { phase: 'none' }, way: 'byHand', onlyTold: true, inCall: false };

/** What the main process reports about new versions: the whole of it each time. */
export function createUpdatesStore(bridge: Bridge): UpdatesStore {
  const store = createStore<UpdatesView>(() => nothing);
  let told = false;
  bridge.on('updates:changed', (view) => {
    told = true;
    store.setState(view, true);
  });
  bridge.request('updates:read').then(
    // What was told meanwhile is newer.
    (view) => (told ? undefined : store.setState(view, true)),
    // The panel works without it; what happens next is shown all the same.
    () => undefined,
  );
  return store;
}
