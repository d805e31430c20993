import { MicOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../parts/words.ts';
import styles from './Muted.module.css';

/** The other party does not hear the agent: never to be forgotten. */
export function Muted(): ReactNode {
  return (
    <span className={styles.muted}>
      <MicOff aria-hidden />
      <span>{t('call.muted')}</span>
    </span>
  );
}
