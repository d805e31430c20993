import { Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { lookOf } from '../call/look.ts';
import { focusOf } from '../call/focus.ts';
import tones from '../call/tone.module.css';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './Header.module.css';
import { useModel, useView } from './model.ts';

/** Whose line this is, and how it stands, for a glance from the corner of an eye. */
export function Header(): ReactNode {
  const { bridge, calls, line } = useModel();
  const { extension } = useView(line, (view) => view.line);
  const agentName = useView(line, (view) => view.agentName);
  const link = useView(line, (view) => view.line.link);
  const standing = useView(line, (view) => view.line.calls);
  const picked = useView(calls, (view) => view.picked);
  const call = focusOf(standing, picked);
  const look = call === undefined ? undefined : lookOf(call);
  const online = link.state === 'online';
  const word = look?.word ?? t(online ? 'panel.state.ready' : 'panel.state.notConnected');
  const tone = look?.tone ?? (online ? 'talking' : 'neutral');
  return (
    <header className={styles.header}>
      <span className={cx(styles.dot, tones[tone], !online && styles.hollow)} aria-hidden />
      <h1 className={styles.line}>
        <strong>{extension === '' ? t('panel.noLine') : extension}</strong>
        {agentName === '' ? null : <span className={styles.agent}>{agentName}</span>}
      </h1>
      <span className={styles.state}>{word}</span>
      <ActionButton
        label={t('panel.settings')}
        icon={Settings}
        tone="quiet"
        compact
        onPress={() => tell(bridge.request('settings:open'), () => undefined)}
      />
    </header>
  );
}
