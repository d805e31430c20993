import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOurHost, originOf } from './origin.ts';

it.each([
  ['https://crm.example.com', 'crm.example.com', 'example.com'],
  ['https://crm.example.com:8443', 'crm.example.com:8443', 'example.com'],
  ['https://a.b.example.co.uk', 'a.b.example.co.uk', 'example.co.uk'],
  ['https://anna.github.io', 'anna.github.io', 'anna.github.io'],
  ['https://crm', 'crm', 'crm'],
  ['https://10.0.0.5', '10.0.0.5', '10.0.0.5'],
  ['http://localhost:3000', 'localhost:3000', 'localhost'],
  ['http://127.0.0.1:8080', '127.0.0.1:8080', '127.0.0.1'],
  ['http://[::1]:8080', '[::1]:8080', '[::1]'],
])('%s is a page of %s, and whose it is: %s', (header, name, site) => {
  expect(originOf(header)).toEqual({ origin: header, name, site, isSecure: true });
});

it.each(['http://crm.example.com', 'http://10.0.0.5:8080', 'http://localhost.example.com'])(
  '%s is shown with its scheme, and is not secure',
  (header) => {
    expect(originOf(header)).toMatchObject({ name: header, isSecure: false });
  },
);

it.each([
  'null',
  '',
  'crm.example.com',
  'https://crm.example.com/',
  'https://user@crm.example.com',
  'https://crm.example.com#x',
  'ftp://crm.example.com',
  'app://offhook',
  `https://${'a'.repeat(3000)}.example`,
])('%j is no page', (header) => {
  expect(originOf(header)).toBeUndefined();
});

it('what is taken for an origin is one, and stays the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (header) => {
      const origin = originOf(header);
      if (origin !== undefined) expect(originOf(origin.origin)).toEqual(origin);
    }),
  );
});

it.each(['localhost:2013', '127.0.0.1:2013', '[::1]:2013', 'LOCALHOST:2013'])(
  '%s is this machine',
  (host) => {
    expect(isOurHost(host, 2013)).toBe(true);
  },
);

it.each([
  undefined,
  '',
  'evil.example:2013',
  '127.0.0.1',
  '127.0.0.1:2014',
  'localhost.evil.example:2013',
  '0.0.0.0:2013',
])('%s is another name', (host) => {
  expect(isOurHost(host, 2013)).toBe(false);
});

it('a name is ours where the certificate is for it', () => {
  const isOurs = (name: string): boolean => name === 'desk.example.com';
  expect(isOurHost('desk.example.com:2013', 2013, isOurs)).toBe(true);
  expect(isOurHost('desk.example.com:2014', 2013, isOurs)).toBe(false);
  expect(isOurHost('evil.example:2013', 2013, isOurs)).toBe(false);
});
