import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { useStore } from 'zustand';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import menus from '../../parts/menu.module.css';
import choice from '../rows/ChoiceRow.module.css';
import fields from '../rows/fields.module.css';
import { grouped } from './groups.ts';
import styles from './SectionChooser.module.css';

/** The sections by name where there is no room for all of them: the one that is in sight, and the others below it. */
export function SectionChooser(): ReactNode {
  const { finder } = useSettings();
  const current = useStore(finder, (view) => view.current);
  return (
    <nav aria-label={t('settings.index')}>
      <Select
        aria-label={t('settings.index.choose')}
        value={current}
        onChange={(section) => {
          if (typeof section === 'string') finder.goTo({ section });
        }}
      >
        <Button className={cx(fields.input, choice.button)}>
          <SelectValue className={choice.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
          <ChevronDown aria-hidden />
        </Button>
        <Popover className={cx(menus.popover, choice.popover)} offset={4} containerPadding={6}>
          <ListBox className={choice.list ?? ''}>
            {grouped.map(({ group, sections }) => (
              <ListBoxSection key={group} id={group}>
                <Header className={styles.group ?? ''}>{t(`settings.group.${group}`)}</Header>
                {sections.map(({ id, title }) => (
                  <ListBoxItem key={id} id={id} textValue={title} className={cx(menus.choice, choice.item)}>
                    <Check aria-hidden />
                    {title}
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            ))}
          </ListBox>
        </Popover>
      </Select>
    </nav>
  );
}
