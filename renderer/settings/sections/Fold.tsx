import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useStore } from 'zustand';
import type { Entry } from '../model/entry.ts';
import { shownErrors } from '../model/form.ts';
import { useSettings } from '../model/context.ts';
import styles from './Sections.module.css';

interface FoldProps {
  readonly fold: Extract<Entry, { kind: 'fold' }>;
  readonly children: ReactNode;
}

/** What is rarely needed: opened by the person, by the search, and where something in it is wrong. */
export function Fold({ fold, children }: FoldProps): ReactNode {
  const { model, finder } = useSettings();
  const opened = useStore(finder, ({ open }) => open.has(fold.id));
  const wrong = useStore(model, (form) => {
    const errors = shownErrors(form);
    return fold.entries.some((entry) => entry.kind === 'field' && entry.name in errors);
  });
  return (
    <Disclosure
      className={styles.fold ?? ''}
      isExpanded={opened || wrong}
      onExpandedChange={(open) => finder.setOpen(fold.id, open)}
    >
      <Heading level={4}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          <ChevronRight aria-hidden />
          {fold.title}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ''}>{children}</DisclosurePanel>
    </Disclosure>
  );
}
