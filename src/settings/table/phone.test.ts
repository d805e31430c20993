import { describe, expect, it } from 'vitest';
import { isPhoneAddress } from './addresses.ts';
import { phoneAddress, phoneHostOf, phoneUser } from './phone.ts';

describe('the address of the phone in the app', () => {
  it.each([
    ['', 'pbx.example.org', 'wss://pbx.example.org:8089/ws'],
    ['', '2001:db8::1', 'wss://[2001:db8::1]:8089/ws'],
    ['wss://phones.example.org/ws', 'pbx.example.org', 'wss://phones.example.org/ws'],
    ['', '', undefined],
    ['no address', 'pbx', undefined],
  ])('%j with the host %j is %j', (phoneUrl, url, address) => {
    expect(phoneAddress({ phoneUrl, url })).toBe(address);
  });

  it('has a password of its own for each host and port', () => {
    const of = (phoneUrl: string) => phoneHostOf({ phoneUrl, url: 'pbx' });
    expect([of(''), of('wss://pbx:8089/other'), of('wss://pbx:443/ws'), of('wss://evil/ws')]).toEqual([
      'pbx:8089',
      'pbx:8089',
      'pbx',
      'evil',
    ]);
  });

  it.each([
    ['wss://pbx.example.org:8089/ws', true],
    ['wss://[2001:db8::1]:8089/ws', true],
    ['ws://pbx.example.org/ws', false],
    ['https://pbx.example.org/ws', false],
    ['wss://user@pbx.example.org/ws', false],
    // What a policy of a page would read as another source, or as all.
    ["wss://pbx 'unsafe-inline'", false],
    ['wss://pbx;script-src', false],
    ['wss://*.example.org/ws', false],
    ['wss://pbx/ws?x=1', false],
  ])('%j may be typed: %s', (text, may) => {
    expect(isPhoneAddress(text)).toBe(may);
  });
});

it('the phone’s user is the extension unless it is given', () => {
  expect(phoneUser({ phoneUser: '', extension: '101' })).toBe('101');
  expect(phoneUser({ phoneUser: 'web-101', extension: '101' })).toBe('web-101');
});
