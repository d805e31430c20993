import type { MessageKey } from '../../src/words/words.ts';
import { isDialable, maxLength, numberFrom } from './number.ts';

/** A kind word about what was typed; it goes by itself. */
export interface DialHint {
  readonly key: Extract<MessageKey, `dial.hint.${string}`>;
  /** Counts up, so that the same hint given again is a new one. */
  readonly serial: number;
}

export interface NumberView {
  readonly text: string;
  readonly hint?: DialHint | undefined;
}

/** What a field for a number does with what is typed, pasted or picked. */
export interface NumberField {
  readonly setText: (text: string) => void;
  /** A character typed elsewhere, put behind what is there. */
  readonly type: (key: string) => void;
  /** A text from elsewhere (clipboard, link) in place of what is there between two positions; says what came of it. */
  readonly paste: (pasted: string, from: number, to: number) => boolean;
  /** A whole text that came neither by key nor by clipboard (dropped, dictated, an input method). */
  readonly take: (value: string) => void;
  readonly refuse: (typed: string) => void;
  readonly hint: (key: DialHint['key']) => void;
  readonly forgetHint: () => void;
  /** The number, where there is one; otherwise a word about what is missing. */
  readonly number: () => string | undefined;
}

interface NumberStore {
  readonly getState: () => NumberView;
  readonly setState: (part: Partial<NumberView>) => void;
}

/** @param onEdit told before each change of the text: what was complained about is being mended */
export function createNumberField(store: NumberStore, onEdit: () => void): NumberField {
  let serial = 0;

  const hint = (key: DialHint['key']): void => store.setState({ hint: { key, serial: (serial += 1) } });

  const refuse = (typed: string): void =>
    hint(isDialable(typed) ? 'dial.hint.plusFirst' : 'dial.hint.onlyDigits');

  const setText = (text: string): void => {
    onEdit();
    store.setState({ text: text.slice(0, maxLength), hint: undefined });
    if (text.length > maxLength) hint('dial.hint.tooLong');
  };

  return {
    setText,
    type: (key) => {
      const { text } = store.getState();
      if (key === '+' && text !== '') refuse('+');
      else setText(text + key);
    },
    paste: (pasted, from, to) => {
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
    },
    take: (value) => {
      const found = numberFrom(value);
      if (isDialable(value)) setText(value);
      else if (found.ok) setText(found.number);
      else refuse('a');
    },
    refuse,
    hint,
    forgetHint: () => store.setState({ hint: undefined }),
    number: () => {
      const { text } = store.getState();
      if (/\d|\*|#/.test(text)) return text;
      hint('dial.hint.noNumberYet');
      return undefined;
    },
  };
}
