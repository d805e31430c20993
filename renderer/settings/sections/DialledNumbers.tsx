import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSettings } from '../model/context.ts';
import { cx } from '../../parts/cx.ts';
import { locale, t } from '../../parts/words.ts';
import { Anchor } from '../rows/Anchor.tsx';
import styles from '../rows/titledList.module.css';

const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });

/** Who dialled what, besides the panel; the log has all of it. */
export function DialledNumbers(): ReactNode {
  const { pages } = useSettings();
  const dialled = useStore(pages, (view) => view.dialled);
  return (
    <Anchor id="dialledNumbers">
      <div className={styles.rows}>
        <h5 className={styles.title}>{t('settings.crm.dialled')}</h5>
        {dialled.length === 0 ? (
          <p className={styles.none}>{t('settings.crm.dialled.none')}</p>
        ) : (
          <ul className={styles.list}>
            {dialled.map(({ at, from, number, outcome }, index) => (
              <li key={`${at} ${index}`} className={styles.row}>
                <span className={styles.what}>
                  {from === ''
                    ? t('settings.crm.dialled.byProgram', { number })
                    : t('settings.crm.dialled.by', { number, from })}
                </span>
                <span className={cx(styles.how, outcome === 'denied' && styles.never)}>
                  {t(`settings.crm.dialled.${outcome}`)}
                </span>
                <time className={styles.how} dateTime={new Date(at).toISOString()}>
                  {time.format(at)}
                </time>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Anchor>
  );
}
