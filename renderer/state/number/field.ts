import {
  type DialNumber,
  isDialable,
  isOne,
  maxNumberLength,
  type RefusedNumber,
} from '../../../src/cti/number/number.ts';
import { readNumber } from '../../../src/cti/number/read.ts';
import type { MessageKey } from '../../../src/words/words.ts';

type HintKey = Extract<MessageKey, `dial.hint.${string}`>;

/** A hint about what was typed; it disappears automatically. */
export interface DialHint {
  readonly key: HintKey;
  /** The part of the text that the word is about. */
  readonly part?: string;
  /** Counts up, so that the same hint given again is a new one. */
  readonly serial: number;
}

export interface NumberView {
  readonly text: string;
  /** Whose number it is, where it was picked by name. */
  readonly who?: string | undefined;
  /** What came behind the number, for after the answer. */
  readonly keys?: string | undefined;
  /** A text held several numbers: the agent says which. */
  readonly choices?: readonly DialNumber[] | undefined;
  readonly hint?: DialHint | undefined;
}

/** What a field for a number does with what is typed, pasted or picked. */
export interface NumberField {
  readonly setText: (text: string, keys?: string, who?: string) => void;
  /** A character typed elsewhere, put behind what is there. */
  readonly type: (key: string) => void;
  /** A text from elsewhere (clipboard, link) in place of what is there between two positions; says what came of it. */
  readonly paste: (pasted: string, from: number, to: number) => boolean;
  /** A whole text that came neither by key nor by clipboard (dropped, dictated, an input method). */
  readonly take: (value: string) => void;
  readonly ask: (choices: readonly DialNumber[]) => void;
  readonly choose: (choice: DialNumber) => void;
  readonly forgetChoices: () => void;
  readonly refuse: (typed: string) => void;
  readonly hint: (key: HintKey) => void;
  readonly forgetHint: () => void;
  /** The number, where there is one; otherwise a word about what is missing. */
  readonly number: () => string | undefined;
}

interface NumberStore {
  readonly getState: () => NumberView;
  readonly setState: (part: Partial<NumberView>) => void;
}

/** Whether a text may stand in the field, as the beginning of a number. */
export function isTypable(text: string): boolean {
  return /^\+?[0-9*#]*$/.test(text);
}

/** Whether a text is meant for a name: whom it means is chosen from what is found. */
export function isName(text: string): boolean {
  return /^[^\d+*#]*\p{L}/u.test(text);
}

/** More of a text than this is not shown as the part that is wrong. */
const partLength = 12;

/** @param onEdit told before each change of the text: what was complained about is being mended */
export function createNumberField(store: NumberStore, onEdit: () => void): NumberField {
  const hint = hinting(store);

  const setText = (text: string, keys?: string, who?: string): void => {
    if (text.length > maxNumberLength) {
      hint('dial.hint.tooLong');
      return;
    }
    onEdit();
    store.setState({ text, keys, who, choices: undefined, hint: undefined });
  };

  /** A text that is to be a number: all of it, or none of it. */
  const read = (given: string, put: (found: DialNumber) => void): boolean => {
    const reading = readNumber(given);
    if (isOne(reading)) put(reading);
    else if (reading.kind === 'several') store.setState({ choices: reading.numbers, hint: undefined });
    else hint(...whyNone(given, reading));
    return isOne(reading);
  };

  const insert = ({ number, keys }: DialNumber, before: string, after: string): void => {
    if (before === '' && after === '') setText(number, keys);
    else if (isTypable(before + number + after)) setText(before + number + after);
    // Without its + it would be another number.
    else hint('dial.hint.plusFirst');
  };

  return {
    setText,
    type: (key) => {
      const { text } = store.getState();
      if (isTypable(text + key)) setText(text + key);
      else hint('dial.hint.plusFirst');
    },
    paste: (pasted, from, to) => {
      const { text } = store.getState();
      return read(pasted, (found) => insert(found, text.slice(0, from), text.slice(to)));
    },
    take: (value) => {
      if (isTypable(value)) setText(value);
      else if (isName(value) && !isOne(readNumber(value))) setText(value);
      else read(value, ({ number, keys }) => setText(number, keys));
    },
    ask: (choices) => store.setState({ choices, hint: undefined }),
    choose: ({ number, keys }) => setText(number, keys),
    forgetChoices: () => store.setState({ choices: undefined }),
    refuse: (typed) => hint(typed === '+' ? 'dial.hint.plusFirst' : 'dial.hint.onlyDigits'),
    hint,
    forgetHint: () => store.setState({ hint: undefined }),
    number: () => {
      const { text } = store.getState();
      if (isDialable(text)) return text;
      hint(isName(text) ? 'dial.hint.chooseName' : 'dial.hint.noNumberYet');
      return undefined;
    },
  };
}

function hinting(store: NumberStore): (key: HintKey, part?: string) => void {
  let serial = 0;
  return (key, part = '') =>
    store.setState({ hint: { key, serial: (serial += 1), ...(part === '' ? {} : { part }) } });
}

/** The word about a text in which there is no number, and the part that it is about. */
function whyNone(given: string, { code, at }: RefusedNumber): [key: HintKey, part?: string] {
  if (code === 'tooLong') return ['dial.hint.pastedTooLong'];
  return /[0-9]/.test(given) && !/\p{Cc}/u.test(given.trim())
    ? ['dial.hint.pastedUnclear', partAt(given, at)]
    : ['dial.hint.pastedNothing'];
}

/** What stands at the place of a fault, up to the next space. */
function partAt(text: string, at: number): string {
  const [part = ''] = /^\S*/.exec(text.slice(at).trimStart()) ?? [];
  return part.slice(0, partLength);
}
