import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../parts/words.ts';
import styles from './Trouble.module.css';
import type { SaveTrouble } from '../model/form.ts';

/** Why nothing was saved. */
export function Trouble({ trouble }: { readonly trouble: SaveTrouble | undefined }): ReactNode {
  if (trouble === undefined) return null;
  return (
    <p className={styles.trouble} role="alert">
      <CircleAlert aria-hidden />
      {textOf(trouble)}
    </p>
  );
}

function textOf(trouble: SaveTrouble): string {
  switch (trouble.kind) {
    case 'fields':
      return t('settings.fixFirst', { count: trouble.count });
    case 'failed':
      return t(`settings.failed.${trouble.code}`);
    case 'bridge':
      return t('bridge.failed');
  }
}
