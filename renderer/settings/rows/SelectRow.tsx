import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import menus from '../../parts/menu.module.css';
import styles from './ChoiceRow.module.css';
import { Lockable } from './Lockable.tsx';
import fields from './fields.module.css';
import type { FieldName } from '../model/values.ts';

interface SelectRowProps {
  readonly name: FieldName;
  readonly label: string;
  readonly value: string;
  /** What can be chosen and how it is said, in the order in which it is offered. */
  readonly texts: readonly (readonly [key: string, text: string])[];
  readonly onChange: (key: string) => void;
  readonly hint?: string | undefined;
  /** The connection test found that it cannot be done. */
  readonly impossible?: boolean;
}

/** One of a few: what stands is in sight, the others open below. */
export function SelectRow(props: SelectRowProps): ReactNode {
  const { name, label, value, texts, onChange, hint, impossible = false } = props;
  const row = (
    <Select
      className={fields.row ?? ''}
      name={name}
      value={value}
      isInvalid={impossible}
      validationBehavior="aria"
      onChange={(key) => {
        if (typeof key === 'string' && texts.some(([known]) => known === key)) onChange(key);
      }}
    >
      <Label className={fields.label ?? ''}>{label}</Label>
      <Button className={cx(fields.input, styles.button)}>
        <SelectValue className={styles.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      {hint === undefined ? null : (
        <Text slot="description" className={fields.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={fields.error ?? ''}>{t('settings.control.cannot')}</FieldError>
      <Popover className={cx(menus.popover, styles.popover)} offset={4} containerPadding={6}>
        <ListBox className={styles.list ?? ''}>
          {texts.map(([key, text]) => (
            <ListBoxItem key={key} id={key} textValue={text} className={cx(menus.choice, styles.item)}>
              <Check aria-hidden />
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
  return <Lockable name={name}>{row}</Lockable>;
}
