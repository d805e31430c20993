import { Pause, Phone, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import styles from './SecondCallQuestion.module.css';
import type { Second } from '../state/secondCall.ts';

const words = {
  answer: ['second.holdAndAnswer', 'second.justAnswer'],
  dial: ['second.holdAndCall', 'second.justCall'],
} as const satisfies Record<Second['kind'], readonly [string, string]>;

interface QuestionProps {
  readonly kind: Second['kind'];
  /** The ringing call at which it is asked. */
  readonly callId?: string | undefined;
}

/** Asks at the call what becomes of the one that is talked on; it stops nothing else. Enter says "hold". */
export function SecondCallQuestion({ kind, callId }: QuestionProps): ReactNode {
  const { line, second } = useModel();
  const question = useView(second, (view) => view.question);
  const talking = useView(line, (view) => view.line.calls.find(({ id }) => id === question?.talkingId));
  const remember = useView(second, (view) => view.remember);
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  const asked = question?.second;
  const here = asked?.kind === kind && (asked.kind === 'dial' || asked.callId === callId);
  useEffect(() => {
    if (here) box.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  if (!here || talking === undefined) return null;
  const [hold, just] = words[kind];
  return (
    <div ref={box} className={styles.question} role="group" aria-labelledby={titleId} data-question>
      <p id={titleId} role="status" className={styles.text}>
        {t('second.question', { who: whoOf(talking) })}
      </p>
      <label className={styles.remember}>
        <input
          type="checkbox"
          checked={remember}
          onChange={(event) => second.setRemember(event.target.checked)}
        />
        {t('second.remember')}
      </label>
      <ActionButton label={t('second.close')} icon={X} tone="quiet" compact onPress={second.close} />
      <div className={styles.answers}>
        <ActionButton label={t(hold)} icon={Pause} tone="primary" onPress={() => second.answer(true)} />
        <ActionButton label={t(just)} icon={Phone} onPress={() => second.answer(false)} />
      </div>
    </div>
  );
}
