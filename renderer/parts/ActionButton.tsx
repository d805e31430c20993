import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './ActionButton.module.css';
import { cx } from './cx.ts';
import { keyCaps } from './keyCaps.ts';
import { useLasting } from './hooks/useLasting.ts';

export type Tone =
  | 'primary'
  | 'secondary'
  | 'danger'
  | 'quiet'
  /** Takes the call that rings. */
  | 'answer'
  /** Ends it while it rings. */
  | 'decline';

export interface ActionButtonProps {
  readonly label: string;
  /** Its name for who does not see what it stands beside; begins with the label. */
  readonly name?: string | undefined;
  readonly icon: LucideIcon;
  readonly onPress?: (() => void) | undefined;
  /** It submits the form that it is in; Enter in a field does the same. */
  readonly submit?: boolean | undefined;
  readonly tone?: Tone | undefined;
  readonly size?: 'dock' | 'small' | undefined;
  /** Icon only; the label is then its name and its tooltip. */
  readonly compact?: boolean | undefined;
  /** Its tip is the system's own: the window is too small for one of the page's. */
  readonly plainTip?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Off for the blink of an eye, which is not worth showing: the button has only just come to mean this. */
  readonly settling?: boolean | undefined;
  /** It draws the eye, for a moment. */
  readonly pulses?: boolean | undefined;
  /** A second, smaller line on it. */
  readonly note?: string | undefined;
  /** A press may still be meant for what stood here before: it is handed on, and the receiver decides. */
  readonly guarded?: boolean | undefined;
  /** Why it does not work now. It stays in the tab order, so that the reason can be found by keyboard. */
  readonly reason?: string | undefined;
  /** It opens and closes something, which is open now or not. */
  readonly expanded?: boolean | undefined;
  /** The key that does the same, as `aria-keyshortcuts` writes it. */
  readonly shortcut?: string | undefined;
  /** The same key is shown beside the label, as it is written on the keyboard. */
  readonly showsKey?: boolean | undefined;
  /** It was pressed and the answer is on its way; said after 300 ms. */
  readonly pending?: string | undefined;
}

/** A button that explains itself: what it would do, why it cannot, what it is waiting for. */
export function ActionButton(props: ActionButtonProps): ReactNode {
  const { label, icon: Icon, tone = 'secondary', size = 'small', compact = false, reason } = props;
  const off = props.disabled === true || props.settling === true || props.pending !== undefined;
  const waiting = useLasting(props.pending !== undefined, 300);
  const shown = waiting ? (props.pending ?? label) : label;
  const tip = props.disabled === true ? reason : compact ? tipOf(label, props.shortcut) : undefined;
  const plainTip = props.plainTip === true;
  const press = (event: MouseEvent): void => {
    if (off) event.preventDefault();
    else props.onPress?.();
  };
  return (
    <TooltipTrigger
      delay={props.disabled === true ? 150 : 600}
      closeDelay={100}
      isDisabled={tip === undefined || plainTip}
    >
      <Focusable>
        <button
          type={props.submit === true ? 'submit' : 'button'}
          className={cx(
            styles.button,
            styles[tone],
            styles[size],
            compact && styles.compact,
            props.pulses === true && styles.pulses,
          )}
          aria-label={waiting || props.name === undefined ? (compact ? shown : undefined) : props.name}
          aria-description={props.note ?? (plainTip && props.disabled === true ? reason : undefined)}
          title={plainTip ? tip : undefined}
          aria-disabled={off || props.guarded === true || undefined}
          aria-busy={waiting || undefined}
          data-off={props.disabled === true || waiting || undefined}
          aria-expanded={props.expanded}
          aria-keyshortcuts={props.shortcut}
          onClick={press}
        >
          {waiting ? <LoaderCircle className={styles.spinner} aria-hidden /> : <Icon aria-hidden />}
          {compact ? null : (
            <span className={styles.label}>
              {shown}
              {props.note === undefined ? null : (
                <small className={styles.note} aria-hidden>
                  {props.note}
                </small>
              )}
            </span>
          )}
          {props.showsKey === true && props.shortcut !== undefined ? (
            <kbd aria-hidden>{keyCaps(props.shortcut).join(' ')}</kbd>
          ) : null}
        </button>
      </Focusable>
      <Tooltip className={styles.tip ?? ''} offset={6}>
        {tip}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** What a button without a visible label does, and the key that does the same. */
function tipOf(label: string, shortcut: string | undefined): string {
  return shortcut === undefined ? label : `${label} (${keyCaps(shortcut).join('+')})`;
}
