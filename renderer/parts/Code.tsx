import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { isolated, withoutTurns } from '../../src/cti/text.ts';
import { supportCode } from '../../src/words/supportCode.ts';
import styles from './Code.module.css';
import type { Bridge } from './bridge.ts';
import { t } from './words.ts';

interface CodeProps {
  readonly bridge: Bridge;
  readonly code: string;
  /** The technical text behind it; shown on hover and copied along. */
  readonly detail?: string | undefined;
}

/** A stable code for support, small behind the words; a press copies it. */
export function Code({ bridge, code, detail }: CodeProps): ReactNode {
  const [copied, setCopied] = useState(false);
  const name = supportCode(code);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    const text = detail === undefined ? name : `${name}: ${withoutTurns(detail)}`;
    bridge.request('app:copy', text.slice(0, 1024)).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button
      type="button"
      className={styles.code}
      onClick={copy}
      title={detail === undefined ? undefined : isolated(detail)}
      aria-label={t('code.copy', { code: name })}
    >
      <span>{copied ? t('code.copied') : name}</span>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </button>
  );
}
