import { expect, test } from 'vitest';
import { TextCache } from './textCache.ts';

const find = (cache: TextCache, text: string): string | undefined => {
  const bytes = Buffer.from(`<${text}>`);
  return cache.find(bytes, 1, bytes.length - 1);
};

test('gives the texts of bytes, however many there are', () => {
  const cache = new TextCache();
  for (let round = 0; round < 2; round += 1)
    for (let id = 0; id < 10_000; id += 1) expect(find(cache, `1795396276.${id}`)).toBe(`1795396276.${id}`);
});

test('tells alike ones apart, and the empty one', () => {
  const cache = new TextCache();
  expect(['', 'ab', 'ba', 'ab ', '', 'ab'].map((text) => find(cache, text))).toEqual(['', 'ab', 'ba', 'ab ', '', 'ab']); // prettier-ignore
});

test('leaves alone what is not ASCII, and what is long', () => {
  const cache = new TextCache();
  expect(find(cache, 'Анна')).toBeUndefined();
  expect(find(cache, 'x'.repeat(97))).toBeUndefined();
  expect(find(cache, 'x'.repeat(96))).toBe('x'.repeat(96));
});
