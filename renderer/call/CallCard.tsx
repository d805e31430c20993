import { type ReactNode, useRef } from 'react';
import { type Call, clocks } from '../../src/cti/call.ts';
import { withoutTurns } from '../../src/cti/text.ts';
import { clock } from '../../src/words/duration.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { TroubleNote } from '../line/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import { formatNumber } from '../parts/phone.ts';
import { numberBeside, rang, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { AddFavourite } from './AddFavourite.tsx';
import styles from './CallCard.module.css';
import { Clock } from './Clock.tsx';
import { NoteButton } from '../notes/NoteButton.tsx';
import { KeysToSend } from './KeysToSend.tsx';
import { Muted } from './Muted.tsx';
import { OpenPage } from './OpenPage.tsx';
import { WhoIsIt } from './WhoIsIt.tsx';
import { clockMs, lookOf } from './look.ts';
import tones from './tone.module.css';
import { useInView } from './useInView.ts';

interface CallCardProps {
  readonly call: Call;
  /** The call that this one is a consultation for. */
  readonly consultedFor?: Call | undefined;
}

/** The call in focus, open: state, clock, who, and how it came. Its buttons are in the dock, always in the same place. */
export function CallCard({ call, consultedFor }: CallCardProps): ReactNode {
  const { bridge, commands, line } = useModel();
  const trouble = useView(commands, ({ troubles }) => troubles[call.id]);
  const { tone, icon: Icon, word, hint } = lookOf(call);
  const who = whoOf(call);
  const article = useRef<HTMLElement>(null);
  useInView(article);
  return (
    <article
      ref={article}
      className={cx(styles.card, tones[tone])}
      aria-label={t('call.card', { who })}
      data-phase={call.phase}
      data-tone={tone}
      data-call={call.id}
    >
      <div className={styles.state}>
        <span className={styles.badge}>
          <Icon aria-hidden />
        </span>
        <span className={styles.word}>{word}</span>
        {call.muted === true ? <Muted /> : null}
        <Clock className={styles.clock} label={clockLabel(call)} read={() => clockMs(call, line.now())} />
      </div>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      <h2 className={styles.who} title={who}>
        {who}
      </h2>
      <div className={styles.about}>
        <p className={styles.facts}>
          <Facts call={call} consultedFor={consultedFor} />
        </p>
        <AddFavourite call={call} />
      </div>
      <WhoIsIt call={call} />
      <KeysToSend call={call} />
      <div className={styles.deeds}>
        {call.connectedAt === undefined ? null : <NoteButton call={call} />}
        <OpenPage callId={call.id} />
      </div>
      {trouble === undefined ? null : (
        <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(call.id)} />
      )}
    </article>
  );
}

function clockLabel(call: Call): string {
  if (call.phase === 'talking' || call.phase === 'heldByRemote') return t('call.clock.talk');
  return call.phase === 'onHold' ? t('call.clock.hold') : t('call.clock.phase');
}

/** Number, direction and route, and the other clock where it has something to say. */
function Facts({ call, consultedFor }: CallCardProps): ReactNode {
  const number = numberBeside(call);
  const { contact, pbxName } = call;
  const facts = [
    ...(contact?.organisation === undefined ? [] : [withoutTurns(contact.organisation)]),
    consultedFor === undefined
      ? t(`call.direction.${call.direction}`)
      : t('call.consultFor', { who: whoOf(consultedFor) }),
    ...(call.queue === undefined ? [] : [t('call.via', { queue: call.queue })]),
    ...(call.did === undefined ? [] : [t('call.did', { did: formatNumber(call.did) })]),
    ...(pbxName === undefined ? [] : [t('directory.pbxName', { name: withoutTurns(pbxName) })]),
    ...rang(call),
    ...otherClock(call),
  ];
  return (
    <>
      {number === undefined ? null : <span className={styles.number}>{number}</span>}
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </>
  );
}

function otherClock(call: Call): readonly string[] {
  const { talkMs, holdMs } = clocks(call, call.countedAtMonoMs);
  if (call.phase === 'onHold') return [t('call.talked', { length: clock(talkMs) })];
  return call.phase === 'talking' && holdMs >= 1000 ? [t('call.held', { length: clock(holdMs) })] : [];
}
