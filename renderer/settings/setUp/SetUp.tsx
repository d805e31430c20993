import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SetUpQuestion } from '../../../src/ipc/settings.ts';
import { usePageTitle } from '../../parts/page.ts';
import { t } from '../../parts/words.ts';
import { Import } from '../rows/Import.tsx';
import { LineCheck } from '../parts/LineCheck.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Unsaved } from '../parts/Unsaved.tsx';
import { useSettings } from '../model/context.ts';
import { useLeaving } from '../model/leaving.ts';
import { GreetingLine } from './GreetingLine.tsx';
import { isPractiseKey, practiseKey } from './practiseKey.ts';
import { AccountQuestion, LineQuestion, PbxQuestion } from './Questions.tsx';
import styles from './SetUp.module.css';
import { SetUpFooter } from './SetUpFooter.tsx';
import { type SetUpSteps, useSteps } from './steps.ts';
import { useTypedTest } from './typedTest.ts';
import { Welcome } from './Welcome.tsx';

interface SetUpProps {
  /** The ones that are open, at most three. */
  readonly questions: readonly SetUpQuestion[];
  /** Nothing is decided yet: the ways to begin are shown first, where the phone system is still to be named. */
  readonly isFirstStart: boolean;
  readonly close: () => void;
  readonly showAll: () => void;
}

/** From nothing to a line that works: one question after the other, each answer tried before the next. */
export function SetUp({ questions: open, isFirstStart, close, showAll }: SetUpProps): ReactNode {
  const { model } = useSettings();
  usePageTitle(t('setUp.title'));
  const [questions] = useState(open);
  const hasWelcome = isFirstStart && questions[0] === 'pbx';
  const [asking, setAsking] = useState(false);
  const test = useStore(model, (form) => form.test);
  const trouble = useStore(model, (form) => form.trouble);
  const leave = useLeaving(close, () => setAsking(true));
  const form = useRef<HTMLFormElement>(null);
  const steps = useSteps({ questions, hasWelcome, form, onSaved: leave.now, onElsewhere: showAll });
  const { go, practise, question } = steps;
  // Not while a secret is being typed: a phone system may lock out who tries too often.
  useTypedTest(question === 'line');
  useFirstField(form, steps.at);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') leave.asked();
    if (practise === undefined || !isPractiseKey(event)) return;
    event.preventDefault();
    if (!event.repeat) practise();
  };
  return (
    <form
      ref={form}
      className={styles.setUp}
      aria-label={t('setUp.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (question !== undefined) void go();
      }}
      onKeyDown={onKeyDown}
    >
      <main className={styles.page}>
        {question === undefined ? (
          <WelcomePage {...steps} />
        ) : (
          <QuestionPage {...steps} question={question} />
        )}
      </main>
      {test === undefined ? null : <LineCheck test={test} />}
      <Trouble trouble={trouble} />
      <SetUpFooter steps={steps} offersPractice={!hasWelcome} showAll={showAll} />
      <Unsaved isOpen={asking} onKeep={() => setAsking(false)} onDiscard={leave.now} />
    </form>
  );
}

function WelcomePage({ begin, takeFile, practise }: SetUpSteps): ReactNode {
  return (
    <>
      <h1>{t('welcome.title')}</h1>
      <p className={styles.about}>{t('welcome.about')}</p>
      <Welcome
        onDetails={begin}
        onFile={() => void takeFile()}
        onPractise={() => practise?.()}
        practiseKey={practiseKey}
      />
    </>
  );
}

function QuestionPage({
  question,
  at,
  of,
  greeting,
}: SetUpSteps & { readonly question: SetUpQuestion }): ReactNode {
  return (
    <>
      <p className={styles.where}>
        {of === 1 ? t('setUp.title') : t('setUp.where', { at: String(at), of: String(of) })}
      </p>
      <h1>{t(`setUp.${question}`)}</h1>
      <p className={styles.about}>{t(`setUp.${question}.about`)}</p>
      {question === 'pbx' ? <PbxQuestion /> : null}
      {question === 'account' ? <AccountQuestion /> : null}
      {question === 'line' ? <LineQuestion /> : null}
      <GreetingLine greeting={greeting} />
      {question === 'pbx' ? <Import /> : null}
    </>
  );
}

/** Each question begins where its first answer is typed. */
function useFirstField(form: RefObject<HTMLFormElement | null>, at: number): void {
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('main input:enabled:not([type=radio])')?.focus();
  }, [form, at]);
}
