import { describe, expect, it, vi } from 'vitest';
import { type AsteriskClientOptions, clientDefaults, resolveOptions } from './options.ts';
import { amiVersionOf } from './status.ts';
import { toSocketError } from './socketError.ts';
import { AmiPacket } from './wire/packet.ts';

const least: AsteriskClientOptions = { host: 'pbx', username: 'cti', secret: () => 's' };

describe('the options of a client', () => {
  it('take the port of the manager, and the one of TLS with TLS', () => {
    expect(resolveOptions(least).port).toBe(5038);
    expect(resolveOptions({ ...least, tls: {} }).port).toBe(5039);
    expect(resolveOptions({ ...least, tls: {}, port: 7 }).port).toBe(7);
  });

  it('fill in what is left out, one by one', () => {
    const some = resolveOptions({ ...least, caps: { maxListItems: 3 }, backoff: { maxMs: 5_000 } });
    expect(some.caps).toEqual({ ...clientDefaults.caps, maxListItems: 3 });
    expect(some.backoff).toEqual({ ...clientDefaults.backoff, maxMs: 5_000 });
    expect(some.events).toBe(clientDefaults.events);
    expect(some.auth).toBe('md5');
  });

  it.each(['onBytes', 'onForeignText', 'onStrayAnswer'] as const)(
    'keep a %s that throws from ending the connection, and report it',
    (hook) => {
      const broken = new Error('the disk is full');
      const onListenerError = vi.fn();
      const options = resolveOptions({
        ...least,
        onListenerError,
        [hook]: () => {
          throw broken;
        },
      });
      const call = {
        onBytes: () => options.onBytes('in', Buffer.from('x')),
        onForeignText: () => options.onForeignText(),
        onStrayAnswer: () => options.onStrayAnswer(new AmiPacket([])),
      };
      expect(call[hook]).not.toThrow();
      expect(onListenerError.mock.calls).toEqual([[broken]]);
    },
  );
});

describe('the version in a greeting', () => {
  it.each([
    ['Asterisk Call Manager/1.3', '1.3', 1],
    ['Asterisk Call Manager/5.0.4', '5.0.4', 5],
    ['Asterisk Call Manager/11.0.0\r', '11.0.0', 11],
    ['Asterisk Call Manager Proxy', 'Asterisk Call Manager Proxy', 0],
    ['Asterisk Call Manager/', '', 0],
  ])('%j is %s, major %i', (greeting, amiVersion, major) => {
    expect(amiVersionOf(greeting)).toEqual({ amiVersion, major });
  });
});

describe('what Node says of a connection', () => {
  const plain = { host: 'pbx', port: 5038, tls: undefined };
  const tls = { ...plain, tls: {} };
  const error = (code: string, more: object = {}): Error =>
    Object.assign(new Error(`text of ${code}`), { code, ...more });

  it.each([
    [
      'a port where nothing listens',
      error('ECONNREFUSED'),
      plain,
      false,
      'connectFailed',
      'nothing listens on that port.',
    ],
    [
      'the same with TLS wanted',
      error('ECONNREFUSED'),
      tls,
      false,
      'connectFailed',
      'nothing listens on that port.',
    ],
    [
      'a host without an address',
      error('ENOTFOUND', { syscall: 'getaddrinfo' }),
      tls,
      false,
      'connectFailed',
      'no such host.',
    ],
    [
      'an error of the way that has no words of ours',
      error('EADDRNOTAVAIL', { syscall: 'connect' }),
      tls,
      false,
      'connectFailed',
      'text of EADDRNOTAVAIL',
    ],
    [
      'a certificate of a strange authority',
      error('SELF_SIGNED_CERT_IN_CHAIN'),
      tls,
      false,
      'tls',
      'text of SELF_SIGNED_CERT_IN_CHAIN',
    ],
    [
      'a reset within the handshake',
      error('ECONNRESET', { syscall: 'read' }),
      tls,
      false,
      'tls',
      'text of ECONNRESET',
    ],
    [
      'a reset later',
      error('ECONNRESET', { syscall: 'read' }),
      tls,
      true,
      'disconnected',
      'text of ECONNRESET',
    ],
    ['something that is no error', 'odd', plain, false, 'connectFailed', 'odd'],
  ] as const)('%s', (_what, cause, target, isConnected, code, words) => {
    const told = toSocketError(cause, target, isConnected);
    expect(told.code).toBe(code);
    expect(told.message).toContain(words);
    expect(told.cause).toBe(cause);
    if (code !== 'disconnected') expect(told.message).toContain('pbx:5038');
  });
});
