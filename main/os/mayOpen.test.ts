import { expect, it } from 'vitest';
import { mayOpen } from './mayOpen.ts';

it.each([
  ['https://crm.example.com/?n=1', true],
  ['https://crm.example.com/a%20b', true],
  ['https://crm.example.com/a b', false],
  ['http://crm.example.com/', false],
  ['https://anna@crm.example.com/', false],
  ['https://:pw@crm.example.com/', false],
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['/etc/passwd', false],
  ['--help', false],
  ['', false],
])('%s may be opened: %s', (address, may) => {
  expect(mayOpen(address, ['https'])).toBe(may);
});

it('opens what else the administrator allows', () => {
  expect(mayOpen('crm://contact/1', ['https', 'crm'])).toBe(true);
});
