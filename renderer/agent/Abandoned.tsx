import { PhoneMissed } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useModel } from '../model/panelModel.ts';
import { tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import styles from './Abandoned.module.css';

/** How many callers of the agent's queues gave up and have yet to be called back; the list of them is one press away. */
export function Abandoned(): ReactNode {
  const { bridge } = useModel();
  const open = useOpenAbandoned();
  if (open === 0) return null;
  const name = t('abandoned.panel.open', { count: open });
  return (
    <button
      type="button"
      className={styles.abandoned}
      aria-label={name}
      title={name}
      onClick={() => tell(bridge.request('abandoned:open'), () => undefined)}
    >
      <PhoneMissed aria-hidden />
      {t('abandoned.panel', { count: open })}
    </button>
  );
}

function useOpenAbandoned(): number {
  const { bridge } = useModel();
  const [open, setOpen] = useState(0);
  useEffect(() => {
    let isOver = false;
    const end = bridge.on('abandoned:told', (told) => {
      isOver = true;
      setOpen(told.open);
    });
    // What was told meanwhile is newer.
    const take = (now: { readonly open: number }): void => {
      if (!isOver) setOpen(now.open);
    };
    tell(bridge.request('abandoned:state').then(take), () => undefined);
    return () => {
      isOver = true;
      end();
    };
  }, [bridge]);
  return open;
}
