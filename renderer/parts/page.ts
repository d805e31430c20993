import { useEffect } from 'react';
import { language } from './words.ts';

/** The element to draw into; sets the language of the document. */
export function mountPage(): HTMLElement {
  document.documentElement.lang = language;
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  return root;
}

/** The window's title, in the language of its page. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
