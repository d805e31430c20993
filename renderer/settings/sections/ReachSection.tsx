import type { ReactNode } from 'react';
import { t } from '../../parts/words.ts';
import styles from './Sections.module.css';
import { SystemRows } from '../rows/SystemRows.tsx';
import { SwitchRow } from '../rows/fields.tsx';

/** How Offhook is reached from other programs: links, hotkeys, the start of the session. */
export function ReachSection(): ReactNode {
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.reach')}</h2>
      <SwitchRow name="dialLinksAtOnce" hint="settings.dialLinksAtOnce.hint" />
      <SystemRows />
    </section>
  );
}
