import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MessagingView } from '../../src/ipc/messaging.ts';
import type { Bridge } from '../parts/bridge.ts';

export type PagesStore = Pick<StoreApi<MessagingView>, 'getState' | 'getInitialState' | 'subscribe'>;

const nothing: MessagingView = { service: { state: 'off' }, questions: [], decided: [], dialled: [] };

/** What the main process reports about CRM pages: the whole of it each time. */
export function createPagesStore(bridge: Bridge): PagesStore {
  const store = createStore<MessagingView>(() => nothing);
  let told = false;
  bridge.on('messaging:changed', (view) => {
    told = true;
    store.setState(view, true);
  });
  bridge.request('messaging:read').then(
    // What was told meanwhile is newer.
    (view) => (told ? undefined : store.setState(view, true)),
    // The panel works without it; what happens next is shown all the same.
    () => undefined,
  );
  return store;
}
