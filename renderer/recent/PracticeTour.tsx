import { Circle, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PracticeNumber } from '../../src/ipc/line.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './PracticeTour.module.css';
import { calledIn, stepsDone, type TourStep, tourSteps } from './practiceTour.ts';

interface PracticeTourProps {
  readonly numbers: readonly PracticeNumber[];
  readonly onFilled: () => void;
}

/** What to try first, each step ticked once it was done. */
export function PracticeTour({ numbers, onFilled }: PracticeTourProps): ReactNode {
  const { line } = useModel();
  const calls = useView(line, (view) => view.line.calls);
  const recent = useView(line, (view) => view.recent);
  const done = stepsDone(calls, recent);
  return (
    <ol className={styles.steps} aria-label={t('tour.title')}>
      {tourSteps.map((step) => (
        <li key={step} className={cx(styles.step, done.has(step) && styles.done)} data-done={done.has(step)}>
          {done.has(step) ? <CircleCheck aria-hidden /> : <Circle aria-hidden />}
          <Step
            step={step}
            number={numbers.find(({ behaviour }) => behaviour === calledIn[step])?.number}
            onFilled={onFilled}
          />
          {done.has(step) ? <Hidden>{t('tour.done')}</Hidden> : null}
        </li>
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: TourStep;
  readonly number: string | undefined;
  readonly onFilled: () => void;
}

/** A transfer's number is not called first: it is typed within the call. */
function Step({ step, number, onFilled }: StepProps): ReactNode {
  const { dial } = useModel();
  const text = t(`tour.${step}`, { number: number ?? '' });
  if (number === undefined || step === 'transfer') return <span>{text}</span>;
  return (
    <button
      type="button"
      onClick={() => {
        dial.setText(number);
        onFilled();
      }}
    >
      {text}
    </button>
  );
}

/** Within a call: the next step that can be tried there. */
export function PracticeHint({ numbers }: { readonly numbers: readonly PracticeNumber[] }): ReactNode {
  const { line } = useModel();
  const calls = useView(line, (view) => view.line.calls);
  const recent = useView(line, (view) => view.recent);
  if (!calls.some(({ phase }) => phase === 'talking' || phase === 'onHold')) return null;
  const done = stepsDone(calls, recent);
  const inCall: readonly TourStep[] = ['hold', 'hangUp', 'transfer'];
  const next = inCall.find((step) => !done.has(step));
  if (next === undefined) return null;
  const number = numbers.find(({ behaviour }) => behaviour === calledIn[next])?.number ?? '';
  return (
    <p className={styles.hint}>
      <Circle aria-hidden />
      {t(`tour.${next}`, { number })}
    </p>
  );
}
