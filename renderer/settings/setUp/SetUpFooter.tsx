import { ArrowLeft, ArrowRight, GraduationCap, PlugZap, Save, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import type { LineTest } from '../model/form.ts';
import { practiseKey } from './practiseKey.ts';
import styles from './SetUp.module.css';
import type { SetUpSteps } from './steps.ts';

interface SetUpFooterProps {
  readonly steps: SetUpSteps;
  /** False where the welcome has offered it. */
  readonly offersPractice: boolean;
  readonly showAll: () => void;
}

export function SetUpFooter({ steps, offersPractice, showAll }: SetUpFooterProps): ReactNode {
  const { model } = useSettings();
  const test = useStore(model, (form) => form.test);
  const { back, practise, question } = steps;
  return (
    <footer className={styles.footer}>
      {back === undefined ? null : <ActionButton label={t('setUp.back')} icon={ArrowLeft} onPress={back} />}
      {practise === undefined || !offersPractice ? null : (
        <ActionButton
          label={t('setUp.practise')}
          icon={GraduationCap}
          shortcut={practiseKey}
          showsKey
          onPress={practise}
        />
      )}
      <ActionButton label={t('setUp.all')} icon={SlidersHorizontal} tone="quiet" onPress={showAll} />
      <span className={styles.space} />
      {test !== undefined && hasFailed(test) ? (
        <ActionButton label={t('check.again')} icon={PlugZap} onPress={model.test} />
      ) : null}
      {question === undefined ? null : <NextButton {...steps} />}
    </footer>
  );
}

function NextButton({ isLast, isLoggingIn }: Pick<SetUpSteps, 'isLast' | 'isLoggingIn'>): ReactNode {
  const { model } = useSettings();
  const saving = useStore(model, (form) => form.saving);
  return (
    <ActionButton
      label={t(isLast ? 'settings.save' : 'setUp.next')}
      icon={isLast ? Save : ArrowRight}
      tone="primary"
      pending={saving ? t('settings.saving') : isLoggingIn ? t('setUp.loggingIn') : undefined}
      submit
    />
  );
}

function hasFailed({ state, steps }: LineTest): boolean {
  return state === 'broken' || Object.values(steps).some((step) => step.state === 'failed');
}
