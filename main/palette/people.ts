import type { Line } from '../../src/cti/line.ts';
import { canCallBack } from '../../src/cti/number/number.ts';
import { fold, foldGerman, wordsOf } from '../../src/directory/fold.ts';
import type { FoundContact } from '../../src/directory/found.ts';
import type { RecentCall } from '../../src/ipc/line.ts';
import { oneLine } from '../actions/party.ts';

/** Somebody who can be called by name. */
export interface Person {
  readonly name: string;
  readonly number: string;
}

/** Where names come from, as they are at the moment of asking. */
export type PeopleSource = () => readonly Person[];

/** Longer names are not looked for. */
const maxName = 100;

export interface FoundPerson {
  readonly person: Person;
  /** What was typed is the whole name. */
  readonly isWhole: boolean;
}

/** Of the calls that are over; the latest name that came with a number counts. */
export function recentPeople(recent: readonly RecentCall[]): readonly Person[] {
  return peopleOf(recent);
}

/** Of what the line knows: its calls, who waits for it in a queue or parked, and the colleagues for whom it rings. */
export function peopleOfLine({ calls, queued, parked, ringingColleagues }: Line): readonly Person[] {
  return peopleOf([...calls, ...queued, ...parked, ...ringingColleagues]);
}

/** Of contacts, each by all their numbers. */
export function peopleOfContacts(
  contacts: readonly Pick<FoundContact, 'name' | 'numbers'>[],
): readonly Person[] {
  return peopleOf(contacts.flatMap(({ name, numbers }) => numbers.map(({ number }) => ({ name, number }))));
}

/** What may be a name in what was typed: all of it, and all after the first word, which may be a command. */
export function namesMeant(text: string): readonly string[] {
  const [, ...rest] = namesIn(text);
  return [text.trim(), rest.join(' ')]
    .filter((name) => /\p{L}/u.test(name))
    .map((name) => name.slice(0, maxName));
}

function peopleOf(parties: readonly Person[]): readonly Person[] {
  return parties
    .map(({ name, number }) => ({ name: oneLine(name), number }))
    .filter(({ name, number }) => name !== '' && name !== number && canCallBack(number));
}

/** Each number once, by the name of the source that comes first. */
export function joinPeople(...sources: readonly (readonly Person[])[]): readonly Person[] {
  const byNumber = new Map<string, Person>();
  for (const person of sources.flat()) if (!byNumber.has(person.number)) byNumber.set(person.number, person);
  return [...byNumber.values()];
}

/**
 * Whose name the words begin: *mar sv* finds Maria Svensson, *muller* and *mueller* Müller. Whole names come first, then whole words,
 * then the beginnings of words, each in the order of the people.
 */
export function findPeople(query: string, people: readonly Person[]): readonly FoundPerson[] {
  const typed = namesIn(query);
  if (typed.length === 0) return [];
  return people
    .map((person) => ({ person, rank: rankOf(typed, person.name) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ person, rank }) => ({ person, isWhole: rank === 0 }));
}

function rankOf(typed: readonly string[], name: string): number | undefined {
  const ranks = [fold(name), foldGerman(name)].flatMap((folded) => {
    const words = wordsOf(folded);
    if (takeEach(typed, words, (word, one) => word === one)) return [typed.length === words.length ? 0 : 1];
    return takeEach(typed, words, (word, one) => word.startsWith(one)) ? [2] : [];
  });
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

/** Each of what was typed fits a word of the name that no other has taken. */
function takeEach(
  typed: readonly string[],
  words: readonly string[],
  fits: (word: string, one: string) => boolean,
): boolean {
  const left = [...words];
  return typed.every((one) => {
    const index = left.findIndex((word) => fits(word, one));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function namesIn(query: string): readonly string[] {
  return wordsOf(fold(query));
}
