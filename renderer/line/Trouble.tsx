import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Trouble } from './commands.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Code } from '../parts/Code.tsx';
import styles from './Trouble.module.css';
import type { Bridge } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';

interface TroubleProps {
  readonly bridge: Bridge;
  readonly trouble: Trouble;
  readonly onDismiss: () => void;
}

/** Why a command was not carried out, right where it was given. */
export function TroubleNote({ bridge, trouble, onDismiss }: TroubleProps): ReactNode {
  return (
    <div className={styles.trouble} role="alert">
      <TriangleAlert aria-hidden />
      <p className={styles.text}>{trouble.text}</p>
      <ActionButton label={t('call.dismiss')} icon={X} tone="quiet" compact onPress={onDismiss} />
      <div className={styles.code}>
        <Code bridge={bridge} code={trouble.code} detail={trouble.detail} />
      </div>
    </div>
  );
}
