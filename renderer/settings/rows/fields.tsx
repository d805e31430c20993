import type { ReactNode } from 'react';
import { FieldError, Input, Label, SwitchButton, SwitchField, Text, TextField } from 'react-aria-components';
import type { SettingsFieldCode } from '../../../src/ipc/settings.ts';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import { Lockable } from './Lockable.tsx';
import { useError, useSettings, useValue } from '../model/context.ts';
import styles from './fields.module.css';
import {
  exampleOf,
  type HintKey,
  hintOf,
  isDigits,
  isShort,
  rangeOf,
  type SwitchName,
  type TextName,
} from '../model/kinds.ts';
import type { FieldName } from '../model/values.ts';

interface TextRowProps {
  readonly name: TextName;
  /** Another one than the setting's own. */
  readonly hint?: HintKey;
  readonly placeholder?: string;
  readonly type?: 'text' | 'password';
  readonly autoFocus?: boolean;
}

/** A field for text, with what is wrong in it right below. */
export function TextRow(props: TextRowProps): ReactNode {
  const { name, hint = hintOf(name), type = 'text' } = props;
  const example = exampleOf(name);
  const { model } = useSettings();
  const value = useValue(name);
  const error = useError(name);
  const row = (
    <TextField
      className={cx(styles.row, isShort(name) && styles.short)}
      name={name}
      type={type}
      value={value}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
      onChange={(text) => model.change({ [name]: text })}
      onBlur={() => model.touch(name)}
    >
      <Label className={styles.label ?? ''}>{t(`settings.${name}`)}</Label>
      <Input
        className={styles.input ?? ''}
        inputMode={isDigits(name) ? 'numeric' : 'text'}
        spellCheck={false}
        autoCapitalize="none"
        placeholder={props.placeholder ?? (example === undefined ? '' : t(example))}
      />
      {error === undefined && hint !== undefined ? (
        <Text slot="description" className={styles.hint ?? ''}>
          {t(hint)}
        </Text>
      ) : null}
      <FieldError className={styles.error ?? ''}>
        {error === undefined ? null : whatIsWrong(name, error)}
      </FieldError>
    </TextField>
  );
  return <Lockable name={name}>{row}</Lockable>;
}

/** What is wrong in a field, and where a number is meant, what may be in it. */
export function whatIsWrong(name: FieldName, code: SettingsFieldCode): string {
  if (code !== 'outOfRange') return t(`settings.invalid.${code}`);
  const { from, to } = rangeOf(name);
  return t('settings.invalid.outOfRange', { from: String(from), to: String(to) });
}

interface SwitchRowProps {
  readonly name: SwitchName;
}

/** A thing that is on or off. */
export function SwitchRow({ name }: SwitchRowProps): ReactNode {
  const { model } = useSettings();
  const hint = hintOf(name);
  return (
    <Lockable name={name}>
      <Switch
        label={t(`settings.${name}`)}
        hint={hint === undefined ? undefined : t(hint)}
        on={useValue(name)}
        onChange={(on) => model.change({ [name]: on })}
      />
    </Lockable>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ label, hint, on, onChange }: SwitchProps): ReactNode {
  return (
    <SwitchField className={styles.onOff ?? ''} isSelected={on} onChange={onChange}>
      <SwitchButton className={styles.switch ?? ''}>
        <span className={styles.track} aria-hidden />
        {label}
      </SwitchButton>
      {hint === undefined ? null : (
        <Text slot="description" className={cx(styles.hint, styles.beside)}>
          {hint}
        </Text>
      )}
    </SwitchField>
  );
}
