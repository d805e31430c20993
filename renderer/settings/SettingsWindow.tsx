import { RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../parts/ActionButton.tsx';
import type { Bridge } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import { createPagesStore } from '../state/pages.ts';
import { SettingsProvider } from './model/context.ts';
import { createFinder } from './model/finder.ts';
import { createSettingsModel } from './model/model.ts';
import { outline } from './sections/outline.ts';
import { SettingsForm } from './SettingsForm.tsx';
import styles from './SettingsWindow.module.css';
import { SetUp } from './setUp/SetUp.tsx';

interface SettingsWindowProps {
  readonly bridge: Bridge;
  readonly close: () => void;
}

/** The settings: read, changed, tested, saved as a whole or not at all. */
export function SettingsWindow({ bridge, close }: SettingsWindowProps): ReactNode {
  const [model] = useState(() => createSettingsModel(bridge));
  const [pages] = useState(() => createPagesStore(bridge));
  const [finder] = useState(() => createFinder(outline[0]?.id ?? ''));
  const status = useStore(model, (form) => form.status);
  const setUp = useStore(model, (form) => form.view?.setUp);
  const [stepwise, setStepwise] = useState<boolean>();
  if (status === 'reading') return <p className={styles.waiting}>{t('settings.loading')}</p>;
  if (status === 'unreadable') {
    return (
      <div className={styles.waiting} role="alert">
        <p>{t('settings.unreadable')}</p>
        <ActionButton label={t('settings.retry')} icon={RotateCcw} onPress={model.read} />
      </div>
    );
  }
  return (
    <SettingsProvider value={{ bridge, model, finder, pages, setUp: () => setStepwise(true) }}>
      {(stepwise ?? setUp?.isFirstStart === true) && setUp !== undefined ? (
        <SetUp
          questions={setUp.questions}
          isFirstStart={setUp.isFirstStart}
          close={close}
          showAll={() => setStepwise(false)}
        />
      ) : (
        <SettingsForm close={close} />
      )}
    </SettingsProvider>
  );
}
