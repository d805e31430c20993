import { UserMinus } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import { numberBeside, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { usePress } from '../model/usePress.ts';
import card from './CallCard.module.css';
import { Clock } from './Clock.tsx';
import styles from './ConferenceCard.module.css';
import { Muted } from './Muted.tsx';
import { permission } from '../state/actions.ts';
import { clockMs, lookOf } from './look.ts';
import tones from './tone.module.css';
import { useInView } from './useInView.ts';

/** A conference in focus: one card for all its parties, each with its own way out. */
export function ConferenceCard({ parties }: { readonly parties: readonly Call[] }): ReactNode {
  const { bridge, commands, line } = useModel();
  const troubles = useView(commands, (view) => view.troubles);
  const article = useRef<HTMLElement>(null);
  useInView(article);
  const [first] = parties;
  if (first === undefined) return null;
  const { tone, icon: Icon, word } = lookOf(first);
  const troubled = parties.find(({ id }) => id in troubles);
  const trouble = troubled === undefined ? undefined : troubles[troubled.id];
  return (
    <article
      ref={article}
      className={cx(card.card, tones[tone])}
      aria-label={t('call.conference', { who: parties.map(whoOf).join(', ') })}
      data-phase={first.phase}
      data-call={first.id}
    >
      <div className={card.state}>
        <span className={card.badge}>
          <Icon aria-hidden />
        </span>
        <span className={card.word}>{word}</span>
        {parties.some(({ muted }) => muted === true) ? <Muted /> : null}
        <Clock
          className={card.clock}
          label={t('call.clock.talk')}
          read={() => Math.max(...parties.map((call) => clockMs(call, line.now())))}
        />
      </div>
      <ul className={styles.parties} aria-label={t('call.parties')}>
        {parties.map((call, index) => (
          <Party key={call.id} call={call} index={index} />
        ))}
      </ul>
      {troubled === undefined || trouble === undefined ? null : (
        <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(troubled.id)} />
      )}
    </article>
  );
}

function Party({ call, index }: { readonly call: Call; readonly index: number }): ReactNode {
  const { isGuarded, press } = usePress(`party:${index}`, call.id);
  const { calls, commands, line } = useModel();
  const link = useView(line, (view) => view.line.link);
  const pending = useView(commands, (view) => view.pending[call.id] === 'DropCall');
  const { allowed, reason } = permission(call.features, 'DropCall', link);
  const who = whoOf(call);
  const number = numberBeside(call);
  return (
    <li className={styles.party} data-call={call.id}>
      <h2 className={styles.who} title={who}>
        {who}
      </h2>
      {number === undefined ? null : <span className={styles.number}>{number}</span>}
      <ActionButton
        label={t('command.remove', { who })}
        icon={UserMinus}
        tone="quiet"
        compact
        disabled={!allowed}
        reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending ? t('command.pending.DropCall') : undefined}
        guarded={isGuarded}
        onPress={() => press(() => calls.act(call.id, 'DropCall'))}
      />
    </li>
  );
}
