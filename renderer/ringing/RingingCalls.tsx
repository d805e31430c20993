import { BellOff, Phone, PhoneIncoming, PhoneOff, X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { RingingCall } from '../../src/ipc/ringing.ts';
import { permission } from '../state/actions.ts';
import tones from '../call/tone.module.css';
import { ActionButton } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import hidden from '../parts/hidden.module.css';
import { usePageTitle } from '../parts/page.ts';
import { formatNumber } from '../parts/phone.ts';
import { numberBeside, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import styles from './RingingCalls.module.css';
import type { RingingModel } from './model.ts';

interface RingingCallsProps {
  readonly model: RingingModel;
  readonly hide: () => void;
}

/** Every call that rings, one below the other, the first to come on top. */
export function RingingCalls({ model, hide }: RingingCallsProps): ReactNode {
  const calls = useStore(model, (state) => state.calls);
  usePageTitle(t('ringing.title'));
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [hide]);
  return (
    <main className={styles.calls}>
      <h1 className={hidden.hidden}>{t('ringing.title')}</h1>
      {calls.map((ringing, index) => (
        <RingingCard
          key={ringing.call.id}
          ringing={ringing}
          model={model}
          hide={index === 0 ? hide : undefined}
        />
      ))}
    </main>
  );
}

interface RingingCardProps {
  readonly ringing: RingingCall;
  readonly model: RingingModel;
  /** One button hides the whole window. */
  readonly hide: (() => void) | undefined;
}

function RingingCard({ ringing: { call, sounds }, model, hide }: RingingCardProps): ReactNode {
  const pending = useStore(model, (state) => state.pending[call.id]);
  const trouble = useStore(model, (state) => state.troubles[call.id]);
  const guarded = useStore(model, (state) => state.guarded.includes(call.id));
  const told = useStore(model, (state) => state.told === call.id);
  const who = whoOf(call);
  const number = numberBeside(call);
  const facts = [
    ...(number === undefined ? [] : [number]),
    ...(call.queue === undefined ? [] : [t('call.via', { queue: call.queue })]),
    ...(call.did === undefined ? [] : [t('call.did', { did: formatNumber(call.did) })]),
  ];
  const answer = permission(call.features, 'AnswerCall', { state: 'online', version: '' });
  const decline = permission(call.features, 'DropCall', { state: 'online', version: '' });
  const why = ({ reason }: typeof answer): string | undefined =>
    reason === undefined ? undefined : t(`refusal.${reason}`);
  return (
    <article className={cx(styles.card, tones.ringing)} aria-label={t('call.card', { who })}>
      <div className={styles.head}>
        <span className={styles.badge}>
          <PhoneIncoming aria-hidden />
        </span>
        <div className={styles.texts} role="alert">
          <h2 className={styles.who} title={who}>
            {who}
          </h2>
          <p className={styles.facts}>
            {told ? (
              <span>{t('ringing.otherCaller')}</span>
            ) : (
              facts.map((fact) => <span key={fact}>{fact}</span>)
            )}
          </p>
        </div>
        {hide === undefined ? null : (
          <ActionButton label={t('ringing.hide')} icon={X} tone="quiet" compact onPress={hide} />
        )}
      </div>
      {trouble === undefined ? (
        <div className={styles.buttons}>
          <ActionButton
            label={t('command.AnswerCall')}
            icon={Phone}
            tone="answer"
            guarded={guarded}
            disabled={!answer.allowed}
            reason={why(answer)}
            pending={pending === 'ringing:answer' ? t('command.pending.AnswerCall') : undefined}
            onPress={() => model.answer(call.id)}
          />
          <ActionButton
            label={t('ringing.silence')}
            icon={BellOff}
            compact
            disabled={!sounds}
            reason={t('ringing.silenced')}
            onPress={() => model.silence(call.id)}
          />
          <ActionButton
            label={t('command.decline')}
            icon={PhoneOff}
            tone="decline"
            guarded={guarded}
            disabled={!decline.allowed}
            reason={why(decline)}
            pending={pending === 'ringing:decline' ? t('command.pending.DropCall') : undefined}
            onPress={() => model.decline(call.id)}
          />
        </div>
      ) : (
        <TroubleNote bridge={model.bridge} trouble={trouble} onDismiss={() => model.forget(call.id)} />
      )}
    </article>
  );
}
