import fc from 'fast-check';
import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isFeed, isHost, isWebhook } from './addresses.ts';
import { entryError, textError, trimmed } from './texts.ts';

describe('a host', () => {
  it('is every address that Node knows', () => {
    const addresses = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom(
        '::1',
        'fe80::1%eth0',
        '::ffff:192.0.2.1',
        '1:2:3:4:5:6:7:8:9',
        ':::',
        '12345::',
        'a:b',
      ),
    );
    fc.assert(
      fc.property(addresses, (host) => {
        expect([host, isHost(host)]).toEqual([host, isIP(host) !== 0]);
      }),
    );
  });
});

describe('a server that is reached encrypted, or on this computer', () => {
  it.each([
    ['https://a.example', true],
    ['http://127.0.0.1:8080/x', true],
    ['http://[::1]/', true],
    ['http://a.example/', false],
    ['https://anna@a.example/', false],
    ['https://', false],
    ['https://a.example/#x', false],
  ])('%s: %s', (address, holds) => {
    expect([isFeed(address), isWebhook(address)]).toEqual([holds, holds]);
  });

  it('may be asked something by a web-hook only', () => {
    const address = 'https://a.example/x?y=1';
    expect([isFeed(address), isWebhook(address)]).toEqual([false, true]);
  });
});

describe('a text', () => {
  it('is measured in characters, without the spaces around it', () => {
    expect(textError({ kind: 'text', max: 2 }, ' 😀😀 ')).toBeUndefined();
    expect(textError({ kind: 'text', max: 2 }, '😀😀😀')).toBe('tooLong');
  });

  it('keeps its spaces where they are part of a name', () => {
    expect(trimmed('file', ' a b ')).toBe(' a b ');
    expect(trimmed('word', ' a ')).toBe('a');
  });

  it('may be empty, but not as an entry of a list', () => {
    expect(textError({ kind: 'word', max: 80 }, '')).toBeUndefined();
    expect(entryError({ of: 'word', max: 80 }, ' ')).toBe('required');
  });
});
