import { type MouseEvent, type ReactNode, useId } from 'react';
import { useStore } from 'zustand';
import type { GroupName, Section } from '../model/entry.ts';
import { useRoving } from '../../parts/hooks/useRoving.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import { outline } from '../sections/outline.ts';
import { grouped } from './groups.ts';
import styles from './SectionIndex.module.css';

/** The sections by name, beside the form: where the person is, and the way to the others. One Tab stop; arrows move inside it. */
export function SectionIndex(): ReactNode {
  const { onKeyDown, item } = useRoving(outline.length);
  return (
    <nav className={styles.index} aria-label={t('settings.index')} onKeyDown={onKeyDown}>
      {grouped.map(({ group, sections, first }) => (
        <Group key={group} group={group} sections={sections} item={(at) => item(first + at)} />
      ))}
    </nav>
  );
}

interface GroupProps {
  readonly group: GroupName;
  readonly sections: readonly Section[];
  readonly item: ReturnType<typeof useRoving>['item'];
}

function Group({ group, sections, item }: GroupProps): ReactNode {
  const { finder } = useSettings();
  const current = useStore(finder, (view) => view.current);
  const id = useId();
  const goTo = (section: string) => (event: MouseEvent) => {
    event.preventDefault();
    finder.goTo({ section });
  };
  return (
    <>
      <p id={id} className={styles.group}>
        {t(`settings.group.${group}`)}
      </p>
      <ul aria-labelledby={id}>
        {sections.map((section, at) => (
          <li key={section.id}>
            <a
              href={`#${section.id}`}
              className={styles.link}
              aria-current={section.id === current ? 'location' : undefined}
              draggable={false}
              {...item(at)}
              onClick={goTo(section.id)}
            >
              {section.title}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
