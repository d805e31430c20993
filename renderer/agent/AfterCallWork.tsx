import { CircleCheck, ClipboardPen, TimerReset } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CtiCommand } from '../../src/cti/command.ts';
import { permission } from '../state/actions.ts';
import { Clock } from '../call/Clock.tsx';
import { useModel, useView } from '../model/panelModel.ts';
import { settleMs } from '../state/settle.ts';
import { ActionButton, type ActionButtonProps } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { useLasting } from '../parts/hooks/useLasting.ts';
import { t } from '../parts/words.ts';
import styles from './AfterCallWork.module.css';
import { isOffered } from './offered.ts';
import { workPlace } from '../state/agentPlace.ts';

/** The time after a call that belongs to writing it up: how much is left, more of it, or an end to it. */
export function AfterCallWork(): ReactNode {
  const { line } = useModel();
  const agent = useView(line, (view) => view.line.agent);
  if (agent.status !== 'afterCallWork') return null;
  return <Work until={agent.afterCallWorkUntilMonoMs} staysNotReady={agent.chosen === 'notReady'} />;
}

interface WorkProps {
  /** Left out: it lasts until the disposition is given. */
  readonly until: number | undefined;
  readonly staysNotReady: boolean;
}

function Work({ until, staysNotReady }: WorkProps): ReactNode {
  const { bridge, commands, line } = useModel();
  const trouble = useView(commands, (view) => view.troubles[workPlace]);
  return (
    <section className={styles.work} aria-label={t('work.title')}>
      <ClipboardPen aria-hidden />
      <span className={styles.title}>
        {t('work.title')}
        {staysNotReady ? <span className={styles.then}>{t('agent.thenNotReady')}</span> : null}
      </span>
      {until === undefined ? null : (
        <Clock
          direction="left"
          read={() => until - line.now()}
          label={t('work.left')}
          className={styles.clock}
        />
      )}
      <div className={styles.buttons}>
        <WorkButton
          command={{ type: 'ExtendAfterCallWork' }}
          label={t('command.ExtendAfterCallWork')}
          icon={TimerReset}
        />
        <WorkButton
          command={{ type: 'SetAgentState', state: 'ready' }}
          label={t('work.readyNow')}
          icon={CircleCheck}
        />
      </div>
      {trouble === undefined ? null : (
        <div className={styles.trouble}>
          <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(workPlace)} />
        </div>
      )}
    </section>
  );
}

interface WorkButtonProps extends Pick<ActionButtonProps, 'label' | 'icon'> {
  readonly command: Extract<CtiCommand, { type: 'ExtendAfterCallWork' | 'SetAgentState' }>;
}

function WorkButton({ command, label, icon }: WorkButtonProps): ReactNode {
  const { commands, line, notes } = useModel();
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  const pending = useView(commands, (view) => view.pending[workPlace]);
  const isHeld = useView(notes, ({ told }) => told.rule === 'must' && told.owed.length > 0);
  // A hand that was on its way to "Hang up" when the other party did is not to make the agent ready.
  const settled = useLasting(true, settleMs);
  if (!isOffered(features, command.type)) return null;
  const { allowed, reason } =
    isHeld && command.type === 'SetAgentState'
      ? { allowed: false, reason: 'dispositionMissing' as const }
      : permission(features, command.type, link);
  return (
    <ActionButton
      label={label}
      icon={icon}
      settling={!settled || (pending !== undefined && pending !== command.type)}
      disabled={!allowed}
      reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
      pending={pending === command.type ? t(`command.pending.${command.type}`) : undefined}
      onPress={() => void commands.run(workPlace, command)}
    />
  );
}
