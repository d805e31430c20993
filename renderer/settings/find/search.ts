import type { Entry, Place, Section } from '../model/entry.ts';
import type { Aim } from '../model/finder.ts';

/** Something that the search may find, with where it is. */
export interface Findable extends Place {
  readonly aim: Aim;
  /** Title of its section. */
  readonly section: string;
  /** It is the section itself. */
  readonly isSection: boolean;
}

export interface Hit {
  readonly findable: Findable;
  /** The label in pieces; `found` ones are what was searched for. */
  readonly pieces: readonly Piece[];
  /** The setting's name in the file, where that is what was searched for. */
  readonly key: string | undefined;
}

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** How an entry that is a field reads: its label, its hint, what can be chosen. */
export type PlaceOf = (entry: Extract<Entry, { kind: 'field' }>) => Place;

/** All that can be found in an outline, in its order. */
export function findablesIn(outline: readonly Section[], placeOf: PlaceOf): readonly Findable[] {
  return outline.flatMap(({ id, title, about, entries }) => [
    { id, label: title, hint: about, aim: { section: id }, section: title, isSection: true },
    ...placesIn(entries, placeOf).map(({ place, fold }) => ({
      ...place,
      aim: { section: id, place: place.id, fold },
      section: title,
      isSection: false,
    })),
  ]);
}

interface Placed {
  readonly place: Place;
  readonly fold: string | undefined;
}

function placesIn(entries: readonly Entry[], placeOf: PlaceOf, fold?: string): readonly Placed[] {
  return entries.flatMap((entry): readonly Placed[] => {
    switch (entry.kind) {
      case 'field':
        return [{ place: placeOf(entry), fold }];
      case 'own':
        return entry.places.map((place) => ({ place, fold }));
      case 'beside':
        return placesIn(entry.entries, placeOf, fold);
      case 'fold':
        return placesIn(entry.entries, placeOf, entry.id);
    }
  });
}

/**
 * What has every word of the query in its label, its hint, its section's title, its key, or in what can be chosen; in that order of
 * worth, then as it stands in the form. Capitals, accents and umlauts do not matter.
 */
export function find(findables: readonly Findable[], query: string): readonly Hit[] {
  const words = plain(query)
    .text.split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return findables
    .map((findable) => ({ findable, worth: worthOf(findable, words) }))
    .filter(({ worth }) => worth > 0)
    .sort((one, other) => other.worth - one.worth)
    .map(({ findable }) => ({
      findable,
      pieces: piecesOf(findable.label, words),
      key: words.some((word) => !has(findable.label, word) && has(findable.key, word))
        ? findable.key
        : undefined,
    }));
}

/** The worth of the word that is found least well; 0: one is not found at all. */
function worthOf({ label, hint, section, key, also = [] }: Findable, words: readonly string[]): number {
  return Math.min(
    ...words.map((word) => {
      if (plain(label).text.startsWith(word)) return 6;
      if (has(label, word)) return 5;
      if (has(key, word)) return 4;
      if (has(hint, word)) return 3;
      if (also.some((text) => has(text, word))) return 2;
      return has(section, word) ? 1 : 0;
    }),
  );
}

function has(text: string | undefined, word: string): boolean {
  return text !== undefined && plain(text).text.includes(word);
}

function piecesOf(label: string, words: readonly string[]): readonly Piece[] {
  const { text, at } = plain(label);
  const marked = new Set<number>();
  for (const word of words) {
    for (let from = text.indexOf(word); from !== -1; from = text.indexOf(word, from + 1)) {
      for (let index = from; index < from + word.length; index += 1) marked.add(at[index] ?? 0);
    }
  }
  const pieces: Piece[] = [];
  Array.from(label).forEach((character, index) => {
    const found = marked.has(index);
    const last = pieces.at(-1);
    if (last?.found === found) pieces[pieces.length - 1] = { found, text: last.text + character };
    else pieces.push({ found, text: character });
  });
  return pieces;
}

/** Small letters without accents, each with the index of the character that it comes from. */
function plain(text: string): { readonly text: string; readonly at: readonly number[] } {
  const at: number[] = [];
  let all = '';
  Array.from(text).forEach((character, index) => {
    const letters = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace('ß', 'ss');
    for (const letter of letters) {
      all += letter;
      at.push(index);
    }
  });
  return { text: all, at };
}
