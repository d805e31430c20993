import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../panel/model.ts';
import { cx } from '../parts/cx.ts';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { CommandButton } from './CommandButton.tsx';
import styles from './CallLine.module.css';
import { Clock } from './Clock.tsx';
import { likeliest } from './actions.ts';
import { clockMs, lookOf } from './look.ts';
import tones from './tone.module.css';

/** A call that is not in focus, on one line with the command that is most likely wanted. */
export function CallLine({ call }: { readonly call: Call }): ReactNode {
  const { calls, line, commands } = useModel();
  const trouble = useView(commands, ({ troubles }) => troubles[call.id]);
  const { tone, icon: Icon, word } = lookOf(call);
  const who = whoOf(call);
  return (
    <div className={cx(styles.line, tones[tone])} data-phase={call.phase} data-call={call.id}>
      <button type="button" className={styles.pick} onClick={() => calls.pick(call.id)}>
        <Icon aria-hidden />
        <span className={styles.texts}>
          <span className={styles.who}>{who}</span>
          <span className={styles.state}>
            {trouble === undefined ? word : trouble.text}
            {trouble === undefined ? (
              <Clock
                className={styles.clock}
                label={t('call.clock.phase')}
                read={() => clockMs(call, line.now())}
              />
            ) : null}
          </span>
        </span>
      </button>
      <CommandButton call={call} command={likeliest(call)} size="small" />
    </div>
  );
}
