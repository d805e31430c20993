import { words } from '../../src/words/words.ts';

/** The page's texts. A page lives in one language: the system's at the moment in which it was opened. */
export const { t, locale, language } = words(navigator.language);
