import { memo, type ReactNode, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import hidden from '../parts/hidden.module.css';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { t } from '../parts/words.ts';
import { findables } from './find/findables.ts';
import { grouped } from './find/groups.ts';
import { Results } from './find/Results.tsx';
import { find } from './find/search.ts';
import { SearchField } from './find/SearchField.tsx';
import { SectionChooser } from './find/SectionChooser.tsx';
import { SectionIndex } from './find/SectionIndex.tsx';
import { useCurrentSection } from './find/useCurrentSection.ts';
import { useJump } from './find/useJump.ts';
import { useSettings } from './model/context.ts';
import { Notes } from './Notes.tsx';
import { SectionView } from './sections/SectionView.tsx';
import styles from './Body.module.css';

/** From here on the sections have room beside the form (`Body.module.css`). */
const wide = '(min-width: 620px)';

/** The search, the index, and the form itself; what is found lies over the form as long as something is searched for. */
export function Body(): ReactNode {
  const { finder } = useSettings();
  const query = useStore(finder, (view) => view.query);
  const hits = useMemo(() => find(findables, query), [query]);
  const isWide = useMedia(wide);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const searches = query.trim() !== '';
  const goToFirst = (): void => {
    if (hits[0] !== undefined) finder.goTo(hits[0].findable.aim);
  };
  return (
    <div className={styles.body}>
      <div className={styles.find}>
        <SearchField
          field={field}
          onFirst={goToFirst}
          onDown={() => list.current?.querySelector('button')?.focus()}
        />
        {isWide ? <SectionIndex /> : <SectionChooser />}
      </div>
      <main className={styles.main}>
        <h1 className={hidden.hidden}>{t('settings.title')}</h1>
        <p role="status" className={hidden.hidden}>
          {searches ? said(query, hits.length) : ''}
        </p>
        {searches ? (
          <div className={styles.results}>
            <Results query={query} hits={hits} list={list} onUp={() => field.current?.focus()} />
          </div>
        ) : null}
        <Sections covered={searches} />
      </main>
    </div>
  );
}

function said(query: string, count: number): string {
  return count === 0 ? t('settings.search.none', { query }) : t('settings.search.count', { count });
}

/** Drawn once, not with every letter that is searched for. */
const Sections = memo(function Sections({ covered }: { readonly covered: boolean }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  useJump(scroller);
  const onScroll = useCurrentSection(scroller);
  return (
    <div ref={scroller} className={styles.scroll} inert={covered} onScroll={onScroll}>
      <Notes />
      {grouped.map(({ group, sections }) => (
        <div key={group} className={styles.group}>
          <div>
            <h2>{t(`settings.group.${group}`)}</h2>
            <p className={styles.about}>{t(`settings.group.${group}.about`)}</p>
          </div>
          {sections.map((section) => (
            <SectionView key={section.id} section={section} />
          ))}
        </div>
      ))}
    </div>
  );
});
