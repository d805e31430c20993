import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import type { DialNumber } from '../../src/cti/number/number.ts';
import { shownKeys } from '../state/pendingKeys.ts';
import { useView } from '../model/panelModel.ts';
import { formatNumber } from '../parts/phone.ts';
import { useRoving } from '../parts/hooks/useRoving.ts';
import { t } from '../parts/words.ts';
import styles from './NumberChoice.module.css';
import type { NumberFieldModel } from './NumberInput.tsx';

interface NumberChoiceProps {
  readonly field: NumberFieldModel;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** A text held several numbers: which one is meant? Nothing is dialled before that is said. */
export function NumberChoice({ field, inputRef }: NumberChoiceProps): ReactNode {
  const choices = useView(field, (view) => view.choices);
  return (
    <div role="status">
      {choices === undefined ? null : <Choices choices={choices} field={field} inputRef={inputRef} />}
    </div>
  );
}

interface ChoicesProps extends NumberChoiceProps {
  readonly choices: readonly DialNumber[];
}

function Choices({ choices, field, inputRef }: ChoicesProps): ReactNode {
  const { onKeyDown, item } = useRoving(choices.length);
  const list = useRef<HTMLUListElement>(null);
  const titleId = useId();
  useEffect(() => list.current?.querySelector('button')?.focus(), [choices]);
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    field.forgetChoices();
    inputRef.current?.focus();
  };
  return (
    <div className={styles.choice} role="group" aria-labelledby={titleId} onKeyDown={leave}>
      <p id={titleId}>{t('choice.which', { count: choices.length })}</p>
      <ul ref={list} onKeyDown={onKeyDown}>
        {choices.map((choice, index) => (
          <li key={JSON.stringify(choice)}>
            <button
              type="button"
              {...item(index)}
              onClick={() => {
                field.choose(choice);
                inputRef.current?.focus();
              }}
            >
              <span>{formatNumber(choice.number)}</span>
              {choice.keys === undefined ? null : (
                <span className={styles.keys}>{t('choice.keys', { keys: shownKeys(choice.keys) })}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
