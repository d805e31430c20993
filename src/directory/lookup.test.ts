import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noDialRules } from '../cti/number/dialRules.ts';
import { contactSchema } from './contact.ts';
import { lookupAddress, lookupAnswer } from './lookup.ts';

const rules = { ...noDialRules, countryCode: '49' };

describe('the address', () => {
  it('has the number in full, percent-encoded', () => {
    expect(lookupAddress('https://crm.example.com/?n={e164}', '030901820', rules)?.href).toBe(
      'https://crm.example.com/?n=%2B4930901820',
    );
    expect(lookupAddress('https://crm.example.com/{number}', '*21#/..', rules)?.href).toBe(
      'https://crm.example.com/*21%23%2F..',
    );
  });

  it('is not asked for a number that is not known in full', () => {
    expect(lookupAddress('https://crm.example.com/?n={e164}', '101', rules)).toBeUndefined();
  });

  it('stays on its host, whatever the number is', () => {
    fc.assert(
      fc.property(fc.string(), (number) => {
        const address = lookupAddress('https://crm.example.com/x?n={number}', number, rules);
        expect(address?.host ?? 'crm.example.com').toBe('crm.example.com');
      }),
    );
  });
});

describe('the answer', () => {
  it.each([
    ['{"id":7,"name":"Ada","company":"ACME","more":1}', [{ id: '7', name: 'Ada', organisation: 'ACME' }]],
    ['[{"name":"Ada"},{"name":"Bob"}]', [{ id: 'Ada' }, { id: 'Bob' }]],
    ['[]', []],
    ['null', []],
    ['', []],
    ['{"name":"  "}', []],
  ])('%s', (text, expected) => {
    expect(lookupAnswer(text, '030901820')).toMatchObject(expected);
  });

  it.each(['<html>', '{"name":1}', '[1]', '{}'])('%s is none', (text) => {
    expect(() => lookupAnswer(text, '030901820')).toThrow();
  });

  it('is made of contacts, whatever the server says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', maxLength: 400 }),
        (id, name) => {
          for (const contact of lookupAnswer(JSON.stringify({ id, name }), '101'))
            contactSchema.parse(contact);
        },
      ),
    );
  });
});
