import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './OpenPage.module.css';

interface OpenPageProps {
  readonly callId: string;
  /** Icon only. */
  readonly compact?: boolean;
}

/** Opens the call's page of the CRM; nothing where the settings have none. */
export function OpenPage({ callId, compact = false }: OpenPageProps): ReactNode {
  const { callPage } = useModel();
  const button = useView(callPage, (view) => view.button);
  const isOpening = useView(callPage, ({ opening }) => opening === callId);
  const result = useView(callPage, (view) => (view.result?.callId === callId ? view.result : undefined));
  if (button === 'none') return null;
  const refused = result?.refused;
  return (
    <div className={cx(styles.place, compact && styles.compact)}>
      <ActionButton
        label={t('pop.open')}
        icon={ExternalLink}
        compact={compact}
        shortcut={compact ? undefined : 'Control+O'}
        showsKey={!compact}
        disabled={button === 'faulty'}
        reason={button === 'faulty' ? t('pop.refused.badAddress') : undefined}
        pending={isOpening ? t('pop.opening') : undefined}
        onPress={() => callPage.open(callId)}
      />
      <span role="status" className={styles.told} data-refused={refused !== undefined || undefined}>
        {result === undefined ? null : refused === undefined ? t('pop.opened') : t(`pop.refused.${refused}`)}
      </span>
    </div>
  );
}
