import { CircleCheck, ClipboardPen, type LucideIcon, Maximize2, MicOff, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useStore } from 'zustand';
import type { Call } from '../../src/cti/call.ts';
import type { Link } from '../../src/cti/link.ts';
import { type MiniCommand, miniCommands, type MiniWork } from '../../src/ipc/smallWindow.ts';
import { lookOfCommand } from '../call/commandLook.ts';
import { Clock } from '../call/Clock.tsx';
import { clockMs, lookOf, type StateTone } from '../call/look.ts';
import tones from '../call/tone.module.css';
import { ActionButton } from '../parts/ActionButton.tsx';
import { cx } from '../parts/cx.ts';
import hidden from '../parts/hidden.module.css';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { isOffered, likeliest, permission } from '../state/actions.ts';
import styles from './MiniRow.module.css';
import { type RingingModel, workKey } from './model.ts';

interface CallRowProps {
  readonly call: Call;
  readonly link: Link;
  readonly model: RingingModel;
}

/** A call that stands: who, in which state and for how long, and the buttons that are wanted without the panel. */
export function CallRow({ call, link, model }: CallRowProps): ReactNode {
  const { tone, icon, word, hint } = lookOf(call);
  const who = whoOf(call);
  const first = likeliest(call);
  const mute = call.muted === true ? 'UnmuteCall' : 'MuteCall';
  const label = call.phase === 'conference' ? t('command.hangUpWho', { who }) : undefined;
  return (
    <Row
      place={call.id}
      model={model}
      tone={tone}
      icon={icon}
      name={t('call.card', { who })}
      title={who}
      word={word}
      hint={hint}
      isMuted={call.muted === true}
      clock={
        // Whether it still stands is not known: a clock that runs on would say that it does.
        call.checking === true ? null : (
          <Clock label={t('call.clock.phase')} read={() => clockMs(call, model.now())} />
        )
      }
    >
      {isMiniCommand(first) ? (
        <CallButton call={call} link={link} model={model} command={first} />
      ) : (
        <span className={styles.gap} />
      )}
      <CallButton call={call} link={link} model={model} command={mute} />
      <ActionButton
        label={t('mini.openPanel')}
        icon={Maximize2}
        tone="quiet"
        compact
        plainTip
        onPress={() => model.openPanel(call.id)}
      />
      <CallButton call={call} link={link} model={model} command="DropCall" label={label} />
    </Row>
  );
}

function isMiniCommand(command: string): command is MiniCommand {
  return (miniCommands as readonly string[]).includes(command);
}

interface CallButtonProps extends CallRowProps {
  readonly command: MiniCommand;
  readonly label?: string | undefined;
}

/** Each in its own place; where there is none the place stays empty, and no other button moves. */
function CallButton({ call, link, model, command, label }: CallButtonProps): ReactNode {
  const guarded = useStore(model, ({ guarded: places }) => places.includes(call.id));
  const pending = useStore(model, (state) => state.pending[call.id]);
  if (!isOffered(call, command) && link.state === 'online') return <span className={styles.gap} />;
  const { allowed, reason } = permission(call.features, command, link);
  const { icon, tone } = lookOfCommand(command, call);
  return (
    <ActionButton
      label={label ?? t(`command.${command}`)}
      icon={icon}
      tone={tone}
      compact
      plainTip
      guarded={guarded}
      settling={reason === 'commandInProgress' || (pending !== undefined && pending !== command)}
      disabled={!allowed && reason !== 'commandInProgress'}
      reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
      pending={pending === command ? t(`command.pending.${command}`) : undefined}
      onPress={() => model.press(call.id, command)}
    />
  );
}

interface WorkRowProps {
  readonly work: MiniWork;
  readonly link: Link;
  readonly model: RingingModel;
}

/** The work after a call, with what is left of it. */
export function WorkRow({ work, link, model }: WorkRowProps): ReactNode {
  const guarded = useStore(model, ({ guarded: places }) => places.includes(workKey));
  const pending = useStore(model, (state) => workKey in state.pending);
  const { allowed, reason } = permission(work.features, 'SetAgentState', link);
  return (
    <Row
      place={workKey}
      model={model}
      tone="work"
      icon={ClipboardPen}
      name={t('work.title')}
      title={t('work.title')}
      clock={<Clock label={t('work.left')} direction="left" read={() => work.untilMonoMs - model.now()} />}
    >
      <ActionButton
        label={t('work.readyNow')}
        icon={CircleCheck}
        plainTip
        guarded={guarded}
        disabled={!allowed}
        reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending ? t('command.pending.SetAgentState') : undefined}
        onPress={model.readyNow}
      />
    </Row>
  );
}

interface RowProps {
  readonly place: string;
  readonly model: RingingModel;
  readonly tone: StateTone;
  readonly icon: LucideIcon;
  /** For screen readers. */
  readonly name: string;
  readonly title: string;
  readonly word?: string | undefined;
  readonly hint?: string | undefined;
  readonly isMuted?: boolean | undefined;
  readonly clock: ReactNode;
  readonly children: ReactNode;
}

function Row({ place, model, tone, icon: Icon, name, title, word, children, ...props }: RowProps): ReactNode {
  const trouble = useStore(model, ({ troubles }) => troubles[place]);
  const told = useStore(model, (state) => state.told === place);
  const note = told ? t('mini.justMoved') : undefined;
  if (trouble !== undefined)
    return (
      <article className={cx(styles.row, tones.failed)} aria-label={name}>
        <p className={styles.trouble} role="alert" title={trouble.text}>
          {trouble.text}
        </p>
        <ActionButton
          label={t('call.dismiss')}
          icon={X}
          tone="quiet"
          compact
          plainTip
          onPress={() => model.forget(place)}
        />
      </article>
    );
  return (
    <article className={cx(styles.row, tones[tone])} aria-label={name}>
      <Grip model={model} title={props.hint ?? title}>
        <span className={styles.badge}>
          <Icon aria-hidden />
        </span>
        <span className={styles.texts}>
          <span className={styles.who}>{title}</span>
          <span className={styles.state}>
            {props.isMuted === true ? <MicOff role="img" aria-label={t('call.muted')} /> : null}
            {note === undefined ? (
              <>
                {word === undefined ? null : <span className={styles.word}>{word}</span>}
                {props.clock}
              </>
            ) : (
              <span className={styles.word}>{note}</span>
            )}
          </span>
        </span>
      </Grip>
      {/* What changes is read out, and who it is about; the clock is not. */}
      <span className={hidden.hidden} role="status">
        {note ?? (word === undefined ? title : `${title}: ${word}`)}
      </span>
      <div className={styles.buttons}>{children}</div>
    </article>
  );
}

interface GripProps {
  readonly model: RingingModel;
  readonly title: string;
  readonly children: ReactNode;
}

/** What the window is moved by. The window manager has no part in a window that never takes the focus, so the app moves it. */
function Grip({ model, title, children }: GripProps): ReactNode {
  const grip = useRef<{ readonly x: number; readonly y: number }>(null);
  return (
    <div
      className={styles.grip}
      title={`${title}\n${t('mini.move')}`}
      onPointerDown={({ button, clientX: x, clientY: y, currentTarget, pointerId }) => {
        if (button !== 0) return;
        currentTarget.setPointerCapture(pointerId);
        grip.current = { x, y };
      }}
      onPointerMove={() => {
        if (grip.current !== null) model.move(grip.current);
      }}
      onLostPointerCapture={() => {
        grip.current = null;
        model.move(null);
      }}
    >
      {children}
    </div>
  );
}
