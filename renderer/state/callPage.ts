import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SettingsView } from '../../src/ipc/settings.ts';
import { popButton } from '../../src/pop/ofSettings.ts';
import type { PopRefusal } from '../../src/pop/view.ts';
import type { Bridge } from '../parts/bridge.ts';

interface CallPageView {
  /** Whether there is a button for it, and whether that works. */
  readonly button: ReturnType<typeof popButton>;
  /** The call whose page is on its way to the browser. */
  readonly opening: string | undefined;
  /** What came of the last press, by call. */
  readonly result: { readonly callId: string; readonly refused: PopRefusal | undefined } | undefined;
}

/** The page of a call in the CRM, opened by the agent. */
export interface CallPage extends Pick<StoreApi<CallPageView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Nothing where it does not work, or while one is on its way. */
  readonly open: (callId: string) => void;
}

export function createCallPage(bridge: Bridge): CallPage {
  const store = createStore<CallPageView>(() => ({ button: 'none', opening: undefined, result: undefined }));
  const take = ({ settings }: Pick<SettingsView, 'settings'>): void =>
    store.setState({ button: popButton(settings) });
  const done = (callId: string, refused: PopRefusal | undefined): void =>
    store.setState({ opening: undefined, result: { callId, refused } });

  bridge.on('settings:changed', take);
  // The panel works without its settings, and then there is no page to open.
  bridge.request('settings:read').then(take, () => undefined);

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    open: (callId) => {
      const { button, opening } = store.getState();
      if (button !== 'ready' || opening !== undefined) return;
      store.setState({ opening: callId, result: undefined });
      bridge.request('pop:open', callId).then(
        (result) => done(callId, result.status === 'refused' ? result.code : undefined),
        () => done(callId, 'notOpened'),
      );
    },
  };
}
