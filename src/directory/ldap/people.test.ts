import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactSchema } from '../contact.ts';
import { readLdapAddress } from '../ldapAddress.ts';
import { pieceOf } from '../read/reading.ts';
import { askedFor, draftOf } from './people.ts';

const entry = (values: Readonly<Record<string, readonly string[]>>) => ({
  dn: 'uid=a,dc=x',
  values: new Map(Object.entries(values)),
});

describe('an entry', () => {
  it('of OpenLDAP is somebody with numbers', () => {
    const values = {
      entryuuid: ['u-1'],
      cn: ['Müller, Erika'],
      givenname: ['Erika'],
      sn: ['Müller'],
      o: ['ACME'],
      ou: ['Sales'],
      mobile: ['0170 1'],
      telephonenumber: ['030 1', '030 2'],
      facsimiletelephonenumber: ['030 3'],
    };
    expect(draftOf(entry(values), [])).toEqual({
      id: 'u-1',
      name: 'Erika Müller',
      organisation: 'ACME, Sales',
      note: '',
      numbers: [
        { text: '030 1', kind: 'work' },
        { text: '030 2', kind: 'work' },
        { text: '0170 1', kind: 'mobile' },
        { text: '030 3', kind: 'fax' },
      ],
    });
  });

  it.each([
    [{ displayname: ['Reception'], sn: ['x'] }, 'Reception'],
    [{ cn: ['Reception'], sn: ['x'], givenname: [' '] }, 'Reception'],
    [{ sn: ['Müller'] }, 'Müller'],
  ])('%j is called %s', (values, name) => {
    expect(draftOf(entry(values), []).name).toBe(name);
  });

  it('is known by its name in the directory where it has no identifier', () => {
    expect(draftOf(entry({ cn: ['A'] }), []).id).toBe('uid=a,dc=x');
  });

  it('has the numbers of attributes that the address names', () => {
    const values = { cn: ['A'], xphone: ['030 1'] };
    expect(draftOf(entry(values), ['cn', 'xPhone']).numbers).toEqual([{ text: '030 1', kind: 'other' }]);
    expect(draftOf(entry(values), ['cn']).numbers).toEqual([]);
  });

  it('is a contact or nothing, whatever is in it', () => {
    const values = fc.dictionary(
      fc.constantFrom('cn', 'sn', 'givenname', 'entryuuid', 'telephonenumber', 'o', 'info'),
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(values, (given) => {
        const piece = pieceOf(draftOf(entry(given), []), 0);
        if ('contact' in piece) contactSchema.parse(piece.contact);
      }),
    );
  });
});

it('the address says what is asked for, or the template does', () => {
  const asked = (address: string) => askedFor(readLdapAddress(address)!);
  expect(asked('ldaps://h/dc=x?cn,mobile??(cn=a*)')).toEqual({
    attributes: ['cn', 'mobile', 'entryUUID'],
    filter: '(cn=a*)',
  });
  expect(asked('ldaps://h/dc=x????x-template=ad')).toMatchObject({
    filter: expect.stringContaining('userAccountControl:1.2.840.113556.1.4.803:=2') as string,
    attributes: expect.arrayContaining(['objectGUID', 'ipPhone', 'company']) as string[],
  });
});
