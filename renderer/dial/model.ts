import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { type MessageKey } from '../../src/words/words.ts';
import { isDialable, maxLength, numberFrom } from './number.ts';

/** A kind word about what was typed; it goes by itself. */
export interface DialHint {
  readonly key: Extract<MessageKey, `dial.hint.${string}`>;
  /** Counts up, so that the same hint given again is a new one. */
  readonly serial: number;
}

export interface DialView {
  readonly text: string;
  readonly hint?: DialHint | undefined;
  /** The number dialled last from here; before the first, the list of recent calls tells. */
  readonly last: string;
}

export interface DialModel extends Pick<StoreApi<DialView>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly setText: (text: string) => void;
  /** A text from elsewhere (clipboard, link) in place of what is there between two positions; says what came of it. */
  readonly paste: (pasted: string, from: number, to: number) => boolean;
  readonly refuse: (typed: string) => void;
  readonly forgetHint: () => void;
  /** Dials what is in the field; with an empty field, puts the last number in. */
  readonly submit: () => void;
  readonly call: (number: string) => void;
}

export function createDialModel(line: LineStore, commands: Commands): DialModel {
  const store = createStore<DialView>(() => ({ text: '', last: '' }));
  let serial = 0;

  const hint = (key: DialHint['key']): void => store.setState({ hint: { key, serial: (serial += 1) } });

  const setText = (text: string): void => {
    commands.forget('dial');
    store.setState({ text: text.slice(0, maxLength), hint: undefined });
    if (text.length > maxLength) hint('dial.hint.tooLong');
  };

  const paste = (pasted: string, from: number, to: number): boolean => {
    const found = numberFrom(pasted);
    if (!found.ok) {
      hint(found.reason === 'letters' ? 'dial.hint.pastedLetters' : 'dial.hint.pastedNothing');
      return false;
    }
    const { text } = store.getState();
    // A + belongs in front; one that lands inside another number is dropped.
    const number = from === 0 ? found.number : found.number.replace(/^\+/, '');
    setText(text.slice(0, from) + number + text.slice(to));
    return true;
  };

  const call = (number: string): void => {
    const before = new Set(line.getState().line.calls.map(({ id }) => id));
    store.setState({ last: number });
    /** The call that came of it. Once it is on the screen, the field has done its work and the card tells the rest. */
    let callId: string | undefined;
    const unsubscribe = line.subscribe(({ line: { calls } }) => {
      if (callId !== undefined) return;
      callId = calls.find(({ id, direction }) => direction === 'outgoing' && !before.has(id))?.id;
      if (callId !== undefined) clearIf(number);
    });
    const finish = async (): Promise<void> => {
      const trouble = await commands.run('dial', { type: 'MakeCall', number });
      unsubscribe();
      if (trouble === undefined) clearIf(number);
      else if (callId !== undefined) {
        commands.forget('dial');
        commands.complain(callId, trouble);
      } else if (store.getState().text === '') store.setState({ text: number });
    };
    void finish();
  };

  const clearIf = (number: string): void =>
    store.setState((view) => (view.text === number ? { text: '' } : view));

  const submit = (): void => {
    const { text } = store.getState();
    if ('dial' in commands.getState().pending) return;
    if (text === '') {
      const last = lastNumber(store.getState(), line);
      if (last === '') hint('dial.hint.nothingToRedial');
      else setText(last);
    } else if (/\d|\*|#/.test(text)) call(text);
    else hint('dial.hint.noNumberYet');
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    setText,
    paste,
    refuse: (typed) => hint(isDialable(typed) ? 'dial.hint.plusFirst' : 'dial.hint.onlyDigits'),
    forgetHint: () => store.setState({ hint: undefined }),
    submit,
    call,
  };
}

/** The number that redial means: the one dialled last from here, or the last outgoing one of the list. */
export function lastNumber({ last }: DialView, line: Pick<LineStore, 'getState'>): string {
  if (last !== '') return last;
  const isOutgoing = ({ direction, number }: { direction: string; number: string }): boolean =>
    direction === 'outgoing' && number !== '';
  return line.getState().recent.find(isOutgoing)?.number ?? '';
}
