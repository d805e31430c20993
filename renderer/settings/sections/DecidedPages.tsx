import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { cx } from '../../parts/cx.ts';
import { tell } from '../../parts/bridge.ts';
import { t } from '../../parts/words.ts';
import { Anchor } from '../rows/Anchor.tsx';
import styles from '../rows/titledList.module.css';
import { useSettings } from '../model/context.ts';

/** What the agent said about pages; each can be taken back, at once. */
export function DecidedPages(): ReactNode {
  const { bridge, pages } = useSettings();
  const decided = useStore(pages, (view) => view.decided);
  const [revoked, setRevoked] = useState(false);
  const revoke = (origin: string): void => {
    setRevoked(true);
    tell(bridge.request('messaging:revoke', origin), () => setRevoked(false));
  };
  return (
    <Anchor id="decidedPages">
      <div className={styles.rows}>
        <h4 className={styles.title}>{t('settings.crm.pages')}</h4>
        {decided.length === 0 ? (
          <p className={styles.none}>{t('settings.crm.pages.none')}</p>
        ) : (
          <ul className={styles.list}>
            {decided.map(({ origin, decision }) => (
              <li key={origin} className={styles.row}>
                <span className={styles.what}>{origin}</span>
                <span className={cx(styles.how, decision === 'never' && styles.never)}>
                  {t(`settings.crm.decided.${decision}`)}
                </span>
                <ActionButton
                  label={t('settings.crm.revoke')}
                  name={t('settings.crm.revoke.page', { origin })}
                  icon={X}
                  tone="quiet"
                  onPress={() => revoke(origin)}
                />
              </li>
            ))}
          </ul>
        )}
        <p role="status" className={styles.none}>
          {revoked ? t('settings.crm.revoked') : null}
        </p>
      </div>
    </Anchor>
  );
}
