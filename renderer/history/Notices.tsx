import { TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Code } from '../parts/Code.tsx';
import { t } from '../parts/words.ts';
import { codeOf, faultTrouble } from './model/actions.ts';
import { useHistory } from './model/model.ts';
import styles from './Notices.module.css';

/** What has to be known of the history as a whole, above its calls. */
export function Notices(): ReactNode {
  const { bridge, state } = useHistory();
  const told = useStore(state, (now) => now.told);
  const [read, setRead] = useState<string>();
  const [leftOutRead, setLeftOutRead] = useState(0);
  const { fault, setAside, leftOut = 0 } = told ?? {};
  return (
    <>
      <div role="alert">
        {fault === undefined ? null : (
          <div className={styles.notice} data-fault>
            <TriangleAlert aria-hidden />
            <p className={styles.text}>
              <strong>{t('history.notWritten')}</strong> {faultTrouble(fault).text}
            </p>
            <Code bridge={bridge} code={codeOf(fault)} />
          </div>
        )}
      </div>
      <div role="status">
        {setAside === undefined || setAside.file === read ? null : (
          <Dismissible onDismiss={() => setRead(setAside.file)}>
            <p className={styles.text}>{t(`history.setAside.${setAside.why}`, { file: setAside.file })}</p>
          </Dismissible>
        )}
        {leftOut <= leftOutRead ? null : (
          <Dismissible onDismiss={() => setLeftOutRead(leftOut)}>
            <p className={styles.text}>{t('history.leftOut', { count: leftOut })}</p>
            <Code bridge={bridge} code="historyLeftOut" />
          </Dismissible>
        )}
      </div>
    </>
  );
}

interface DismissibleProps {
  readonly children: ReactNode;
  readonly onDismiss: () => void;
}

function Dismissible({ children, onDismiss }: DismissibleProps): ReactNode {
  return (
    <div className={styles.notice}>
      <TriangleAlert aria-hidden />
      {children}
      <ActionButton label={t('call.dismiss')} icon={X} tone="quiet" compact onPress={onDismiss} />
    </div>
  );
}
