import type { ReactNode } from 'react';
import { FieldError, Input, Label, SwitchButton, SwitchField, Text, TextField } from 'react-aria-components';
import type { SettingsFieldCode } from '../../../src/ipc/settings.ts';
import type { MessageKey } from '../../../src/words/words.ts';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import { Lockable } from './Lockable.tsx';
import { useError, useSettings, useValue } from '../model/context.ts';
import styles from './fields.module.css';
import { ranges } from '../model/check.ts';
import type { FieldName, FormValues, NumberName } from '../model/values.ts';

/** Fields of exactly this type: a choice among words is no text. */
type NamesOf<Type> = {
  [Name in FieldName]: Type extends FormValues[Name] ? Name : never;
}[FieldName];
type Labelled<Name extends string> = Name extends string
  ? `settings.${Name}` extends MessageKey
    ? Name
    : never
  : never;

export type HintKey = Extract<MessageKey, `settings.${string}.hint`>;

interface TextRowProps {
  readonly name: Labelled<NamesOf<string>>;
  readonly hint?: HintKey | undefined;
  readonly placeholder?: string | undefined;
  readonly width?: 'full' | 'short';
  readonly type?: 'text' | 'password';
  readonly inputMode?: 'text' | 'numeric';
  readonly autoFocus?: boolean;
}

/** A field for text, with what is wrong in it right below. */
export function TextRow(props: TextRowProps): ReactNode {
  const { name, hint, placeholder, width = 'full', type = 'text', inputMode = 'text' } = props;
  const { model } = useSettings();
  const value = useValue(name);
  const error = useError(name);
  const row = (
    <TextField
      className={cx(styles.row, width === 'short' && styles.short)}
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
        inputMode={inputMode}
        spellCheck={false}
        autoCapitalize="none"
        placeholder={placeholder ?? ''}
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
  const [from, to] = name in ranges ? ranges[name as NumberName] : [0, 0];
  return t('settings.invalid.outOfRange', { from: String(from), to: String(to) });
}

interface SwitchRowProps {
  readonly name: Labelled<NamesOf<boolean>>;
  readonly hint?: HintKey | undefined;
}

/** A thing that is on or off. */
export function SwitchRow({ name, hint }: SwitchRowProps): ReactNode {
  const { model } = useSettings();
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
