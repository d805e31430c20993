import type { ReactNode } from 'react';
import type { Entry, Section } from '../model/entry.ts';
import { useForm } from '../model/context.ts';
import { FieldRow } from '../rows/FieldRow.tsx';
import { Fold } from './Fold.tsx';
import styles from './Sections.module.css';

/** A section of the settings as the outline has it. */
export function SectionView({ section }: { readonly section: Section }): ReactNode {
  const { id, title, about, entries } = section;
  return (
    <section className={styles.section} data-section={id}>
      <h3 tabIndex={-1}>{title}</h3>
      {about === undefined ? null : <p className={styles.about}>{about}</p>}
      <Entries entries={entries} />
    </section>
  );
}

function Entries({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  return entries.map((entry, index) => <EntryView key={index} entry={entry} />);
}

function EntryView({ entry }: { readonly entry: Entry }): ReactNode {
  const { values, view } = useForm();
  switch (entry.kind) {
    case 'field':
      return entry.when?.(values, view) === false ? null : <FieldRow name={entry.name} />;
    case 'beside':
      return (
        <div className={styles[entry.how]}>
          <Entries entries={entry.entries} />
        </div>
      );
    case 'own':
      return <entry.Row />;
    case 'fold':
      return (
        <Fold fold={entry}>
          <Entries entries={entry.entries} />
        </Fold>
      );
  }
}
