import { BellOff, Phone, PhoneIncoming, PhoneOff, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { RingingCall } from '../../src/ipc/smallWindow.ts';
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
import { CallRow, WorkRow } from './MiniRow.tsx';
import styles from './RingingCalls.module.css';
import type { RingingModel } from './model.ts';

interface RingingCallsProps {
  readonly model: RingingModel;
  readonly hide: () => void;
}

/** The calls that stand, as the mini window, and those that ring, the first to come at the edge that stays when the window grows. */
export function RingingCalls({ model, hide }: RingingCallsProps): ReactNode {
  const { calls, mini, grows } = useStore(model);
  const title = t(mini === null || calls.length > 0 ? 'ringing.title' : 'mini.title');
  usePageTitle(title);
  return (
    <main className={cx(styles.calls, grows === 'up' && styles.up, calls.length === 0 && styles.quiet)}>
      <h1 className={hidden.hidden}>{title}</h1>
      {mini?.calls.map((call) => (
        <CallRow key={call.id} call={call} link={mini.link} model={model} />
      ))}
      {mini?.work ? <WorkRow work={mini.work} link={mini.link} model={model} /> : null}
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
  const answer = permission(call.features, 'AnswerCall', { state: 'online', version: '' });
  const decline = permission(call.features, 'DropCall', { state: 'online', version: '' });
  const why = ({ reason }: typeof answer): string | undefined =>
    reason === undefined ? undefined : t(`refusal.${reason}`);
  return (
    <article className={cx(styles.card, tones.ringing)} aria-label={t('call.card', { who: whoOf(call) })}>
      <Head call={call} model={model} hide={hide} />
      {trouble === undefined ? (
        <div className={styles.buttons}>
          <ActionButton
            label={t('command.AnswerCall')}
            icon={Phone}
            tone="answer"
            guarded={guarded}
            disabled={!answer.allowed}
            reason={why(answer)}
            pending={pending === 'AnswerCall' ? t('command.pending.AnswerCall') : undefined}
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
            pending={pending === 'DropCall' ? t('command.pending.DropCall') : undefined}
            onPress={() => model.decline(call.id)}
          />
        </div>
      ) : (
        <TroubleNote bridge={model.bridge} trouble={trouble} onDismiss={() => model.forget(call.id)} />
      )}
    </article>
  );
}

interface HeadProps {
  readonly call: RingingCall['call'];
  readonly model: RingingModel;
  readonly hide: (() => void) | undefined;
}

/** Who calls, and what else is known of the call. */
function Head({ call, model, hide }: HeadProps): ReactNode {
  const told = useStore(model, (state) => state.told === call.id);
  const who = whoOf(call);
  const number = numberBeside(call);
  const facts = [
    ...(number === undefined ? [] : [number]),
    ...(call.queue === undefined ? [] : [t('call.via', { queue: call.queue })]),
    ...(call.did === undefined ? [] : [t('call.did', { did: formatNumber(call.did) })]),
  ];
  return (
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
  );
}
