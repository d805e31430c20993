import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noDialRules } from '../../cti/number/dialRules.ts';
import type { Contact } from '../../directory/contact.ts';
import { placeStoredFile, storedVersions } from '../testing/storedFile.ts';
import type { ContactTable } from './contactTable.ts';
import type { HistoryDatabase } from './database.ts';
import { openDatabase } from './openDatabase.ts';

const rules = { ...noDialRules, countryCode: '49', internationalPrefix: '00' };
let folder: string;
let database: HistoryDatabase;
let table: ContactTable;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contacts-'));
  ({ database } = openDatabase(join(folder, 'history.db'), 1));
  table = database.contacts;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function contact(name: string, number: string, more: Partial<Contact> = {}): Contact {
  return { id: name, name, numbers: [{ number, kind: 'work' }], ...more };
}

function read(source: string, contacts: readonly Contact[], state = ''): number {
  const generation = table.beginContacts(source);
  table.putContacts(source, generation, contacts);
  return table.endContacts(source, generation, state, 1);
}

const names = (found: readonly { readonly name: string }[]): string[] => found.map(({ name }) => name);
const found = (text: string, limit = 20): string[] => names(table.searchContacts(text, limit));
const who = (number: string): string[] => names(table.identify(number, rules).matches);

describe('a source', () => {
  it('takes the place of what it had before, once it is whole', () => {
    expect(read('a', [contact('Ada', '+4930901820')])).toBe(1);
    const generation = table.beginContacts('a');
    table.putContacts('a', generation, [contact('Bob', '+4930901820')]);
    expect([who('+4930901820'), found('bob')]).toEqual([['Ada'], []]);
    table.endContacts('a', generation, 'x', 2);
    expect([who('+4930901820'), found('ada')]).toEqual([['Bob'], []]);
    expect(table.contactSources()).toEqual([{ source: 'a', contacts: 1, readAt: 2, state: 'x' }]);
  });

  it('that fails half-way leaves what there was, and nothing of itself', () => {
    read('a', [contact('Ada', '+4930901820')]);
    table.putContacts('a', table.beginContacts('a'), [contact('Bob', '+4930901820')]);
    expect(table.sweepContacts(10)).toBe(false);
    read('a', [contact('Cleo', '+4930901821')]);
    expect([found('ada'), found('bob'), found('cleo')]).toEqual([[], [], ['Cleo']]);
  });

  it('that the settings do not have any more is gone, from the file too', () => {
    read('a', [contact('Xavier Quellstein', '+4930901820')]);
    read('b', [contact('Ada', '+4930901821')]);
    table.keepSources(['b']);
    expect(found('quell')).toEqual([]);
    expect(table.sweepContacts(1)).toBe(true);
    while (table.sweepContacts(1));
    const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    for (const text of ['Quellstein', 'quellstein', '4930901820']) expect(bytes.join('')).not.toContain(text);
    expect(who('+4930901821')).toEqual(['Ada']);
  });

  it('with two contacts of one id has the later', () => {
    read('a', [contact('Ada', '+4930901820', { id: '1' }), contact('Bob', '+4930901820', { id: '1' })]);
    expect(who('+4930901820')).toEqual(['Bob']);
  });

  it('is remembered with when it was read last', () => {
    read('a', [], 'state');
    table.confirmContacts('a', 99);
    expect(table.contactSources()).toEqual([{ source: 'a', contacts: 0, readAt: 99, state: 'state' }]);
  });
});

describe('who has a number', () => {
  it('is found in any spelling, with what the number is for', () => {
    read('a', [
      contact('Ada', '030901820', {
        numbers: [
          { number: '0301', kind: 'fax' },
          { number: '030901820', kind: 'home' },
        ],
      }),
    ]);
    expect(table.identify('+4930901820', rules)).toMatchObject({ chosen: { name: 'Ada' }, kind: 'home' });
    expect(who('004930901820')).toEqual(['Ada']);
  });

  it('is one where two sources have the same person', () => {
    read('a', [contact('Ada Lovelace', '+4930901820')]);
    read('b', [contact('ada lovelace', '030901820', { id: 'x' })]);
    expect(who('030901820')).toEqual(['Ada Lovelace']);
  });

  it('is not guessed among several; a choice is remembered, for as long as it is one of them', () => {
    read('a', [contact('Ada', '+4930901820'), contact('Bob', '+4930901820')]);
    expect(table.identify('030901820', rules)).toMatchObject({ matches: [{ name: 'Ada' }, { name: 'Bob' }] });
    expect(table.identify('030901820', rules).chosen).toBeUndefined();
    table.chooseContact('030901820', 'a', 'Bob');
    expect(table.identify('030901820', rules)).toMatchObject({ chosen: { name: 'Bob' } });
    expect(table.identify('030901820', rules).matches).toHaveLength(2);
    read('a', [contact('Ada', '+4930901820'), contact('Cleo', '+4930901820')]);
    expect(table.identify('030901820', rules).chosen).toBeUndefined();
  });

  it('may be a switchboard: no more are offered than anybody reads', () => {
    read(
      'a',
      Array.from({ length: 800 }, (_each, at) => contact(`Person ${at}`, '+4930901820')),
    );
    expect(table.identify('030901820', rules).matches).toHaveLength(20);
  });
});

describe('a name', () => {
  beforeEach(() => {
    read('a', [
      contact('Lisa Maier', '1'),
      contact('Li', '2'),
      contact('Erika Müller', '3', { organisation: 'ACME' }),
      contact('Lisbeth Salander', '4'),
    ]);
  });

  it.each([
    ['muller', ['Erika Müller']],
    ['mueller', ['Erika Müller']],
    ['MÜLL er', ['Erika Müller']],
    ['acm', ['Erika Müller']],
    ['lis sal', ['Lisbeth Salander']],
    ['li', ['Li', 'Lisa Maier', 'Lisbeth Salander']],
    ['maria', []],
    ['', []],
    ['" OR *', []],
  ])('%j finds %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('that was used lately comes first', () => {
    table.useContact('a', 'Lisbeth Salander', 5);
    table.useContact('a', 'Lisa Maier', 6);
    expect(found('li')).toEqual(['Lisa Maier', 'Lisbeth Salander', 'Li']);
    expect(found('li', 1)).toEqual(['Lisa Maier']);
  });

  it('may be that of two people with different numbers', () => {
    read('b', [contact('Lisa Maier', '9', { id: 'other' })]);
    expect(found('lisa')).toEqual(['Lisa Maier', 'Lisa Maier']);
  });
});

it('any text asks for names and numbers, and nothing else', () => {
  read('a', [contact('Ada', '+4930901820')]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Array.isArray(table.searchContacts(text, 5))).toBe(true);
      table.identify(text, rules);
      table.chooseContact(text, text, text);
    }),
  );
});

it.each(storedVersions)('a file of before, %s, has room for contacts, and its calls', (version) => {
  const path = join(folder, 'stored', 'history.db');
  placeStoredFile(version, path);
  const stored = openDatabase(path, 1);
  expect(stored.setAside).toBeUndefined();
  const { contacts } = stored.database;
  contacts.putContacts('a', contacts.beginContacts('a'), [contact('Ada', '030901820')]);
  contacts.endContacts('a', 1, '', 1);
  expect(names(contacts.searchContacts('ada', 5))).toEqual(['Ada']);
  expect(stored.database.withConsultations('line', 'answered')).toHaveLength(2);
  stored.database.close();
});
