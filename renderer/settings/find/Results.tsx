import { SearchX } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useRoving } from '../../parts/hooks/useRoving.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import type { Hit } from './search.ts';
import styles from './Results.module.css';

interface ResultsProps {
  readonly query: string;
  readonly hits: readonly Hit[];
  readonly list: RefObject<HTMLUListElement | null>;
  /** Back to what was typed. */
  readonly onUp: () => void;
}

/** What the search has found; each goes to its place in the form. */
export function Results({ query, hits, list, onUp }: ResultsProps): ReactNode {
  const { finder } = useSettings();
  const { onKeyDown, item } = useRoving(hits.length);
  const keys = (event: KeyboardEvent<HTMLUListElement>): void => {
    const isFirst = event.currentTarget.querySelector('button') === event.target;
    if (event.key === 'Escape' || (event.key === 'ArrowUp' && isFirst)) {
      if (event.key === 'Escape') finder.search('');
      event.preventDefault();
      onUp();
    } else onKeyDown(event);
  };
  if (hits.length === 0) {
    return (
      <div className={styles.none}>
        <SearchX aria-hidden />
        <p>{t('settings.search.none', { query })}</p>
        <p className={styles.hint}>{t('settings.search.none.hint')}</p>
      </div>
    );
  }
  return (
    <ul className={styles.list} ref={list} aria-label={t('settings.search.results')} onKeyDown={keys}>
      {hits.map(({ findable, pieces, key }, index) => (
        <li key={`${findable.aim.section} ${findable.aim.place ?? ''}`}>
          <button
            type="button"
            className={styles.hit}
            {...item(index)}
            onClick={() => finder.goTo(findable.aim)}
          >
            <span className={styles.label}>
              {pieces.map(({ text, found }, at) => (found ? <mark key={at}>{text}</mark> : text))}
              {key === undefined ? null : (
                <>
                  {' '}
                  <code>{key}</code>
                </>
              )}
            </span>{' '}
            <span className={styles.where}>
              {findable.isSection ? t('settings.search.section') : findable.section}
            </span>
            {findable.hint === undefined ? null : <span className={styles.hint}> {findable.hint}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
