import { LifeBuoy } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { tell } from '../../parts/bridge.ts';
import { t } from '../../parts/words.ts';
import styles from './Sections.module.css';
import { useSettings } from '../model/context.ts';
import { SwitchRow } from '../rows/fields.tsx';

/** The way to what helps when something does not work. */
export function SupportSection(): ReactNode {
  const { bridge } = useSettings();
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.support')}</h2>
      <p className={styles.about}>{t('settings.support.about')}</p>
      <div>
        <ActionButton
          label={t('settings.support.open')}
          icon={LifeBuoy}
          onPress={() => tell(bridge.request('support:open'), () => undefined)}
        />
      </div>
      <SwitchRow name="maskNumbers" hint="settings.maskNumbers.hint" />
    </section>
  );
}
