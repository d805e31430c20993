import { PlugZap, RotateCcw, Save, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../parts/ActionButton.tsx';
import type { Bridge } from '../parts/bridge.ts';
import hidden from '../parts/hidden.module.css';
import { usePageTitle } from '../parts/page.ts';
import { t } from '../parts/words.ts';
import { CrmSection } from './sections/CrmSection.tsx';
import { DialRulesSection } from './sections/DialRulesSection.tsx';
import { HotkeysSection } from './sections/HotkeysSection.tsx';
import { LineCheck } from './parts/LineCheck.tsx';
import { Notes } from './Notes.tsx';
import { ReachSection } from './sections/ReachSection.tsx';
import { RingingSection, WindowSection } from './sections/RingingSection.tsx';
import {
  AdvancedSection,
  CallsSection,
  ColleaguesSection,
  ControlsSection,
  LineSection,
  PbxSection,
  QueuesSection,
} from './sections/Sections.tsx';
import styles from './SettingsWindow.module.css';
import { SupportSection } from './sections/SupportSection.tsx';
import { Trouble } from './parts/Trouble.tsx';
import { UpdatesSection } from './sections/UpdatesSection.tsx';
import { Unsaved } from './parts/Unsaved.tsx';
import { SettingsProvider, useSettings } from './model/context.ts';
import { SetUp } from './setUp/SetUp.tsx';
import { useLeaving } from './model/leaving.ts';
import { createSettingsModel } from './model/model.ts';

interface SettingsWindowProps {
  readonly bridge: Bridge;
  readonly close: () => void;
}

/** The settings: read, changed, tested, saved as a whole or not at all. */
export function SettingsWindow({ bridge, close }: SettingsWindowProps): ReactNode {
  const [model] = useState(() => createSettingsModel(bridge));
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
    <SettingsProvider value={{ bridge, model, setUp: () => setStepwise(true) }}>
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

function SettingsForm({ close }: Pick<SettingsWindowProps, 'close'>): ReactNode {
  const { model } = useSettings();
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  usePageTitle(t('settings.title'));
  const saving = useStore(model, ({ saving: now }) => now);
  const test = useStore(model, ({ test: now }) => now);
  const trouble = useStore(model, ({ trouble: now }) => now);
  const leave = useLeaving(close, () => setAsking(true));

  const save = async (): Promise<void> => {
    const outcome = await model.save();
    if (outcome === 'saved') leave.now();
    else if (outcome !== 'stays') focusField(form.current, outcome);
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t('settings.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) leave.asked();
      }}
    >
      <main className={styles.scroll}>
        <h1 className={hidden.hidden}>{t('settings.title')}</h1>
        <Notes />
        <PbxSection />
        <LineSection />
        <CallsSection />
        <DialRulesSection />
        <QueuesSection />
        <ColleaguesSection />
        <ReachSection />
        <RingingSection />
        <WindowSection />
        <HotkeysSection />
        <ControlsSection />
        <CrmSection />
        <UpdatesSection />
        <SupportSection />
        <AdvancedSection />
      </main>
      {test === undefined ? null : <LineCheck test={test} />}
      <Trouble trouble={trouble} />
      <footer className={styles.footer}>
        <ActionButton
          label={t(test === undefined ? 'check.run' : 'check.again')}
          icon={PlugZap}
          pending={test?.state === 'running' ? t('check.running') : undefined}
          onPress={model.test}
        />
        <span className={styles.space} />
        <ActionButton label={t('settings.cancel')} icon={X} onPress={leave.asked} />
        <ActionButton
          label={t('settings.save')}
          icon={Save}
          tone="primary"
          pending={saving ? t('settings.saving') : undefined}
          submit
        />
      </footer>
      <Unsaved isOpen={asking} onKeep={() => setAsking(false)} onDiscard={leave.now} />
    </form>
  );
}

function focusField(form: HTMLFormElement | null, name: string): void {
  // The field may only now have been opened (advanced settings): after the next drawing it is there.
  requestAnimationFrame(() => form?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus());
}
