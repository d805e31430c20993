import { PhoneOutgoing, X } from 'lucide-react';
import { type HTMLAttributes, type ReactNode, useEffect, useState } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { clock } from '../../src/words/duration.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { barMedia } from '../parts/bar.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { lengthOf, shortOutcome } from '../line/outcome.ts';
import { TroubleNote } from '../line/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { numberBeside, rang, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { NoteButton } from '../notes/NoteButton.tsx';
import { usePress } from '../model/usePress.ts';
import styles from './EndedCard.module.css';
import { permission } from '../state/actions.ts';
import { OpenPage } from './OpenPage.tsx';
import { lookOf } from './look.ts';
import tones from './tone.module.css';

/** How long a call stays on the screen after its end, unless somebody is looking at it. */
const lingerMs = 5000;

interface EndedCardProps {
  readonly call: Call;
  /** Its number among those that have ended, from 0. */
  readonly index: number;
  /** Other calls need the room. */
  readonly oneLine: boolean;
}

/** A call that is over: what came of it, how long it was, and a way to call again. It disappears automatically. */
export function EndedCard({ call, index, oneLine }: EndedCardProps): ReactNode {
  const { bridge, commands, dial, line } = useModel();
  const { isGuarded, press } = usePress(`ended:${index}`, call.id);
  const trouble = useView(commands, ({ troubles }) => troubles[call.id]);
  const features = useView(line, ({ line }) => line.features);
  const link = useView(line, ({ line }) => line.link);
  const isBar = useMedia(barMedia);
  const lookedAt = useLingering(call.id);
  const { tone, icon: Icon } = lookOf(call);
  const { allowed, reason } = permission(features, 'MakeCall', link);
  const why = whyNotCallable(call);
  return (
    <article
      className={cx(styles.card, oneLine && styles.oneLine, tones[tone])}
      aria-label={t('call.card', { who: whoOf(call) })}
      data-phase="ended"
      data-outcome={call.outcome}
      data-call={call.id}
      {...lookedAt}
    >
      <Icon aria-hidden className={styles.icon} />
      <EndedTexts call={call} />
      <div className={styles.actions}>
        {why !== undefined ? (
          <p className={styles.note}>{t(why)}</p>
        ) : (
          <ActionButton
            label={t(call.direction === 'incoming' ? 'command.callBack' : 'command.again')}
            icon={PhoneOutgoing}
            compact={oneLine || isBar}
            disabled={!allowed}
            reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
            guarded={isGuarded}
            onPress={() => press(() => dial.call(call.number))}
          />
        )}
        {call.connectedAt === undefined ? null : <NoteButton call={call} compact />}
        <OpenPage callId={call.id} compact />
        <ActionButton
          label={t('call.dismiss')}
          icon={X}
          tone="quiet"
          compact
          onPress={() => line.dismissEnded(call.id)}
        />
      </div>
      {trouble === undefined ? null : (
        <div className={styles.trouble}>
          <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(call.id)} />
        </div>
      )}
    </article>
  );
}

/** Lets the card go after a while, unless somebody is looking at it. @returns what the card is to tell */
function useLingering(
  callId: string,
): Pick<HTMLAttributes<HTMLElement>, 'onMouseEnter' | 'onMouseLeave' | 'onFocus' | 'onBlur'> {
  const { commands, line } = useModel();
  const [kept, setKept] = useState({ hovered: false, focused: false });
  const stays = kept.hovered || kept.focused;
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => {
      commands.forget(callId);
      line.dismissEnded(callId);
    }, lingerMs);
    return () => clearTimeout(timer);
  }, [stays, callId, commands, line]);
  return {
    onMouseEnter: () => setKept((now) => ({ ...now, hovered: true })),
    onMouseLeave: () => setKept((now) => ({ ...now, hovered: false })),
    onFocus: () => setKept((now) => ({ ...now, focused: true })),
    onBlur: () => setKept((now) => ({ ...now, focused: false })),
  };
}

/** What came of it and how long it was, and who it was with. */
function EndedTexts({ call }: Pick<EndedCardProps, 'call'>): ReactNode {
  const isBar = useMedia(barMedia);
  const { word, to } = useOutcome(call);
  const who = whoOf(call);
  const number = numberBeside(call);
  const length = isBar ? lengthOf(call) : talkedOf(call);
  return (
    <div className={styles.texts}>
      <p className={styles.word} title={isBar ? word : undefined} data-word>
        <span>{isBar ? shortOutcome(call) : word}</span>
        {isBar && to !== undefined ? <span className={styles.to}>→ {to}</span> : null}
        {call.connectedAt === undefined ? null : <span className={styles.length}>{length}</span>}
        {(isBar ? [] : rang(call)).map((text) => (
          <span key={text} className={styles.length}>
            {text}
          </span>
        ))}
      </p>
      <h2 className={styles.who} title={who}>
        {who}
        {number === undefined ? null : <span className={styles.number}>{number}</span>}
      </h2>
    </div>
  );
}

/** What came of it, and to whom it went on. */
function useOutcome(call: Call): { readonly word: string; readonly to?: string } {
  const { line, transfer } = useModel();
  const sentTo = useView(transfer, (view) => view.sentTo[call.id]);
  const asked = useView(line, ({ ended }) => ended.find(({ consultFor }) => consultFor === call.id));
  const to = asked === undefined ? sentTo : whoOf(asked);
  return call.outcome !== 'transferred' || to === undefined
    ? { word: lookOf(call).word }
    : { word: t('outcome.transferredTo', { who: to }), to };
}

function talkedOf({ talkMs, holdMs, approximate }: Call): string {
  const length = approximate === true ? t('call.about', { length: clock(talkMs) }) : clock(talkMs);
  return holdMs < 1000
    ? t('call.talked', { length })
    : t('call.talkedAndHeld', { length, held: clock(holdMs) });
}
