import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { phoneKeys } from '../dial/phoneKeys.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import { useReturnFocus } from '../parts/hooks/useReturnFocus.ts';
import { useRoom } from '../parts/useRoom.ts';
import { useRoving } from '../parts/hooks/useRoving.ts';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import styles from './DtmfPad.module.css';
import { permission } from '../state/actions.ts';
import { keypadPlace, masked } from '../state/dtmf.ts';
import { useInView } from './useInView.ts';

const columns = 3;

/** The keypad to the other party: what is pressed here or typed anywhere goes out as tones. In place of the number field. */
export function DtmfPad({ call }: { readonly call: Call }): ReactNode {
  const { bridge, commands, dtmf, line, tool } = useModel();
  const trouble = useView(commands, ({ troubles }) => troubles[keypadPlace]);
  const link = useView(line, (view) => view.line.link);
  const { onKeyDown, item } = useRoving(phoneKeys.length, columns);
  const pad = useRef<HTMLElement>(null);
  useReturnFocus();
  useInView(pad);
  useRoom(bridge, true);
  const { allowed, reason } = permission(call.features, 'SendDtmf', link);
  // While one command is on its way the next keys wait their turn.
  const off = !allowed && reason !== 'commandInProgress';
  return (
    <section ref={pad} className={styles.pad} aria-label={t('dtmf.title', { who: whoOf(call) })}>
      <div className={styles.head}>
        <Sent isSecret={call.application !== undefined} />
        <ActionButton label={t('dtmf.close')} icon={X} tone="quiet" compact onPress={tool.close} />
      </div>
      {off && reason !== undefined ? <p className={styles.reason}>{t(`refusal.${reason}`)}</p> : null}
      {trouble === undefined ? null : (
        <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(keypadPlace)} />
      )}
      <div className={styles.keys} onKeyDown={onKeyDown}>
        {phoneKeys.map(([key, letters], index) => (
          <button
            key={key}
            type="button"
            className={styles.key}
            aria-disabled={off || undefined}
            {...item(index)}
            onClick={() => {
              if (!off) dtmf.press(key);
            }}
          >
            {key}
            <small aria-hidden>{letters}</small>
          </button>
        ))}
      </div>
    </section>
  );
}

/** What has gone out, the latest always in view; what is still on its way is paler. */
function Sent({ isSecret }: { readonly isSecret: boolean }): ReactNode {
  const { dtmf } = useModel();
  const { sent, waiting } = useView(dtmf, (view) => view);
  const output = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    if (output.current !== null) output.current.scrollLeft = output.current.scrollWidth;
  }, [sent, waiting]);
  const none = sent === '' && waiting === '';
  return (
    <output ref={output} className={cx(styles.sent, none && styles.none)} aria-label={t('dtmf.sent')}>
      {none ? t('dtmf.none') : sent}
      {waiting === '' ? null : <span className={styles.waiting}>{isSecret ? masked(waiting) : waiting}</span>}
    </output>
  );
}
