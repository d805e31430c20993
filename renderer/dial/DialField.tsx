import { Delete, PhoneOutgoing, X } from 'lucide-react';
import { type ClipboardEvent, type ReactNode, type RefObject, useEffect, useId } from 'react';
import { permission } from '../call/actions.ts';
import { useModel, useView } from '../panel/model.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Hidden } from '../parts/Hidden.tsx';
import { TroubleNote } from '../parts/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import { countryOf, formatNumber } from '../parts/phone.ts';
import { t } from '../parts/words.ts';
import styles from './DialField.module.css';
import { KeypadButton } from './Keypad.tsx';
import { isDialable, maxLength, numberFrom } from './number.ts';

interface DialFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** There is a call: the dock is taken, so the field brings its own buttons. */
  readonly inCall: boolean;
}

/** The number field. Nothing that was typed into it is ever lost. */
export function DialField({ inputRef, inCall }: DialFieldProps): ReactNode {
  const { bridge, commands, dial, line } = useModel();
  const text = useView(dial, (view) => view.text);
  const trouble = useView(commands, ({ troubles }) => troubles.dial);
  const pending = useView(commands, (view) => view.pending.dial !== undefined);
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  const hintId = useId();
  useRefusals(inputRef);

  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    dial.paste(event.clipboardData.getData('text'), selectionStart ?? 0, selectionEnd ?? text.length);
  };
  // What comes neither by key nor by clipboard (dropped, dictated, an input method) is cleaned as a whole.
  const change = (value: string): void => {
    const found = numberFrom(value);
    if (isDialable(value)) dial.setText(value);
    else if (found.ok) dial.setText(found.number);
    else dial.refuse('a');
  };
  const { allowed, reason } = permission(features, 'MakeCall', link);
  return (
    <div className={cx(styles.dial, inCall && styles.inCall)}>
      <div className={styles.field}>
        <input
          ref={inputRef}
          className={styles.input}
          type="text"
          inputMode="tel"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={maxLength}
          aria-label={t('dial.label')}
          aria-describedby={hintId}
          placeholder={t('dial.placeholder')}
          value={text}
          onChange={(event) => change(event.target.value)}
          onPaste={paste}
        />
        {text === '' ? null : (
          <ActionButton
            label={t('dial.clear')}
            icon={inCall ? Delete : X}
            tone="quiet"
            compact
            onPress={() => {
              dial.setText('');
              inputRef.current?.focus();
            }}
          />
        )}
        {inCall ? (
          <>
            <KeypadButton compact />
            <ActionButton
              label={t('dial.call')}
              icon={PhoneOutgoing}
              tone="quiet"
              compact
              disabled={!allowed}
              reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
              pending={pending ? t('command.pending.MakeCall') : undefined}
              onPress={dial.submit}
            />
          </>
        ) : null}
      </div>
      <Hint id={hintId} />
      {trouble === undefined ? null : (
        <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget('dial')} />
      )}
    </div>
  );
}

/** Letters are refused before they are in the field, with a word about it. */
function useRefusals(inputRef: RefObject<HTMLInputElement | null>): void {
  const { dial } = useModel();
  useEffect(() => {
    const input = inputRef.current;
    // React's own onBeforeInput is made of older events and cannot tell typing from pasting.
    const check = (event: InputEvent): void => {
      const { data, inputType } = event;
      if (data === null || inputType !== 'insertText') return;
      const plusInside = data === '+' && input?.selectionStart !== 0;
      if (isDialable(data) && !plusInside) return;
      event.preventDefault();
      dial.refuse(plusInside ? '+' : 'a');
    };
    input?.addEventListener('beforeinput', check);
    return () => input?.removeEventListener('beforeinput', check);
  }, [dial, inputRef]);
}

const hintMs = 4000;

/** One line under the field: a kind word while there is one, else the country and how the number reads. */
function Hint({ id }: { readonly id: string }): ReactNode {
  const { dial } = useModel();
  const text = useView(dial, (view) => view.text);
  const hint = useView(dial, (view) => view.hint);
  useEffect(() => {
    if (hint === undefined) return undefined;
    const timer = setTimeout(dial.forgetHint, hintMs);
    return () => clearTimeout(timer);
  }, [hint, dial]);
  const country = countryOf(text);
  return (
    <p className={cx(styles.hint, hint !== undefined && styles.word)} id={id}>
      <span role="status">{hint === undefined ? '' : <span key={hint.serial}>{t(hint.key)}</span>}</span>
      {hint === undefined && country !== undefined ? (
        <>
          <Hidden>{t('dial.label')}: </Hidden>
          <span>{formatNumber(text)}</span>
          <span>{country}</span>
        </>
      ) : null}
    </p>
  );
}
