import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { HistoryState } from '../../../src/ipc/history.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { type AbandonedModel, type AbandonedView, createAbandoned } from './abandoned.ts';
import { createHistoryActions, type HistoryActionsModel } from './actions.ts';
import { createHistoryList, type HistoryListModel } from './list.ts';
import { createNotes, type NotesModel } from './notes.ts';

/** What takes the focus as soon as it is there. */
export type FocusWish = 'details' | 'note' | undefined;

/** Everything that the window of the history knows. */
export interface HistoryModel {
  readonly bridge: Bridge;
  readonly list: HistoryListModel;
  readonly actions: HistoryActionsModel;
  readonly notes: NotesModel;
  readonly abandoned: AbandonedModel;
  /** What the history says of itself; `undefined` until it has. */
  readonly state: StoreApi<{ readonly told?: HistoryState | undefined }>;
  readonly focus: StoreApi<{ readonly wish?: FocusWish }>;
}

export function createHistoryModel(bridge: Bridge): HistoryModel {
  const list = createHistoryList(bridge);
  const state = createStore<{ readonly told?: HistoryState | undefined }>(() => ({}));
  bridge.on('history:told', (told) => state.setState({ told }));
  bridge.request('history:state').then(
    (told) => state.setState((now) => (now.told === undefined ? { told } : now)),
    // The list says that it cannot be read.
    () => undefined,
  );
  return {
    bridge,
    list,
    actions: createHistoryActions(bridge, list),
    notes: createNotes(bridge, list),
    abandoned: createAbandoned(bridge),
    state,
    focus: createStore(() => ({})),
  };
}

const HistoryContext = createContext<HistoryModel | undefined>(undefined);
export const HistoryProvider = HistoryContext.Provider;

export function useHistory(): HistoryModel {
  const model = useContext(HistoryContext);
  if (model === undefined) throw new Error('outside the window of the history');
  return model;
}

export function useList<Value>(read: (list: ReturnType<HistoryListModel['getState']>) => Value): Value {
  return useStore(useHistory().list, read);
}

export function useAbandoned<Value>(read: (view: AbandonedView) => Value): Value {
  return useStore(useHistory().abandoned, read);
}

export function useActions<Value>(read: (list: ReturnType<HistoryActionsModel['getState']>) => Value): Value {
  return useStore(useHistory().actions, read);
}

/** Calls once, when the focus is wished for here. */
export function useFocusWish(wished: 'details' | 'note', take: () => void): void {
  const { focus } = useHistory();
  const wish = useStore(focus, (now) => now.wish);
  const taking = useEffectEvent(take);
  useEffect(() => {
    if (wish !== wished) return;
    focus.setState({ wish: undefined });
    taking();
  }, [focus, wish, wished]);
}
