import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { dialledNumber } from '../../src/cti/number/dialRules.ts';
import { withoutTurns } from '../../src/cti/text.ts';
import { maxNumberLength } from '../../src/cti/number/number.ts';
import { shownKeys } from '../state/pendingKeys.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { cx } from '../parts/cx.ts';
import { countryOf, formatNumber } from '../parts/phone.ts';
import { t } from '../parts/words.ts';
import { isName, isTypable, type NumberField, type NumberView } from '../state/number/field.ts';
import type { NamesModel } from '../state/number/names.ts';
import { rowId } from './NameMatches.tsx';
import styles from './NumberInput.module.css';

/** A field's text and what it does with it: the number field's model, or the transfer's. */
export interface NumberFieldModel extends NumberField {
  readonly getState: () => NumberView;
  readonly getInitialState: () => NumberView;
  readonly subscribe: (listener: (state: NumberView, previous: NumberView) => void) => () => void;
}

interface NumberInputProps {
  readonly field: NumberFieldModel;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly hintId: string;
  readonly names: NamesModel;
  /** Of the list of the names' matches. */
  readonly listId: string;
  readonly className?: string | undefined;
}

/** Takes what can be dialled and refuses the rest with a kind word. */
export function NumberInput(props: NumberInputProps): ReactNode {
  const { field, inputRef, label, hintId, names, listId, className } = props;
  const found = useView(names, ({ rows }) => rows.length);
  const active = useView(names, (view) => view.active);
  const text = useView(field, (view) => view.text);
  useRefusals(field, inputRef);
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    field.paste(event.clipboardData.getData('text'), selectionStart ?? 0, selectionEnd ?? text.length);
  };
  return (
    <input
      ref={inputRef}
      className={cx(styles.input, className)}
      type="text"
      inputMode="text"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded={found > 0}
      aria-controls={found > 0 ? listId : undefined}
      aria-activedescendant={found > 0 ? rowId(listId, active) : undefined}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={maxNumberLength}
      aria-label={label}
      aria-describedby={hintId}
      placeholder={t('dial.placeholder')}
      value={text}
      onChange={(event) => field.take(event.target.value)}
      onPaste={paste}
      onKeyDown={(event) => onKey(event, names, field)}
    />
  );
}

/** While there are matches the arrows go through them, Enter takes one, and Escape takes the name back. */
function onKey(event: KeyboardEvent, names: NamesModel, field: NumberField): void {
  const { state, rows } = names.getState();
  if (state === 'none' || event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey)
    return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') names.step(event.key === 'ArrowDown' ? 1 : -1);
  else if (event.key === 'Escape') field.setText('');
  else if (event.key === 'Enter' && rows.length > 0) {
    if (!event.repeat) names.pick();
  } else return;
  event.preventDefault();
}

/** Letters within a number are refused before they are in the field, with a word about it; a name begins with them. */
function useRefusals(field: NumberFieldModel, inputRef: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const input = inputRef.current;
    // React's own onBeforeInput is made of older events and cannot tell typing from pasting.
    const check = (event: InputEvent): void => {
      const { data, inputType } = event;
      if (data === null || inputType !== 'insertText') return;
      const plusInside = data === '+' && input?.selectionStart !== 0;
      const isInName = isName(field.getState().text + data);
      if (!plusInside && (data === '+' || isTypable(data) || isInName)) return;
      event.preventDefault();
      field.refuse(plusInside ? '+' : 'a');
    };
    input?.addEventListener('beforeinput', check);
    return () => input?.removeEventListener('beforeinput', check);
  }, [field, inputRef]);
}

const hintMs = 4000;

interface NumberHintProps {
  readonly field: NumberFieldModel;
  readonly id: string;
  readonly label: string;
}

/** One line under the field: a kind word while there is one, else how the number reads, what is dialled for it, and its country. */
export function NumberHint({ field, id, label }: NumberHintProps): ReactNode {
  const text = useView(field, (view) => view.text);
  const hint = useView(field, (view) => view.hint);
  const keys = useView(field, (view) => view.keys);
  const who = useView(field, (view) => view.who);
  const rules = useView(useModel().line, (view) => view.dialRules);
  useEffect(() => {
    if (hint === undefined) return undefined;
    const timer = setTimeout(field.forgetHint, hintMs);
    return () => clearTimeout(timer);
  }, [hint, field]);
  const country = countryOf(text);
  const dialled = dialledNumber(text, rules);
  return (
    <p className={cx(styles.hint, hint !== undefined && styles.word)} id={id}>
      <span role="status">
        {hint === undefined ? '' : <span key={hint.serial}>{t(hint.key, { part: hint.part ?? '' })}</span>}
      </span>
      {hint === undefined &&
      (who !== undefined || country !== undefined || keys !== undefined || dialled !== text) ? (
        <>
          <Hidden>{label}: </Hidden>
          {who === undefined ? null : <span>{withoutTurns(who)}</span>}
          {country === undefined ? null : <span>{formatNumber(text)}</span>}
          {dialled === text ? null : <span>{t('dial.dials', { number: dialled })}</span>}
          {keys === undefined ? (
            <span>{country}</span>
          ) : (
            <span>{t('dial.keysAfter', { keys: shownKeys(keys) })}</span>
          )}
        </>
      ) : null}
    </p>
  );
}
