import { Ban, CalendarClock, Check, Phone, PhoneOff } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { OriginDecision, PageQuestion as Question } from '../../src/ipc/messaging.ts';
import { kindOf } from '../../src/cti/number/number.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { settleMs } from '../state/settle.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { useLasting } from '../parts/hooks/useLasting.ts';
import { useReturnFocus } from '../parts/hooks/useReturnFocus.ts';
import { t } from '../parts/words.ts';
import styles from './PageQuestion.module.css';

/** What a page waits for the agent to say: one question at a time, beside whatever else goes on; it takes no focus and no key. */
export function PageQuestions(): ReactNode {
  const { pages } = useModel();
  const question = useView(pages, ({ questions }) => questions[0]);
  if (question === undefined) return null;
  return question.kind === 'connect' ? (
    <ConnectQuestion key={question.origin} question={question} />
  ) : (
    <DialQuestion key={question.id} question={question} />
  );
}

function ConnectQuestion({ question }: { question: Extract<Question, { kind: 'connect' }> }): ReactNode {
  const { bridge } = useModel();
  const settling = !useLasting(true, settleMs);
  const decide = (decision: OriginDecision): void =>
    tell(bridge.request('messaging:decide', question.origin, decision), () => undefined);
  return (
    <Asked text={t('pages.connect', { name: question.name })} about={t('pages.connect.about')}>
      <ActionButton
        label={t('pages.allow')}
        icon={Check}
        settling={settling}
        onPress={() => decide('allow')}
      />
      <ActionButton
        label={t('pages.allowToday')}
        icon={CalendarClock}
        settling={settling}
        onPress={() => decide('allowToday')}
      />
      <ActionButton
        label={t('pages.never')}
        name={t('pages.neverSite', { site: question.site })}
        icon={Ban}
        settling={settling}
        onPress={() => decide('never')}
      />
    </Asked>
  );
}

function DialQuestion({ question }: { question: Extract<Question, { kind: 'dial' }> }): ReactNode {
  const { bridge } = useModel();
  const settling = !useLasting(true, settleMs);
  const { id, number, name = t('pages.program') } = question;
  const answer = (mayDial: boolean): void =>
    tell(bridge.request('messaging:answerDial', id, mayDial), () => undefined);
  return (
    <Asked
      text={t('pages.dial', { name, number })}
      about={t(kindOf(number) === 'code' ? 'pages.dial.aboutCode' : 'pages.dial.about')}
    >
      <ActionButton
        label={t('pages.dial.call')}
        name={t('pages.dial.callNumber', { number })}
        icon={Phone}
        settling={settling}
        onPress={() => answer(true)}
      />
      <ActionButton
        label={t('pages.dial.deny')}
        icon={PhoneOff}
        settling={settling}
        onPress={() => answer(false)}
      />
    </Asked>
  );
}

interface AskedProps {
  readonly text: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Asked({ text, about, children }: AskedProps): ReactNode {
  const titleId = useId();
  const aboutId = useId();
  useReturnFocus();
  return (
    <section className={styles.question} aria-labelledby={titleId} aria-describedby={aboutId}>
      <div role="status">
        <p id={titleId} className={styles.text}>
          {text}
        </p>
        <p id={aboutId} className={styles.about}>
          {about}
        </p>
      </div>
      <div className={styles.answers}>{children}</div>
    </section>
  );
}
