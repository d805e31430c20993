import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SaveFileResult } from '../../src/ipc/support.ts';
import type { Bridge } from '../parts/bridge.ts';
import { Code } from '../parts/Code.tsx';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './Outcome.module.css';

interface OutcomeProps {
  readonly bridge: Bridge;
  readonly result: SaveFileResult | undefined;
  readonly saved: (file: string) => string;
}

/** What became of saving, where it was asked for; read out when it comes. */
export function Outcome({ bridge, result, saved }: OutcomeProps): ReactNode {
  return (
    <div role="status">
      {result === undefined || result.status === 'notChosen' ? null : (
        <p className={cx(styles.outcome, result.status === 'failed' && styles.failed)}>
          {result.status === 'failed' ? <CircleAlert aria-hidden /> : <CircleCheck aria-hidden />}
          <span className={styles.text}>
            {result.status === 'failed' ? t(`support.save.${result.code}`) : saved(result.file)}
          </span>
          {result.status === 'failed' ? (
            <Code bridge={bridge} code={result.code} detail={result.detail} />
          ) : null}
        </p>
      )}
    </div>
  );
}
