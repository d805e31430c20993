import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LineStore } from '../line/store.ts';
import type { Commands } from '../line/commands.ts';
import type { ToolModel } from './tool.ts';

/** Where trouble with the keys is shown. */
export const keypadPlace = 'keypad';

/** One command takes so many keys; the contract between panel and main refuses more. */
const batchMax = 32;

export interface DtmfView {
  /**
   * Keys that the phone system has taken, in order; a dot for each where the phone system itself asked for them. They may be
   * somebody's PIN: gone when the keypad closes.
   */
  readonly sent: string;
  /** Pressed, and still on their way. */
  readonly waiting: string;
}

export interface DtmfModel extends Pick<StoreApi<DtmfView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Sends a key to the other party of the call that the keypad is open for; says whether it was one. */
  readonly press: (key: string) => boolean;
}

/** What is shown of keys that others must not read. */
export function masked(keys: string): string {
  return '•'.repeat(keys.length);
}

/** The keypad in a call: keys go out in the order in which they were pressed, those that pile up in one command. */
export function createDtmfModel(line: LineStore, tool: ToolModel, commands: Commands): DtmfModel {
  const store = createStore<DtmfView>(() => ({ sent: '', waiting: '' }));
  /** The call whose keys are being sent; another keypad starts empty, whatever is still on its way. */
  let session: { readonly callId: string; sending: boolean } | undefined;

  tool.subscribe(({ open }) => {
    const callId = open?.kind === 'keypad' ? open.callId : undefined;
    if (callId === session?.callId) return;
    session = callId === undefined ? undefined : { callId, sending: false };
    commands.forget(keypadPlace);
    store.setState({ sent: '', waiting: '' });
  });

  const isSecret = (callId: string): boolean =>
    line.getState().line.calls.some(({ id, application }) => id === callId && application !== undefined);

  const send = async (): Promise<void> => {
    const mine = session;
    if (mine === undefined || mine.sending) return;
    mine.sending = true;
    for (;;) {
      const digits = store.getState().waiting.slice(0, batchMax);
      if (digits === '') break;
      const trouble = await commands.run(keypadPlace, { type: 'SendDtmf', callId: mine.callId, digits });
      if (mine !== session) {
        commands.forget(keypadPlace);
        return;
      }
      store.setState(({ sent, waiting }) =>
        // Keys behind one that was lost would mean something else: they are not sent.
        trouble === undefined
          ? {
              sent: sent + (isSecret(mine.callId) ? masked(digits) : digits),
              waiting: waiting.slice(digits.length),
            }
          : { waiting: '' },
      );
      if (trouble !== undefined) break;
    }
    mine.sending = false;
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    press: (key) => {
      if (session === undefined || !/^[0-9*#]$/.test(key)) return false;
      store.setState(({ waiting }) => ({ waiting: waiting + key }));
      void send();
      return true;
    },
  };
}
