import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressTemplate, filledAddress, readAddress } from './address.ts';
import { type CallFacts, exampleFacts, factNames, isFact } from './facts.ts';

const rules = {
  schemes: ['https', 'crm'],
  isKnown: (name: string) => isFact(name, ['CTI_ID', 'X-Customer']),
};

function templateOf(text: string): AddressTemplate {
  const read = readAddress(text, rules);
  if (!read.ok) throw new Error(`${read.fault.code} at ${read.fault.at}`);
  return read.template;
}

const filled = (text: string, facts: CallFacts): string => filledAddress(templateOf(text), facts);

describe('the template of an address', () => {
  it.each([
    ['https://crm.example.com/', 'https://crm.example.com/'],
    ['https://crm.example.com?n={number}', 'https://crm.example.com/?n=%2B15550123456'],
    ['https://crm.example.com/c/{e164}#{queue}', 'https://crm.example.com/c/%2B15550123456#support'],
    ['HTTPS://CRM.example.com:8443/{extension}x{queue}/', 'https://crm.example.com:8443/101xsupport/'],
    ['https://crm.example.com/?f={X-Customer}&g={contactId}', 'https://crm.example.com/?f=&g=4711'],
    [
      'https://crm.example.com/?who={name}',
      'https://crm.example.com/?who=Mary%20O%E2%80%99Neill%20%26%20Sons',
    ],
    ['crm://contact/{number}', 'crm://contact/%2B15550123456'],
    ['https://bücher.example/ü/{queue}', 'https://xn--bcher-kva.example/%C3%BC/support'],
  ])('%s', (text, address) => {
    expect(filled(text, exampleFacts)).toBe(address);
  });

  it.each([
    ['', 'notAnAddress', 0],
    ['crm.example.com/{number}', 'notAnAddress', 0],
    ['javascript:alert({number})', 'notAnAddress', 0],
    ['https:///{number}', 'notAnAddress', 8],
    ['https://crm.example.com:99999/', 'notAnAddress', 8],
    ['http://crm.example.com/{number}', 'schemeNotAllowed', 0],
    ['javascript://x/%0a{number}', 'schemeNotAllowed', 0],
    ['{number}://crm.example.com/', 'notAnAddress', 0],
    ['https://{queue}.example.com/', 'placeholderInHost', 8],
    ['https://crm.example.com{number}/', 'placeholderInHost', 23],
    ['https://crm.example.com:{number}/', 'placeholderInHost', 24],
    ['https://anna:pw@crm.example.com/', 'credentials', 8],
    ['https://crm.example.com/?n={numbr}', 'unknownPlaceholder', 27],
    ['https://crm.example.com/?n={}', 'unknownPlaceholder', 27],
    ['https://crm.example.com/?n={number', 'strayBrace', 27],
    ['https://crm.example.com/?n=number}', 'strayBrace', 33],
    ['https://crm.example.com/a b', 'badCharacter', 25],
    ['https://crm.example.com/\u202e{number}', 'badCharacter', 24],
    ['https://crm.example.com/.{name}/x', 'dotsAtPlaceholder', 24],
    ['https://crm.example.com/a/%2E{name}', 'dotsAtPlaceholder', 26],
    [`https://crm.example.com/${'x'.repeat(2000)}`, 'tooLong', 2000],
  ])('%s is refused: %s at %d', (text, code, at) => {
    expect(readAddress(text, rules)).toMatchObject({ ok: false, fault: { code, at } });
  });

  it.each([
    ['&admin=1#', 'https://crm.example.com/%26admin%3D1%23/x?n=%26admin%3D1%23#%26admin%3D1%23'],
    ['../..', 'https://crm.example.com/..%2F../x?n=..%2F..#..%2F..'],
    ['..', 'https://crm.example.com//x?n=..#..'],
    ['.', 'https://crm.example.com//x?n=.#.'],
    ['\'"<>', 'https://crm.example.com/%27%22%3C%3E/x?n=%27%22%3C%3E#%27%22%3C%3E'],
    ['\\@evil', 'https://crm.example.com/%5C%40evil/x?n=%5C%40evil#%5C%40evil'],
    ['%2e%2e', 'https://crm.example.com/%252e%252e/x?n=%252e%252e#%252e%252e'],
  ])('a value %s stays a value', (name, address) => {
    expect(filled('https://crm.example.com/{name}/x?n={name}#{name}', { name })).toBe(address);
  });

  const piece = fc.oneof(
    fc.constantFrom('a', '/', 'b-c', '.', '..', '?', '#', '&', '=', 'ü', '%2e', '%41', '\\', '//', ';', ':'),
    fc.constantFrom(...factNames).map((name) => `{${name}}`),
  );
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '..',
      '.',
      '/',
      '//evil.example',
      '@evil.example',
      '?x=1',
      '#',
      'javascript:alert(1)',
      '\\',
      '%2e',
    ),
  );

  it('has the same scheme, host, steps, keys and fragment whatever the values are', () => {
    const origins = fc.constantFrom(
      'https://crm.example.com',
      'https://crm.example.com:8443',
      'crm://contact',
    );
    let read = 0;
    fc.assert(
      fc.property(
        origins,
        fc.array(piece, { maxLength: 12 }),
        fc.record(Object.fromEntries(factNames.map((name) => [name, hostile]))),
        (origin, pieces, facts) => {
          const reading = readAddress(`${origin}/${pieces.join('')}`, rules);
          if (!reading.ok) return;
          read += 1;
          const url = new URL(filledAddress(reading.template, facts));
          const plain = new URL(
            filledAddress(reading.template, Object.fromEntries(factNames.map((name) => [name, 'v']))),
          );
          const shape = ({ protocol, host, username, password, href }: URL) => ({
            ...{ protocol, host, username, password },
            // What divides an address (RFC 3986, 2.2), in order.
            delimiters: href.replace(/[^:/?#@&=+,;$!'()*[\]]/g, ''),
          });
          expect(shape(url)).toEqual(shape(plain));
        },
      ),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('gives each value back as it was, where it stands in the query', () => {
    const { steps, rest, origin } = templateOf('https://crm.example.com/?a={name}&b={number}');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, number) => {
        const { searchParams } = new URL(filledAddress({ steps, rest, origin }, { name, number }));
        expect([...searchParams]).toEqual([
          ['a', name],
          ['b', number],
        ]);
      }),
    );
  });

  it('is read or refused with a place in it, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => `https://h/${all.join('')}`),
        ),
        (text) => {
          const reading = readAddress(text, rules);
          if (reading.ok) return;
          expect(reading.fault.at).toBeGreaterThanOrEqual(0);
          expect(reading.fault.at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
