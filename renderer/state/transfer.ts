import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CtiCommand } from '../../src/cti/command.ts';
import { isDialable } from '../../src/cti/number/number.ts';
import { createNumberField, type NumberField, type NumberView } from './number/field.ts';
import type { DialModel } from './dialling.ts';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { t } from '../parts/words.ts';
import { permission } from './actions.ts';
import type { ToolModel } from './tool.ts';

/** Where trouble with a transfer is shown. */
export const transferPlace = 'transfer';

type TransferCommandType = 'MakeConsultCall' | 'BlindTransferCall';

export interface TransferView extends NumberView {
  /** Whom a call was given to unasked, by the call's id: its card says so when it is over. */
  readonly sentTo: Readonly<Record<string, string>>;
}

export interface TransferModel
  extends NumberField, Pick<StoreApi<TransferView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** What is already in the number field was typed for this. */
  readonly open: (callId: string) => void;
  readonly askFirst: () => void;
  readonly now: () => void;
  /** Brings a call to a number that was chosen elsewhere. */
  readonly bring: (type: TransferCommandType, callId: string, number: string) => void;
}

export function createTransferModel(
  line: LineStore,
  commands: Commands,
  dial: DialModel,
  tool: ToolModel,
): TransferModel {
  const store = createStore<TransferView>(() => ({ text: '', sentTo: {} }));
  const field = createNumberField(store, () => commands.forget(transferPlace));
  const parts: TransferParts = {
    line,
    commands,
    tool,
    sent: (callId, number) => store.setState({ sentTo: { [callId]: number } }),
  };

  tool.subscribe(() => {
    if (openFor(tool) === undefined) {
      commands.forget(transferPlace);
      store.setState({ text: '', keys: undefined, who: undefined, choices: undefined, hint: undefined });
    }
  });

  const run = (type: TransferCommandType): void => {
    const { line: now } = line.getState();
    const call = now.calls.find(({ id }) => id === openFor(tool));
    if (call === undefined || transferPlace in commands.getState().pending) return;
    const number = field.number();
    if (number === undefined) return;
    const { allowed, reason } = permission(call.features, type, now.link);
    const { keys } = store.getState();
    // Whom a call is given to unasked, the caller talks to: there is no one here to send the keys.
    const after = type === 'MakeConsultCall' && keys !== undefined ? { keys } : {};
    if (allowed) void send(parts, { type, callId: call.id, number, ...after });
    else if (reason !== undefined) {
      commands.complain(transferPlace, { code: reason, text: t(`refusal.${reason}`) });
    }
  };

  return {
    ...field,
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    open: (callId) => {
      tool.open({ kind: 'transfer', callId });
      const { text, keys } = dial.getState();
      if (text === '') return;
      field.setText(text, keys);
      dial.setText('');
    },
    askFirst: () => run('MakeConsultCall'),
    now: () => run('BlindTransferCall'),
    bring: (type, callId, number) => {
      if (!(transferPlace in commands.getState().pending)) void send(parts, { type, callId, number });
    },
  };
}

interface TransferParts {
  readonly line: LineStore;
  readonly commands: Commands;
  readonly tool: ToolModel;
  /** A call was given to a number unasked. */
  readonly sent: (callId: string, number: string) => void;
}

/** The call that the transfer is open for. */
function openFor(tool: ToolModel): string | undefined {
  const { open } = tool.getState();
  return open?.kind === 'transfer' ? open.callId : undefined;
}

async function send(
  { line, commands, tool, sent }: TransferParts,
  command: Extract<CtiCommand, { type: TransferCommandType }>,
): Promise<void> {
  const { callId, number, type } = command;
  const close = (): void => {
    if (openFor(tool) === callId) tool.close();
  };
  // A consultation is on the screen long before it is answered; from then on its card tells the rest.
  const unsubscribe = line.subscribe(({ line: { calls } }) => {
    if (calls.some(({ consultFor }) => consultFor === callId)) close();
  });
  if (type === 'BlindTransferCall') sent(callId, number);
  const trouble = await commands.run(transferPlace, command);
  unsubscribe();
  if (trouble === undefined) close();
  else if (openFor(tool) !== callId) {
    commands.forget(transferPlace);
    if (line.getState().line.calls.some(({ id }) => id === callId)) commands.complain(callId, trouble);
  }
}

interface Party {
  readonly number: string;
  readonly name: string;
}

/**
 * Whom a call may be meant for: those whose number goes on as what was typed, each once, the first of them first; without a name of
 * their own by the name that another has for the number.
 */
export function suggestions<One extends Party>(
  parties: readonly One[],
  typed: string,
  own: string,
  max = 6,
): readonly One[] {
  const found = new Map<string, One>();
  for (const party of parties) {
    const { name, number } = party;
    if (!isDialable(number) || number === own || !number.includes(typed) || number === typed) continue;
    const known = found.get(number);
    if (known?.name === '') found.set(number, { ...known, name });
    else if (known === undefined && found.size < max) found.set(number, party);
  }
  return [...found.values()];
}
