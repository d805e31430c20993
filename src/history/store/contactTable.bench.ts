import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench, describe } from 'vitest';
import { noDialRules } from '../../cti/number/dialRules.ts';
import type { Contact } from '../../directory/contact.ts';
import { openDatabase } from './openDatabase.ts';

/** What a key in the number field may take, p95: 30 ms; a ring, 100 ms, with the way to the thread and back. */
const people = 100_000;
const syllables = [
  'ma',
  'ri',
  'an',
  'el',
  'so',
  'be',
  'tu',
  'kor',
  'lis',
  'mü',
  'hal',
  'den',
  'ger',
  'stein',
];

/** The same each time. */
function nameOf(index: number): string {
  const word = (seed: number): string =>
    [seed % 14, Math.floor(seed / 14) % 14, Math.floor(seed / 196) % 14].map((at) => syllables[at]).join('');
  return `${word(index * 7)} ${word(index * 13 + 5)}`;
}

const { contacts } = openDatabase(join(mkdtempSync(join(tmpdir(), 'bench-')), 'history.db'), 1).database;
const generation = contacts.beginContacts('a');
for (let from = 0; from < people; from += 1_000) {
  const batch = Array.from({ length: 1_000 }, (_each, at): Contact => {
    const number = `+4930${String(1_000_000 + from + at)}`;
    return { id: number, name: nameOf(from + at), numbers: [{ number, kind: 'work' }] };
  });
  contacts.putContacts('a', generation, batch);
}
contacts.endContacts('a', generation, '', 1);
for (let at = 0; at < 500; at += 1) contacts.useContact('a', `+4930${String(1_000_000 + at * 199)}`, at);

const rules = { ...noDialRules, countryCode: '49' };
let turn = 0;

describe('100,000 contacts', () => {
  for (const typed of ['m', 'ma', 'mari', 'mari be', 'muller', 'xyz'])
    bench(`a name, typed as far as ${JSON.stringify(typed)}`, () => {
      contacts.searchContacts(typed, 20);
    });
  bench('who has a number', () => {
    turn = (turn + 1) % people;
    contacts.identify(`030${String(1_000_000 + turn)}`, rules);
  });
});
