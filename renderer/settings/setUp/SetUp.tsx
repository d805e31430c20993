import { ArrowLeft, ArrowRight, GraduationCap, PlugZap, Save, SlidersHorizontal } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SetUpQuestion } from '../../../src/ipc/settings.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { usePageTitle } from '../../parts/page.ts';
import { t } from '../../parts/words.ts';
import { Import } from '../rows/Import.tsx';
import { LineCheck } from '../parts/LineCheck.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Unsaved } from '../parts/Unsaved.tsx';
import { useForm, useSettings } from '../model/context.ts';
import { useLeaving } from '../model/leaving.ts';
import { type LineTest, shownErrors } from '../model/form.ts';
import { type FieldName, valuesOf } from '../model/values.ts';
import { GreetingLine } from './GreetingLine.tsx';
import { AccountQuestion, LineQuestion, PbxQuestion } from './Questions.tsx';
import styles from './SetUp.module.css';
import { useGreeting } from './greeting.ts';
import { useTypedTest } from './typedTest.ts';
import { Welcome } from './Welcome.tsx';

interface SetUpProps {
  /** The ones that are open, at most three. */
  readonly questions: readonly SetUpQuestion[];
  /** Nobody has decided anything yet: the ways to begin are shown first, where the phone system is still to be named. */
  readonly isFirstStart: boolean;
  readonly close: () => void;
  readonly showAll: () => void;
}

const fieldsOf: Readonly<Record<SetUpQuestion, readonly FieldName[]>> = {
  pbx: ['url', 'port', 'tlsCaFile'],
  account: ['userName', 'secret'],
  line: ['extension', 'device'],
};

/** With Control on every system, as the keys of the panel. */
const practiseKey = 'Control+P';

function isPractiseKey(event: KeyboardEvent): boolean {
  const plain = !event.altKey && !event.metaKey && !event.shiftKey;
  return event.ctrlKey && plain && event.key.toLowerCase() === 'p';
}

/** From nothing to a line that works: one question after the other, each answer tried before the next. */
export function SetUp({ questions: open, isFirstStart, close, showAll }: SetUpProps): ReactNode {
  const { model } = useSettings();
  const { values, view } = useForm();
  usePageTitle(t('setUp.title'));
  const [questions] = useState(open);
  const hasWelcome = isFirstStart && questions[0] === 'pbx';
  const [at, setAt] = useState(hasWelcome ? -1 : 0);
  const [asking, setAsking] = useState(false);
  const saving = useStore(model, (form) => form.saving);
  const test = useStore(model, (form) => form.test);
  const trouble = useStore(model, (form) => form.trouble);
  const leave = useLeaving(close, () => setAsking(true));
  const form = useRef<HTMLFormElement>(null);
  const isWelcome = at === -1;
  const question = questions[Math.max(at, 0)] ?? 'line';
  const isLast = at === questions.length - 1;
  const mayPractise = at <= 0 && question === 'pbx';
  const greeting = useGreeting(question);
  // Not while a secret is being typed: a phone system may lock out who tries too often.
  useTypedTest(question === 'line');
  useFirstField(form, at);

  const goTo = (next: number): void => {
    model.dismissTest();
    greeting.forget();
    setAt(next);
  };
  const save = async (): Promise<void> => {
    const outcome = await model.save();
    if (outcome === 'saved') leave.now();
    if (outcome === 'saved' || outcome === 'stays') return;
    const asked = questions.findIndex((one) => fieldsOf[one].includes(outcome));
    if (asked === -1) showAll();
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
    // What became of the file is told at the first question.
    if (model.getState().imported !== undefined) goTo(0);
  };
  const practise = (): void => {
    model.change(valuesOf(view.settings));
    void save();
  };

  return (
    <form
      ref={form}
      className={styles.setUp}
      aria-label={t('setUp.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWelcome) void go();
      }}
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') leave.asked();
        if (!mayPractise || !isPractiseKey(event)) return;
        event.preventDefault();
        if (!event.repeat) practise();
      }}
    >
      <main className={styles.page}>
        {isWelcome ? (
          <>
            <h1>{t('welcome.title')}</h1>
            <p className={styles.about}>{t('welcome.about')}</p>
            <Welcome
              onDetails={() => goTo(0)}
              onFile={() => void takeFile()}
              onPractise={practise}
              practiseKey={practiseKey}
            />
          </>
        ) : (
          <>
            <p className={styles.where}>
              {questions.length === 1
                ? t('setUp.title')
                : t('setUp.where', { at: String(at + 1), of: String(questions.length) })}
            </p>
            <h1>{t(`setUp.${question}`)}</h1>
            <p className={styles.about}>{t(`setUp.${question}.about`)}</p>
            {question === 'pbx' ? <PbxQuestion /> : null}
            {question === 'account' ? <AccountQuestion /> : null}
            {question === 'line' ? <LineQuestion /> : null}
            <GreetingLine greeting={greeting.state} />
            {question === 'pbx' ? <Import /> : null}
          </>
        )}
      </main>
      {test === undefined ? null : <LineCheck test={test} />}
      <Trouble trouble={trouble} />
      <footer className={styles.footer}>
        {at > (hasWelcome ? -1 : 0) ? (
          <ActionButton label={t('setUp.back')} icon={ArrowLeft} onPress={() => goTo(at - 1)} />
        ) : null}
        {mayPractise && !hasWelcome ? (
          <ActionButton
            label={t('setUp.practise')}
            icon={GraduationCap}
            shortcut={practiseKey}
            showsKey
            onPress={practise}
          />
        ) : null}
        <ActionButton label={t('setUp.all')} icon={SlidersHorizontal} tone="quiet" onPress={showAll} />
        <span className={styles.space} />
        {test !== undefined && hasFailed(test) ? (
          <ActionButton label={t('check.again')} icon={PlugZap} onPress={model.test} />
        ) : null}
        {isWelcome ? null : (
          <ActionButton
            label={t(isLast ? 'settings.save' : 'setUp.next')}
            icon={isLast ? Save : ArrowRight}
            tone="primary"
            pending={saving ? t('settings.saving') : greeting.isLoggingIn ? t('setUp.loggingIn') : undefined}
            submit
          />
        )}
      </footer>
      <Unsaved isOpen={asking} onKeep={() => setAsking(false)} onDiscard={leave.now} />
    </form>
  );
}

function hasFailed({ state, steps }: LineTest): boolean {
  return state === 'broken' || Object.values(steps).some((step) => step.state === 'failed');
}

/** Each question begins where its first answer is typed. */
function useFirstField(form: React.RefObject<HTMLFormElement | null>, at: number): void {
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('main input:enabled:not([type=radio])')?.focus();
  }, [form, at]);
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  form?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
}
