import { Check, Circle, CircleAlert, LoaderCircle, Minus, TriangleAlert, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { type LineCheckStep, type LineCheckStepName, lineCheckSteps } from '../../../src/cti/lineCheck.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { Code } from '../../parts/Code.tsx';
import { Hidden } from '../../parts/Hidden.tsx';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import styles from './LineCheck.module.css';
import { useForm, useSettings } from '../model/context.ts';
import type { LineTest } from '../model/form.ts';
import { sameValues } from '../model/values.ts';

const icons: Readonly<Record<LineCheckStep['state'], LucideIcon>> = {
  running: LoaderCircle,
  passed: Check,
  skipped: Minus,
  warned: TriangleAlert,
  failed: CircleAlert,
};

/** The connection test, step by step as it goes, and what to do where it stops. */
export function LineCheck({ test }: { readonly test: LineTest }): ReactNode {
  const { model } = useSettings();
  const { values } = useForm();
  return (
    <section className={styles.check} aria-labelledby="line-check">
      <div className={styles.head}>
        <h2 id="line-check">{t('check.title')}</h2>
        <ActionButton label={t('call.dismiss')} icon={X} tone="quiet" compact onPress={model.dismissTest} />
      </div>
      <ol className={styles.steps}>
        {lineCheckSteps.map((name) => (
          <Step key={name} name={name} step={test.steps[name]} over={test.state !== 'running'} />
        ))}
      </ol>
      <p role="status" className={styles.result}>
        {sameValues(values, test.values) ? resultOf(test) : t('check.stale')}
      </p>
    </section>
  );
}

function resultOf({ state, steps }: LineTest): string {
  if (state === 'running') return '';
  if (state === 'broken') return t('bridge.failed');
  const stopped = lineCheckSteps.find((name) => steps[name]?.state === 'failed');
  if (stopped !== undefined) return t('check.failed', { step: t(`check.step.${stopped}`) });
  const warned = lineCheckSteps.some((name) => steps[name]?.state === 'warned');
  return t(warned ? 'check.passedWithWarnings' : 'check.allPassed');
}

interface StepProps {
  readonly name: LineCheckStepName;
  readonly step: LineCheckStep | undefined;
  readonly over: boolean;
}

function Step({ name, step, over }: StepProps): ReactNode {
  const state = step?.state ?? (over ? 'skipped' : undefined);
  const Icon = state === undefined ? Circle : icons[state];
  const version = step?.facts?.version;
  return (
    <li className={cx(styles.step, state !== undefined && styles[state])} data-step={name} data-state={state}>
      <Icon aria-hidden />
      <div>
        <span className={styles.name}>{t(`check.step.${name}`)}</span>
        {state === undefined ? null : <Hidden>: {t(`check.state.${state}`)}</Hidden>}
        {version === undefined ? null : <span className={styles.facts}>{version}</span>}
        <Controls told={controlsOf(step)} />
        {step?.state === 'failed' || step?.state === 'warned' ? <Advice step={step} /> : null}
      </div>
    </li>
  );
}

function Controls({ told }: { readonly told: readonly string[] }): ReactNode {
  if (told.length === 0) return null;
  return (
    <ul className={styles.controls}>
      {told.map((control) => (
        <li key={control}>{control}</li>
      ))}
    </ul>
  );
}

const controlKeys = [
  'check.control.answer.pickUp',
  'check.control.answer.notify',
  'check.control.hold.notify',
  'check.control.hold.holdingPen',
  'check.control.hold.park',
  'check.control.transfer.atxfer',
  'check.control.transfer.consultation',
] as const;

/** Who will answer, hold and transfer, in words; and the phone, as it names itself. */
function controlsOf(step: LineCheckStep | undefined): readonly string[] {
  const facts = step?.step === 'controls' ? (step.facts ?? {}) : {};
  const told = controlKeys
    .filter((key) =>
      (['answer', 'hold', 'transfer'] as const).some(
        (command) => key === `check.control.${command}.${facts[command] ?? ''}`,
      ),
    )
    .map((key) => t(key));
  return facts.userAgent === undefined ? told : [...told, facts.userAgent];
}

/** What is wrong at a step and what to do. */
function Advice({
  step,
}: {
  readonly step: Extract<LineCheckStep, { state: 'failed' | 'warned' }>;
}): ReactNode {
  const { bridge } = useSettings();
  const { code, detail, what, todo } = 'fault' in step ? ofLink(step.fault) : ofLine(step);
  return (
    <div className={styles.advice}>
      <p>{what}</p>
      <p className={styles.todo}>{todo}</p>
      <Code bridge={bridge} code={code} detail={detail} />
    </div>
  );
}

interface Told {
  readonly code: string;
  readonly detail?: string | undefined;
  readonly what: string;
  readonly todo: string;
}

type LinkFault = Extract<LineCheckStep, { fault: unknown }>['fault'];
type LineFault = Extract<LineCheckStep, { code: unknown }>;

function ofLink({ code, detail }: LinkFault): Told {
  return { code, detail, what: t(`fault.${code}`), todo: t(`fault.${code}.todo`) };
}

function ofLine({ code, detail }: LineFault): Told {
  return { code, detail, what: t(`check.fault.${code}`), todo: t(`check.fault.${code}.todo`) };
}
