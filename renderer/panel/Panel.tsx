import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CallList } from '../call/CallList.tsx';
import { DialField } from '../dial/DialField.tsx';
import { PracticeNumbers } from '../recent/PracticeNumbers.tsx';
import { RecentList } from '../recent/RecentList.tsx';
import { Failure } from '../parts/Failure.tsx';
import { cx } from '../parts/cx.ts';
import { useLasting } from '../parts/useLasting.ts';
import { t } from '../parts/words.ts';
import { Announcer } from './Announcer.tsx';
import { Dock } from './Dock.tsx';
import { Header } from './Header.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { LinkBar } from './LinkBar.tsx';
import styles from './Panel.module.css';
import { handleKey } from './keys.ts';
import { useModel, useView } from './model.ts';

/** The whole panel: line above, calls and number field in the middle, the two buttons and the link below. */
export function Panel(): ReactNode {
  const { line } = useModel();
  const status = useView(line, (view) => view.status);
  const slow = useLasting(status === 'starting', 300);
  if (status === 'broken') return <Failure code="bridgeFailed" />;
  // A start that takes no time shows nothing rather than a flash of something.
  if (status === 'starting') return slow ? <p className={styles.starting}>{t('panel.starting')}</p> : null;
  return <LivePanel />;
}

function LivePanel(): ReactNode {
  const model = useModel();
  const { line } = model;
  const inCall = useView(line, (view) => view.line.calls.length > 0);
  const practice = useView(line, (view) => view.pbx.kind === 'practice');
  const input = useRef<HTMLInputElement>(null);
  const [keysShown, setKeysShown] = useState(false);
  useEffect(() => {
    const target = { input: () => input.current, showKeys: () => setKeysShown(true) };
    const listen = (event: KeyboardEvent): void => handleKey(event, model, target);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [model]);
  const focusField = (): void => input.current?.focus();
  return (
    <div className={cx(styles.panel, inCall && styles.inCall)}>
      <Announcer />
      <Header />
      <main className={styles.main}>
        <div className={styles.now}>
          <CallList />
          <DialField inputRef={input} inCall={inCall} />
          {practice && !inCall ? <PracticeNumbers onFilled={focusField} /> : null}
        </div>
        <RecentList onFilled={focusField} />
      </main>
      <Dock />
      <LinkBar />
      <KeysDialog isOpen={keysShown} onOpenChange={setKeysShown} />
    </div>
  );
}
