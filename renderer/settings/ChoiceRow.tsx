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
import { useStore } from 'zustand';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './ChoiceRow.module.css';
import { type ChoiceName, choices, foundImpossible } from './choices.ts';
import { useSettings, useValue } from './context.ts';
import fields from './fields.module.css';
import type { HintKey } from './fields.tsx';

interface ChoiceRowProps {
  readonly name: ChoiceName;
  readonly hint?: HintKey;
}

/** One of a few: what stands is in sight, the others open below. */
export function ChoiceRow({ name, hint }: ChoiceRowProps): ReactNode {
  const { model } = useSettings();
  const value = useValue(name);
  const impossible = useStore(model, ({ test }) => foundImpossible(name, value, test));
  const texts = Object.entries(choices[name]);
  return (
    <Select
      className={fields.row ?? ''}
      name={name}
      value={value}
      isInvalid={impossible}
      validationBehavior="aria"
      onChange={(key) => {
        if (typeof key === 'string' && key in choices[name]) model.change({ [name]: key });
      }}
    >
      <Label className={fields.label ?? ''}>{t(`settings.${name}`)}</Label>
      <Button className={cx(fields.input, styles.button)}>
        <SelectValue className={styles.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      {hint === undefined ? null : (
        <Text slot="description" className={fields.hint ?? ''}>
          {t(hint)}
        </Text>
      )}
      <FieldError className={fields.error ?? ''}>{t('settings.control.cannot')}</FieldError>
      <Popover className={styles.popover ?? ''} offset={4} containerPadding={6}>
        <ListBox className={styles.list ?? ''}>
          {texts.map(([key, text]) => (
            <ListBoxItem key={key} id={key} textValue={text} className={styles.item ?? ''}>
              <Check aria-hidden />
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
