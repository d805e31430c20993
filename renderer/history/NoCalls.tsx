import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { HistoryFault } from '../../src/ipc/history.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Code } from '../parts/Code.tsx';
import { useLasting } from '../parts/hooks/useLasting.ts';
import { t } from '../parts/words.ts';
import { codeOf, faultTrouble } from './model/actions.ts';
import { useHistory, useList } from './model/model.ts';
import styles from './NoCalls.module.css';
import { everyCall } from './model/state.ts';

/** What is gone by before this is not worth showing, ms. */
const flashMs = 100;

/** Stands where the calls would be: why there are none, and what to do. */
export function NoCalls(): ReactNode {
  const { list } = useHistory();
  const status = useList((now) => now.status);
  const fault = useList((now) => now.fault);
  const isNarrowed = useList(({ shown }) => shown.text.trim() !== '' || shown.filter !== 'all');
  const lasts = useLasting(status === 'loading', flashMs);
  return (
    <div className={styles.place} data-empty={status}>
      {status === 'loading' ? (
        <p role="status">{lasts ? t('history.loading') : null}</p>
      ) : status === 'failed' ? (
        <Unreadable fault={fault ?? 'failed'} />
      ) : isNarrowed ? (
        <>
          <p className={styles.what}>{t('history.noMatch')}</p>
          <ActionButton label={t('history.showAll')} icon={RotateCcw} onPress={() => list.ask(everyCall)} />
        </>
      ) : (
        <NoneYet />
      )}
    </div>
  );
}

function Unreadable({ fault }: { readonly fault: HistoryFault }): ReactNode {
  const { bridge, list } = useHistory();
  return (
    <div className={styles.unreadable} role="alert">
      <p className={styles.what}>{t('history.failed')}</p>
      <p>{faultTrouble(fault).text}</p>
      <ActionButton label={t('settings.retry')} icon={RotateCcw} onPress={() => void list.refresh()} />
      <Code bridge={bridge} code={codeOf(fault)} />
    </div>
  );
}

function NoneYet(): ReactNode {
  const { state } = useHistory();
  const keptDays = useStore(state, ({ told }) => told?.keptDays);
  return (
    <>
      <p className={styles.what}>{t('history.none')}</p>
      {keptDays === undefined ? null : (
        <p>{keptDays === 0 ? t('history.none.keptForever') : t('history.none.kept', { count: keptDays })}</p>
      )}
    </>
  );
}
