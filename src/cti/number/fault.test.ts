import { expect, it } from 'vitest';
import { faultIn } from './fault.ts';
import { isOne } from './number.ts';
import { readNumber } from './read.ts';

it.each([
  [
    '030 901820, 030 901821',
    { code: 'severalNumbers', text: /^severalNumbers: .* 030901820, 030901821\.$/u },
  ],
  ['101@from-trunk', { code: 'invalidNumber', at: 3, text: /^\w+: number .*\(offset 3\)\.$/u }],
  ['', { code: 'invalidNumber', at: 0, text: /^empty: /u }],
  ['12\r\nAction: Hangup', { code: 'invalidNumber', at: 2, text: /^controlCharacter: .*\(offset 2\)/u }],
])('%j is refused with its place', (text, { text: words, ...known }) => {
  const reading = readNumber(text, { lines: false });
  if (isOne(reading)) throw new Error('It is a number.');
  const fault = faultIn('number', reading);
  expect(fault).toMatchObject(known);
  expect(fault.text).toMatch(words);
});
