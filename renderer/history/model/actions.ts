import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HistoryCall, HistoryFault, HistoryMarks } from '../../../src/ipc/history.ts';
import type { SaveFileResult } from '../../../src/ipc/support.ts';
import { troubleOf, type Trouble } from '../../line/commands.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { whoOf } from '../../parts/who.ts';
import { t } from '../../parts/words.ts';
import { answered } from './answered.ts';
import type { HistoryListModel } from './list.ts';

/** What the window says at its foot, once for each thing that was done. */
export type Told =
  | { readonly kind: 'removed' | 'copied' | 'dialled'; readonly who: string }
  | { readonly kind: 'restored' | 'notRestored' }
  | { readonly kind: 'cleared'; readonly count: number }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'exported'; readonly result: SaveFileResult };

export interface HistoryActions {
  readonly told?: Told | undefined;
  /** A call that was not made, and why. */
  readonly notDialled?: { readonly id: string; readonly trouble: Trouble } | undefined;
  readonly dialling?: string | undefined;
  readonly canUndo: boolean;
}

/** Who is called or whose number is copied: of a call, or of a caller who gave up. */
export type DialledParty = Pick<HistoryCall, 'id' | 'number' | 'name' | 'application'>;

export interface HistoryActionsModel extends Pick<
  StoreApi<HistoryActions>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly dial: (party: DialledParty) => Promise<void>;
  readonly copy: (party: DialledParty) => Promise<void>;
  readonly setDone: (call: HistoryCall, done: boolean) => Promise<void>;
  readonly remove: (call: HistoryCall, index: number) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly clear: () => Promise<void>;
  /** The calls that are shown, or these callers who gave up. */
  readonly save: (format: 'csv' | 'jsonl', abandoned?: readonly string[]) => Promise<void>;
  readonly forget: () => void;
}

function bridgeTrouble(error: unknown): Trouble {
  return { code: 'bridgeFailed', text: t('bridge.failed'), detail: String(error) };
}

export function faultTrouble(fault: HistoryFault): Trouble {
  return { code: codeOf(fault), text: `${t(`history.fault.${fault}`)} ${t(`history.fault.${fault}.todo`)}` };
}

/** As it stands behind the words: what it is about is part of it, since the disk can be full for other things, too. */
export function codeOf(fault: HistoryFault): string {
  return `history${fault.charAt(0).toUpperCase()}${fault.slice(1)}`;
}

/** What is done with calls of the list, and what came of it. */
export function createHistoryActions(bridge: Bridge, list: HistoryListModel): HistoryActionsModel {
  const store = createStore<HistoryActions>(() => ({ canUndo: false }));
  const tell = (told: Told | undefined): void => store.setState({ told });
  const complain = (fault: HistoryFault): void => tell({ kind: 'trouble', trouble: faultTrouble(fault) });
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    dial: dialling(bridge, store),
    copy: (call) =>
      bridge.request('app:copy', call.number).then(
        () => tell({ kind: 'copied', who: whoOf(call) }),
        (error: unknown) => tell({ kind: 'trouble', trouble: bridgeTrouble(error) }),
      ),
    setDone: async ({ id }, done) => {
      const answer = await mark(bridge, list, id, { done });
      if (answer !== undefined) complain(answer);
    },
    ...removing(bridge, list, store, complain),
    save: async (format, abandoned) => {
      tell(undefined);
      const { shown } = list.getState();
      try {
        const asked =
          abandoned === undefined
            ? bridge.request('history:export', shown, format)
            : bridge.request('abandoned:export', abandoned, format);
        tell({ kind: 'exported', result: await asked });
      } catch (error) {
        tell({ kind: 'trouble', trouble: bridgeTrouble(error) });
      }
    },
    forget: () => store.setState({ told: undefined, notDialled: undefined }),
  };
}

/** What the agent says of a call is written and shown; else the reason why not. */
export async function mark(
  bridge: Bridge,
  list: HistoryListModel,
  id: string,
  marks: HistoryMarks,
): Promise<HistoryFault | undefined> {
  const answer = await answered(bridge.request('history:mark', id, marks));
  if (answer.status === 'failed') return answer.fault;
  if (answer.value !== null) list.replace(answer.value);
  void list.refresh();
  return undefined;
}

function dialling(bridge: Bridge, store: StoreApi<HistoryActions>): HistoryActionsModel['dial'] {
  return async (call) => {
    const { id, number } = call;
    if (store.getState().dialling !== undefined) return;
    store.setState({ dialling: id, notDialled: undefined, told: undefined });
    const trouble = await bridge.request('history:dial', number).then(troubleOf, bridgeTrouble);
    store.setState({
      dialling: undefined,
      ...(trouble === undefined
        ? { told: { kind: 'dialled', who: whoOf(call) } }
        : { notDialled: { id, trouble } }),
    });
  };
}

function removing(
  bridge: Bridge,
  list: HistoryListModel,
  store: StoreApi<HistoryActions>,
  complain: (fault: HistoryFault) => void,
): Pick<HistoryActionsModel, 'remove' | 'undo' | 'clear'> {
  let last: { readonly id: string; readonly index: number } | undefined;
  /** A second press before the list shows what the first one did would meet the same call. */
  let isBusy = false;
  const alone = async (act: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    await act();
    isBusy = false;
  };
  const forgetRemoved = (): void => {
    last = undefined;
    store.setState({ canUndo: false });
  };
  return {
    remove: (call, index) =>
      alone(async () => {
        const answer = await answered(bridge.request('history:remove', [call.id]));
        if (answer.status === 'failed') {
          complain(answer.fault);
          return;
        }
        last = { id: call.id, index };
        store.setState({ told: { kind: 'removed', who: whoOf(call) }, canUndo: true });
        await list.refresh();
      }),
    undo: () =>
      alone(async () => {
        if (last === undefined) return;
        const { id, index } = last;
        const answer = await answered(bridge.request('history:undo'));
        if (answer.status === 'failed') {
          complain(answer.fault);
          return;
        }
        forgetRemoved();
        store.setState({ told: { kind: answer.value > 0 ? 'restored' : 'notRestored' } });
        if (answer.value > 0) list.chooseId(id, index);
        await list.refresh();
      }),
    clear: () =>
      alone(async () => {
        const answer = await answered(bridge.request('history:clear'));
        if (answer.status === 'failed') {
          complain(answer.fault);
          return;
        }
        forgetRemoved();
        store.setState({ told: { kind: 'cleared', count: answer.value } });
        await list.refresh();
      }),
  };
}
