import { expect, test } from 'vitest';
import { NameTable } from './nameTable.ts';

const find = (table: NameTable, name: string): string | undefined => {
  const bytes = Buffer.from(`..${name}..`);
  return table.find(bytes, 2, bytes.length - 2);
};

test('a name is found by its bytes, among others', () => {
  const table = new NameTable();
  const names = ['Hangup', 'Hold', 'Newchannel', '', 'hangup', 'a'.repeat(300)];
  for (const name of [...names, ...names]) expect(find(table, name)).toBe(name);
});

test('names that are made up do not fill it; those that it knows are found all the same', () => {
  const table = new NameTable();
  const found = Array.from({ length: 5_000 }, (_, index) => find(table, `Made${index}`));
  expect(found.filter((name) => name !== undefined)).toHaveLength(512);
  expect(found.slice(0, 512)).toEqual(Array.from({ length: 512 }, (_, index) => `Made${index}`));
  expect(find(table, 'Made0')).toBe('Made0');
  expect(find(table, 'Another')).toBeUndefined();
});

test('a name in another script is left to the decoder', () => {
  const table = new NameTable();
  expect(find(table, 'Звонок')).toBeUndefined();
  expect(find(table, 'Звонок')).toBeUndefined();
});
