import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './ChoiceRow.module.css';
import { type ChoiceName, choices } from './choices.ts';
import { useForm, useSettings } from './context.ts';
import fields from './fields.module.css';
import type { HintKey } from './fields.tsx';

interface ChoiceRowProps {
  readonly name: ChoiceName;
  readonly hint?: HintKey;
}

/** One of a few: what stands is in sight, the others open below. */
export function ChoiceRow({ name, hint }: ChoiceRowProps): ReactNode {
  const { model } = useSettings();
  const { values } = useForm();
  const texts = Object.entries(choices[name]);
  return (
    <Select
      className={fields.row ?? ''}
      name={name}
      value={values[name]}
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
