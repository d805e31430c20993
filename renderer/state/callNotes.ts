import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { CallNote, CallNotesState } from '../../src/ipc/callNotes.ts';
import type { HistoryFault } from '../../src/ipc/history.ts';
import { tell, type Bridge } from '../parts/bridge.ts';

/** The call that something is said of. */
export type Noted = Pick<Call, 'id' | 'direction' | 'number' | 'name'>;

/** What was typed and chosen, and is not kept yet; what is left out is as the history has it. */
type Draft = Partial<Record<'note' | 'disposition', string>>;

interface CallNotesView {
  readonly told: CallNotesState;
  /** The agent wants to say something of this call. */
  readonly open: Noted | undefined;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** What the history has, by call; nothing while that is not known. */
  readonly kept: Readonly<Record<string, CallNote>>;
  readonly saving: string | undefined;
  /** Why it could not be kept. */
  readonly failed: { readonly id: string; readonly fault: HistoryFault } | undefined;
  /** The one that was kept last, until another is begun. */
  readonly saved: Noted | undefined;
}

export interface CallNotesModel extends Pick<
  StoreApi<CallNotesView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  /** Opens the form for a call, or closes it; what was typed stays. */
  readonly toggle: (call: Noted) => void;
  /** What the history has of it. */
  readonly load: (id: string) => void;
  readonly write: (id: string, draft: Draft) => void;
  readonly save: (call: Noted) => Promise<void>;
  /** Closes the form; a call that need not have a disposition is not asked for any more. */
  readonly leave: (id: string) => void;
}

export function createCallNotes(bridge: Bridge): CallNotesModel {
  const store = createStore<CallNotesView>(() => ({
    told: { rule: 'never', dispositions: [], owed: [] },
    open: undefined,
    drafts: {},
    kept: {},
    saving: undefined,
    failed: undefined,
    saved: undefined,
  }));
  const take = (told: CallNotesState): void => store.setState({ told });
  bridge.on('callNotes:told', take);
  // The panel works without.
  bridge.request('callNotes:state').then(take, () => undefined);
  const close = (id: string): void => {
    if (store.getState().open?.id === id) store.setState({ open: undefined });
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    toggle: (call) => {
      const isOpen = store.getState().open?.id === call.id;
      store.setState({ open: isOpen ? undefined : call, saved: undefined });
    },
    load: (id) => {
      bridge.request('callNotes:read', id).then(
        (answer) => {
          if (answer.status === 'ok')
            store.setState(({ kept }) => ({ kept: { ...kept, [id]: answer.value } }));
        },
        () => undefined,
      );
    },
    write: (id, draft) =>
      store.setState(({ drafts }) => ({
        drafts: { ...drafts, [id]: { ...drafts[id], ...draft } },
        saved: undefined,
      })),
    save: async (call) => {
      const { id } = call;
      const { drafts, saving } = store.getState();
      if (saving !== undefined) return;
      const draft = drafts[id] ?? {};
      store.setState({ saving: id, failed: undefined });
      const answer = await bridge
        .request('callNotes:save', id, marksOf(draft))
        .catch(() => ({ status: 'failed', fault: 'failed' }) as const);
      if (answer.status === 'failed') {
        // It stays open, so that what was typed is not lost.
        store.setState({ saving: undefined, failed: { id, fault: answer.fault }, open: call });
        return;
      }
      store.setState((now) => ({
        saving: undefined,
        saved: call,
        drafts: without(now.drafts, id),
        kept: without(now.kept, id),
      }));
      close(id);
    },
    leave: (id) => {
      close(id);
      store.setState(({ drafts }) => ({ drafts: without(drafts, id), failed: undefined }));
      tell(bridge.request('callNotes:leave', id), () => undefined);
    },
  };
}

/** The call whose form is shown, when these calls stand: a new call comes first, and what waits is asked for when it is over. */
export function notedCall(
  { open, told }: Pick<CallNotesView, 'open' | 'told'>,
  standing: readonly Pick<Call, 'id'>[],
): Noted | undefined {
  if (open !== undefined && (standing.length === 0 || standing.some(({ id }) => id === open.id))) return open;
  return standing.length === 0 ? told.owed[0] : undefined;
}

function marksOf({ note, disposition }: Draft): { note?: string | null; disposition?: string | null } {
  const text = note?.trim();
  return {
    ...(text === undefined ? {} : { note: text === '' ? null : text }),
    ...(disposition === undefined ? {} : { disposition: disposition === '' ? null : disposition }),
  };
}

function without<Value>(of: Readonly<Record<string, Value>>, id: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(of).filter(([other]) => other !== id));
}
