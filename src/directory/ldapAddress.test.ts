import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ldapAccount, readLdapAddress } from './ldapAddress.ts';

describe('the address of a directory', () => {
  it('may say everything', () => {
    const address =
      'ldaps://ldap.example.com:3269/ou=Vertrieb%20S%C3%BCd,dc=example?cn,mobile;lang-de?one?(&(cn=a*)(mobile=*))' +
      '?bindname=cn=reader%2cdc=example,!x-template=ad';
    expect(readLdapAddress(address)).toEqual({
      host: 'ldap.example.com',
      port: 3269,
      encryption: 'tls',
      base: 'ou=Vertrieb Süd,dc=example',
      attributes: ['cn', 'mobile;lang-de'],
      scope: 'one',
      filter: '(&(cn=a*)(mobile=*))',
      bindName: 'cn=reader,dc=example',
      template: 'ad',
    });
  });

  it.each([
    [
      'ldap://h/dc=x',
      { encryption: 'startTls', port: 389, scope: 'sub', template: 'openldap', bindName: '' },
    ],
    ['LDAPS://h/dc=x', { encryption: 'tls', port: 636 }],
    ['ldap://h/dc=x????x-plain', { encryption: 'none', port: 389 }],
    ['ldap://[::1]:1389/dc=x', { host: '::1', port: 1389 }],
  ])('%s is encrypted unless it says that it is not', (address, expected) => {
    expect(readLdapAddress(address)).toMatchObject(expected);
  });

  it.each([
    ['without a base', 'ldaps://h/'],
    ['without a host', 'ldaps:///dc=x'],
    ['with a password in it', 'ldaps://me:secret@h/dc=x'],
    ['that is TLS and plain at once', 'ldaps://h/dc=x????x-plain'],
    ['with a scope that is none', 'ldaps://h/dc=x??all'],
    ['with a filter without its bracket', 'ldaps://h/dc=x???(cn=*'],
    ['with two filters', 'ldaps://h/dc=x???(cn=a)(cn=b)'],
    ['with something misspelt', 'ldaps://h/dc=x????x-templte=ad'],
    ['with another template', 'ldaps://h/dc=x????x-template=novell'],
    ['with a port that is none', 'ldaps://h:99999/dc=x'],
    ['with an attribute that is none', 'ldaps://h/dc=x?a(b'],
    ['with an empty name', 'ldaps://h/dc=x????bindname='],
    ['with a percent sign alone', 'ldaps://h/dc=%zz'],
    ['with too much', 'ldaps://h/dc=x?????'],
    ['of a page', 'https://h/dc=x'],
  ])('%s is none', (_what, address) => {
    expect(readLdapAddress(address)).toBeUndefined();
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const read = readLdapAddress(`ldaps://h/dc=x${rest}`);
        expect(read === undefined || read.host === 'h').toBe(true);
      }),
    );
  });

  it('has an account of its own for each server, port and name', () => {
    const account = (text: string): string => ldapAccount(readLdapAddress(text)!);
    const one = 'ldaps://h/dc=x????bindname=cn=a';
    expect(account('ldaps://h/dc=other??one??bindname=cn=a')).toBe(account(one));
    for (const other of ['ldaps://i/dc=x????bindname=cn=a', 'ldaps://h:637/dc=x????bindname=cn=a', `${one}b`])
      expect(account(other)).not.toBe(account(one));
  });
});
