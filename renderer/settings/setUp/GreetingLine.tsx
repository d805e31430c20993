import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Code } from '../../parts/Code.tsx';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import styles from './GreetingLine.module.css';
import type { GreetingState } from './greeting.ts';

/** What the phone system said, or why it said nothing; read out when it changes. */
export function GreetingLine({ greeting }: { readonly greeting: GreetingState | undefined }): ReactNode {
  const { bridge } = useSettings();
  return (
    <div role="status" className={styles.greeting} data-state={greeting?.state}>
      {greeting?.state === 'asking' ? (
        <p>
          <LoaderCircle aria-hidden />
          {t('setUp.greeting.asking')}
        </p>
      ) : null}
      {greeting?.state === 'answers' ? (
        <p>
          <CircleCheck aria-hidden />
          {t('setUp.greeting.answers')}
        </p>
      ) : null}
      {greeting?.state === 'broken' ? (
        <p>
          <CircleAlert aria-hidden />
          {t('bridge.failed')}
        </p>
      ) : null}
      {greeting?.state === 'failed' ? (
        <>
          <p>
            <CircleAlert aria-hidden />
            {t(`fault.${greeting.fault.code}`)}
          </p>
          {greeting.fault.code === 'loginRefused' ? null : (
            <p className={styles.todo}>{t(`fault.${greeting.fault.code}.todo`)}</p>
          )}
          <Code bridge={bridge} code={greeting.fault.code} detail={greeting.fault.detail} />
        </>
      ) : null}
    </div>
  );
}
