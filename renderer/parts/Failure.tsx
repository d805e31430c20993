import { CircleAlert, RefreshCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { supportCode } from '../../src/words/supportCode.ts';
import { ActionButton } from './ActionButton.tsx';
import styles from './Failure.module.css';
import { t } from './words.ts';

/** Nothing of the page works; starting it again is all that can be done, and it loses nothing: main owns the line. */
export function Failure({ code }: { readonly code: string }): ReactNode {
  return (
    <div className={styles.failure} role="alert">
      <CircleAlert aria-hidden />
      <p className={styles.what}>{t('error.title')}</p>
      <p>{t('bridge.failed')}</p>
      <ActionButton label={t('bridge.reload')} icon={RefreshCw} onPress={() => window.location.reload()} />
      <code>{supportCode(code)}</code>
    </div>
  );
}

interface GuardProps {
  readonly children: ReactNode;
}

/** Catches what a component throws, so that a mistake in one corner is not an empty window. */
export class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failure code="internal" /> : this.props.children;
  }
}
