import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aCall, aLine } from '../desktop/testing/calls.ts';
import { fold } from '../../src/directory/fold.ts';
import { findPeople, joinPeople, peopleOfLine, type Person, recentPeople } from './people.ts';

const people: readonly Person[] = [
  { name: 'Kimberly Ott', number: '1' },
  { name: 'Kim Berg', number: '2' },
  { name: 'Jürgen Müßig', number: '3' },
  { name: 'Anna-Lena O’Brien', number: '4' },
  { name: 'Kim', number: '5' },
];
const found = (query: string): readonly string[] =>
  findPeople(query, people).map(({ person }) => person.number);

it.each<[string, readonly string[]]>([
  ['kim', ['5', '2', '1']],
  ['KIM B', ['2']],
  ['berg kim', ['2']],
  ['mussig', ['3']],
  ['juergen muessig', ['3']],
  ['Müßig', ['3']],
  ['lena', ['4']],
  ['kim kim', []],
  ['erg', []],
  ['', []],
])('%j finds by the beginnings of words, the whole name first', (query, numbers) => {
  expect(found(query)).toEqual(numbers);
});

it('knows the people of the line and of recent calls who can be called, each number once', () => {
  const line = aLine(
    [aCall({ name: 'Maria', number: '201' }), aCall({ name: 'Code', number: '*21*0900#' })],
    {
      ringingColleagues: [{ id: 'x', extension: '103', name: 'Customer', number: '+4930901820' }],
      parked: [{ space: '701', name: 'Bo', number: '202', since: 0, parkedBy: '102' }],
    },
  );
  const recent = { id: 'r', direction: 'incoming', startedAt: 0, talkMs: 0, holdMs: 0 } as const;
  const before = recentPeople([
    { ...recent, name: 'Maria S.', number: '201' },
    { ...recent, name: '', number: '203' },
    { ...recent, name: 'anonymous', number: '' },
  ]);
  expect(joinPeople(before, peopleOfLine(line))).toEqual([
    { name: 'Maria S.', number: '201' },
    { name: 'Bo', number: '202' },
    { name: 'Customer', number: '+4930901820' },
  ]);
});

it('finds everybody by their own name, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
      const all = [...people, { name, number: '9' }];
      const numbers = findPeople(name, all).map(({ person }) => person.number);
      if (/[\p{L}\p{N}]/u.test(fold(name))) expect(numbers).toContain('9');
      else expect(numbers).toEqual([]);
    }),
  );
});
