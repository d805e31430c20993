import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { isMac } from '../../parts/keyCaps.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  /** Enter: what was found first is gone to. */
  readonly onFirst: () => void;
  /** The focus goes down into what was found. */
  readonly onDown: () => void;
}

/** Finds a setting by what it is called, on the screen or in the file. */
export function SearchField({ field, onFirst, onDown }: SearchFieldProps): ReactNode {
  const { finder } = useSettings();
  const query = useStore(finder, (view) => view.query);
  useSearchKey(field);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onFirst();
    else if (event.key === 'ArrowDown' && query !== '') onDown();
    else if (event.key === 'Escape' && query !== '') finder.search('');
    else return;
    event.preventDefault();
  };
  return (
    <div role="search" className={styles.search}>
      <Search aria-hidden />
      <input
        ref={field}
        type="search"
        className={styles.field}
        aria-label={t('settings.search')}
        aria-keyshortcuts={isMac ? 'Meta+F' : 'Control+F'}
        placeholder={t('settings.search.example')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={query}
        onChange={(event) => finder.search(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query === '' ? null : (
        <ActionButton
          label={t('settings.search.clear')}
          icon={X}
          tone="quiet"
          compact
          onPress={() => {
            finder.search('');
            field.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** The key for searching that every program has. Not while a question is open above the form, nor while a hotkey is recorded. */
function useSearchKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!held || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
      if (event.defaultPrevented || document.querySelector('[role=alertdialog]') !== null) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}
