import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HistoryFault } from '../../../src/ipc/history.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { mark } from './actions.ts';
import type { HistoryListModel } from './list.ts';

export interface Draft {
  readonly text: string;
  /** Why it could not be saved. */
  readonly fault?: HistoryFault | undefined;
}

/** What was written on calls and is not saved yet: it outlives the details, so that nothing is lost where saving fails. */
export interface Notes {
  readonly drafts: Readonly<Record<string, Draft>>;
  /** The call whose note was saved last. */
  readonly saved?: string | undefined;
}

export interface NotesModel extends Pick<StoreApi<Notes>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly write: (id: string, text: string) => void;
  readonly save: (id: string) => Promise<void>;
}

export function createNotes(bridge: Bridge, list: HistoryListModel): NotesModel {
  const store = createStore<Notes>(() => ({ drafts: {} }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    write: (id, text) =>
      store.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: { text } }, saved: undefined })),
    save: async (id) => {
      const draft = store.getState().drafts[id];
      if (draft === undefined) return;
      const note = draft.text.trim();
      const fault = await mark(bridge, list, id, { note: note === '' ? null : note });
      store.setState(({ drafts }) => {
        // What was written meanwhile is still to be saved.
        if (drafts[id]?.text !== draft.text) return {};
        return fault === undefined
          ? { drafts: without(drafts, id), saved: id }
          : { drafts: { ...drafts, [id]: { text: draft.text, fault } } };
      });
    },
  };
}

function without(drafts: Notes['drafts'], id: string): Notes['drafts'] {
  return Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== id));
}
