import { type RefObject, useState } from 'react';
import type { SetUpQuestion } from '../../../src/ipc/settings.ts';
import { useForm, useSettings } from '../model/context.ts';
import { shownErrors } from '../model/form.ts';
import { type FieldName, valuesOf } from '../model/values.ts';
import { type GreetingState, useGreeting } from './greeting.ts';

export interface SetUpSteps {
  /** The question that is asked now; undefined: the welcome. */
  readonly question: SetUpQuestion | undefined;
  /** Of the question, from 1; the welcome is 0. */
  readonly at: number;
  readonly of: number;
  readonly greeting: GreetingState | undefined;
  readonly isLoggingIn: boolean;
  readonly isLast: boolean;
  /** Undefined at the first step. */
  readonly back: (() => void) | undefined;
  /** Tries the answer, and goes to the next question or saves. */
  readonly go: () => Promise<void>;
  /** Ends with the practice phone system; undefined where that is no longer offered. */
  readonly practise: (() => void) | undefined;
  readonly begin: () => void;
  readonly takeFile: () => Promise<void>;
}

interface StepsOptions {
  /** The ones that are open, at most three. */
  readonly questions: readonly SetUpQuestion[];
  readonly hasWelcome: boolean;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onSaved: () => void;
  /** A field is wrong that no question asks for. */
  readonly onElsewhere: () => void;
}

const fieldsOf: Readonly<Record<SetUpQuestion, readonly FieldName[]>> = {
  pbx: ['url', 'port', 'tlsCaFile'],
  account: ['userName', 'secret'],
  line: ['extension', 'device'],
};

/** The way through the questions: each answer is tried before the next. */
export function useSteps({ questions, hasWelcome, form, onSaved, onElsewhere }: StepsOptions): SetUpSteps {
  const { model } = useSettings();
  const { values, view } = useForm();
  const [at, setAt] = useState(hasWelcome ? -1 : 0);
  const question = questions[Math.max(at, 0)] ?? 'line';
  const isLast = at === questions.length - 1;
  const greeting = useGreeting(question);

  const goTo = (next: number): void => {
    model.dismissTest();
    greeting.forget();
    setAt(next);
  };
  const save = async (): Promise<void> => {
    const outcome = await model.save();
    if (outcome === 'saved') onSaved();
    if (outcome === 'saved' || outcome === 'stays') return;
    const asked = questions.findIndex((one) => fieldsOf[one].includes(outcome));
    if (asked === -1) onElsewhere();
    else setAt(asked);
  };
  const go = async (): Promise<void> => {
    for (const name of fieldsOf[question]) model.touch(name);
    // Without it the settings are those of the practice phone system, which is another choice here.
    if (question === 'pbx' && values.url.trim() === '') model.refuse('url', 'required');
    const wrong = fieldsOf[question].find((name) => name in shownErrors(model.getState()));
    if (wrong !== undefined) focusOn(form.current, wrong);
    else if (question === 'account' && !(await greeting.logIn())) return;
    else if (isLast) await save();
    else goTo(at + 1);
  };
  const takeFile = async (): Promise<void> => {
    await model.import().catch(() => undefined);
    // The first question shows what became of the file.
    if (model.getState().imported !== undefined) goTo(0);
  };
  const practise = (): void => {
    model.change(valuesOf(view.settings));
    void save();
  };
  return {
    question: at === -1 ? undefined : question,
    at: at + 1,
    of: questions.length,
    greeting: greeting.state,
    isLoggingIn: greeting.isLoggingIn,
    isLast,
    back: at > (hasWelcome ? -1 : 0) ? () => goTo(at - 1) : undefined,
    go,
    practise: at <= 0 && question === 'pbx' ? practise : undefined,
    begin: () => goTo(0),
    takeFile,
  };
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  form?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
}
