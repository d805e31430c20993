import { PlugZap, Save, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../parts/ActionButton.tsx';
import { usePageTitle } from '../parts/page.ts';
import { t } from '../parts/words.ts';
import { Body } from './Body.tsx';
import { useSettings } from './model/context.ts';
import { useLeaving } from './model/leaving.ts';
import { LineCheck } from './parts/LineCheck.tsx';
import { Trouble } from './parts/Trouble.tsx';
import { Unsaved } from './parts/Unsaved.tsx';
import styles from './SettingsForm.module.css';

/** All settings in one form. */
export function SettingsForm({ close }: { readonly close: () => void }): ReactNode {
  const { model, finder } = useSettings();
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  usePageTitle(t('settings.title'));
  const test = useStore(model, ({ test: now }) => now);
  const trouble = useStore(model, ({ trouble: now }) => now);
  const leave = useLeaving(close, () => setAsking(true));

  const save = async (): Promise<void> => {
    const outcome = await model.save();
    if (outcome === 'saved') leave.now();
    if (outcome === 'saved' || outcome === 'stays') return;
    finder.search('');
    focusField(form.current, outcome);
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
      <Body />
      {test === undefined ? null : <LineCheck test={test} />}
      <Trouble trouble={trouble} />
      <Footer onCancel={leave.asked} />
      <Unsaved isOpen={asking} onKeep={() => setAsking(false)} onDiscard={leave.now} />
    </form>
  );
}

function Footer({ onCancel }: { readonly onCancel: () => void }): ReactNode {
  const { model } = useSettings();
  const saving = useStore(model, ({ saving: now }) => now);
  const test = useStore(model, ({ test: now }) => now);
  return (
    <footer className={styles.footer}>
      <ActionButton
        label={t(test === undefined ? 'check.run' : 'check.again')}
        icon={PlugZap}
        pending={test?.state === 'running' ? t('check.running') : undefined}
        onPress={model.test}
      />
      <div className={styles.end}>
        <ActionButton label={t('settings.cancel')} icon={X} onPress={onCancel} />
        <ActionButton
          label={t('settings.save')}
          icon={Save}
          tone="primary"
          pending={saving ? t('settings.saving') : undefined}
          submit
        />
      </div>
    </footer>
  );
}

function focusField(form: HTMLFormElement | null, name: string): void {
  // The field may only now have been opened (a fold): after the next drawing it is there.
  requestAnimationFrame(() => form?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus());
}
