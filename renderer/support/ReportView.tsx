import { RefreshCw, Save } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { SaveFileResult } from '../../src/ipc/support.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import type { Bridge } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import { Outcome } from './Outcome.tsx';
import styles from './View.module.css';

interface Report {
  readonly text?: string;
  readonly state: 'making' | 'made' | 'failed';
  readonly masks?: boolean;
}

/** The report as one text: what is read here is what is saved. */
export function ReportView({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const [report, setReport] = useState<Report>({ state: 'making' });
  const [result, setResult] = useState<SaveFileResult>();
  const read = useCallback((): void => {
    bridge.request('support:report').then(
      ({ text, masks }) => setReport({ state: 'made', text, masks }),
      () => setReport({ state: 'failed' }),
    );
  }, [bridge]);
  useEffect(read, [read]);
  const renew = (): void => {
    setResult(undefined);
    setReport((before) => ({ ...before, state: 'making' }));
    read();
  };
  const save = async (): Promise<void> => {
    setResult(undefined);
    setResult(await bridge.request('support:saveReport').catch(() => undefined));
  };
  return (
    <>
      <div className={styles.about}>
        <p>{t('support.report.about')}</p>
        {report.masks === undefined ? null : (
          <p>{t(report.masks ? 'support.report.masked' : 'support.report.unmasked')}</p>
        )}
      </div>
      {report.state === 'failed' ? (
        <p className={styles.empty} role="alert">
          {t('support.failed')}
        </p>
      ) : (
        <textarea
          className={styles.report}
          aria-label={t('support.report.text')}
          readOnly
          spellCheck={false}
          value={report.text ?? ''}
        />
      )}
      <Outcome bridge={bridge} result={result} saved={(file) => t('support.report.saved', { file })} />
      <footer className={styles.tools}>
        <ActionButton
          label={t('support.report.renew')}
          icon={RefreshCw}
          pending={report.state === 'making' ? t('support.report.making') : undefined}
          onPress={renew}
        />
        <span className={styles.space} />
        <ActionButton
          label={t('support.report.save')}
          icon={Save}
          tone="primary"
          disabled={report.text === undefined}
          onPress={() => void save()}
        />
      </footer>
    </>
  );
}
