/** Without case and accents. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** As a keyboard without umlauts writes it. */
export function foldGerman(text: string): string {
  return fold(text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => `${fold(letter)}e`));
}

export function wordsOf(folded: string): readonly string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** All words by which a text is found: *Müller* by *muller* and *mueller*. */
export function searchedWords(text: string): readonly string[] {
  return [...new Set([...wordsOf(fold(text)), ...wordsOf(foldGerman(text))])];
}
