import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { barMedia, narrowMedia } from '../parts/bar.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { cx } from '../parts/cx.ts';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { CommandButton } from './CommandButton.tsx';
import styles from './CallLine.module.css';
import { Clock } from './Clock.tsx';
import { Muted } from './Muted.tsx';
import { isOffered, likeliest } from '../state/actions.ts';
import { clockMs, lookOf } from './look.ts';
import tones from './tone.module.css';

interface CallLineProps {
  readonly call: Call;
  /** Its number in the list, from 0. */
  readonly index: number;
  /** What it is called in place of its party: it is a conference. */
  readonly who?: string | undefined;
  /** There are many: its command is an icon, for the name to have room. */
  readonly crowded?: boolean | undefined;
  /** The call that this one is a consultation for. */
  readonly consultedFor?: Call | undefined;
}

/** A call that is not in focus, on one line with the command that is most likely wanted. */
export function CallLine({
  call,
  index,
  who = whoOf(call),
  crowded = false,
  consultedFor,
}: CallLineProps): ReactNode {
  const { calls, line, commands } = useModel();
  const isBar = useMedia(barMedia);
  const isNarrow = useMedia(narrowMedia);
  const consulted = consultedFor && t('call.consultFor', { who: whoOf(consultedFor) });
  const trouble = useView(commands, ({ troubles }) => troubles[call.id]);
  const link = useView(line, (view) => view.line.link);
  const command = likeliest(call);
  const { tone, icon: Icon, word } = lookOf(call);
  return (
    <div className={cx(styles.line, tones[tone])} data-phase={call.phase} data-call={call.id}>
      <button type="button" className={styles.pick} onClick={() => calls.pick(call.id)}>
        <Icon aria-hidden />
        <span className={styles.texts}>
          <span className={styles.who} title={who}>
            {who}
          </span>
          <span className={styles.state}>
            <span className={trouble === undefined ? styles.word : styles.trouble}>
              {trouble?.text ?? word}
            </span>
            {trouble === undefined ? (
              <Clock
                className={styles.clock}
                label={t('call.clock.phase')}
                read={() => clockMs(call, line.now())}
              />
            ) : null}
            {consulted === undefined ? null : (
              <span className={styles.relation} title={consulted}>
                {consulted}
              </span>
            )}
          </span>
        </span>
      </button>
      {call.muted === true ? <Muted /> : null}
      {isOffered(call, command) || link.state !== 'online' ? (
        <CommandButton
          call={call}
          command={command}
          place={`line:${index}`}
          size="small"
          compact={isBar || ((crowded || isNarrow) && command !== 'AnswerCall')}
        />
      ) : null}
    </div>
  );
}
