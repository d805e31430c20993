import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DialNumber, isDialable } from '../../src/cti/number/number.ts';
import type { SecondCall } from './secondCall.ts';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { createNumberField, type NumberField, type NumberView } from './number/field.ts';

export interface DialView extends NumberView {
  /** The number dialled last from here; before the first, the list of recent calls tells. */
  readonly last: string;
  /** The main process's monotonic ms at which the agent changed the text last. */
  readonly editedMonoMs?: number | undefined;
  /** The call that rang while the number was dialled by Enter: Enter again answers it. */
  readonly answersAgain?: string | undefined;
  /** How many numbers of the field have become calls. */
  readonly dialled: number;
}

export interface DialModel
  extends NumberField, Pick<StoreApi<DialView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Dials what is in the field; with an empty field, puts the last number in. */
  readonly submit: () => void;
  /** The same by Enter. @param ringing the call that rings meanwhile: the next Enter is for it */
  readonly enter: (ringing?: string) => void;
  /** Dials the last number. */
  readonly redial: () => void;
  /** @param keys for the agent to send once the call is answered */
  readonly call: (number: string, keys?: string) => void;
}

export function createDialModel(line: LineStore, commands: Commands, second: SecondCall): DialModel {
  const store = createStore<DialView>(() => ({ text: '', last: '', dialled: 0 }));
  const field = createNumberField(store, () => {
    commands.forget('dial');
    store.setState({ editedMonoMs: line.now(), answersAgain: undefined });
  });

  const call = (number: string, keys?: string): void => {
    if ('dial' in commands.getState().pending) return;
    const dialled = keys === undefined ? { number } : { number, keys };
    second.decide({ kind: 'dial', number }, (holdOthers) =>
      make({ store, line, commands }, dialled, holdOthers),
    );
  };

  const submit = (): void => {
    if ('dial' in commands.getState().pending) return;
    if (store.getState().text === '') {
      const last = lastNumber(store.getState(), line);
      if (last === '') field.hint('dial.hint.nothingToRedial');
      else field.setText(last);
      return;
    }
    const number = field.number();
    if (number !== undefined) call(number, store.getState().keys);
  };

  const enter = (ringing?: string): void => {
    submit();
    if (ringing !== undefined && isDialable(store.getState().text)) store.setState({ answersAgain: ringing });
  };

  const redial = (): void => {
    const last = lastNumber(store.getState(), line);
    if (last === '') field.hint('dial.hint.nothingToRedial');
    else call(last);
  };

  return {
    ...field,
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    submit,
    enter,
    redial,
    call,
  };
}

interface DialParts {
  readonly store: StoreApi<DialView>;
  readonly line: LineStore;
  readonly commands: Commands;
}

/** Makes the call, and looks after the number in the field until the call is on the screen. */
function make({ store, line, commands }: DialParts, { number, keys }: DialNumber, holdOthers: boolean): void {
  const clear = (): void =>
    store.setState((view) =>
      view.text === number ? { text: '', keys: undefined, who: undefined, dialled: view.dialled + 1 } : view,
    );
  const before = new Set(line.getState().line.calls.map(({ id }) => id));
  store.setState({ last: number });
  /** The call that came of it. Once it is on the screen, the field has done its work and the card tells the rest. */
  let callId: string | undefined;
  const unsubscribe = line.subscribe(({ line: { calls } }) => {
    if (callId !== undefined) return;
    callId = calls.find(({ id, direction }) => direction === 'outgoing' && !before.has(id))?.id;
    if (callId !== undefined) clear();
  });
  const finish = async (): Promise<void> => {
    const trouble = await commands.run('dial', {
      type: 'MakeCall',
      number,
      ...(keys === undefined ? {} : { keys }),
      ...(holdOthers ? { holdOthers } : {}),
    });
    unsubscribe();
    if (trouble === undefined) clear();
    else if (callId !== undefined) {
      commands.forget('dial');
      commands.complain(callId, trouble);
    } else if (store.getState().text === '') store.setState({ text: number, keys });
  };
  void finish();
}

/** The number that redial means: the one dialled last from here, or the last outgoing one of the list. */
export function lastNumber({ last }: DialView, line: Pick<LineStore, 'getState'>): string {
  if (last !== '') return last;
  const isOutgoing = ({ direction, number }: { direction: string; number: string }): boolean =>
    direction === 'outgoing' && isDialable(number);
  return line.getState().recent.find(isOutgoing)?.number ?? '';
}
