import { Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { AgentState } from '../agent/AgentState.tsx';
import { agentLook } from '../agent/look.ts';
import { focusOf } from '../state/focus.ts';
import tones from '../call/tone.module.css';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import { BarToggle } from './BarToggle.tsx';
import styles from './Header.module.css';
import { useModel, useView } from '../model/panelModel.ts';

/** Whose line this is, and how it stands, for a glance from the corner of an eye. */
export function Header(): ReactNode {
  const { bridge, calls, line } = useModel();
  const now = useView(line, (view) => view.line);
  const agentName = useView(line, (view) => view.agentName);
  const picked = useView(calls, (view) => view.picked);
  const { tone, hollow } = agentLook(now, focusOf(now.calls, picked));
  const isStarting = useView(line, ({ status }) => status === 'starting');
  const { extension } = now;
  return (
    <header className={cx(styles.header, tones[tone])} data-tone={tone}>
      <span className={cx(styles.dot, hollow === true && styles.hollow)} aria-hidden />
      <h1 className={styles.line} title={agentName === '' ? undefined : agentName}>
        <strong>{extension === '' && !isStarting ? t('panel.noLine') : extension}</strong>
        {agentName === '' ? null : <span className={styles.agent}>{agentName}</span>}
      </h1>
      <AgentState />
      <BarToggle />
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
