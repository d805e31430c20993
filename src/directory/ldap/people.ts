import type { NumberKindOfContact } from '../contact.ts';
import type { LdapSource, LdapTemplate } from '../ldapAddress.ts';
import { type Draft } from '../read/reading.ts';

/** An entry of a directory: its attributes by their names in small letters. */
export interface LdapEntry {
  readonly dn: string;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** RFC 2798, RFC 4519, RFC 4524, and what Active Directory has besides. */
const numbers: Readonly<Record<string, NumberKindOfContact>> = {
  telephonenumber: 'work',
  othertelephone: 'work',
  ipphone: 'work',
  otheripphone: 'work',
  mobile: 'mobile',
  mobiletelephonenumber: 'mobile',
  othermobile: 'mobile',
  homephone: 'home',
  hometelephonenumber: 'home',
  otherhomephone: 'home',
  companymainphone: 'main',
  facsimiletelephonenumber: 'fax',
  otherfacsimiletelephonenumber: 'fax',
};

/** What a text of a contact is in: the first that has something counts. */
const texts = {
  id: ['entryuuid', 'objectguid'],
  name: ['displayname', 'cn', 'name', 'sn'],
  given: ['givenname'],
  last: ['sn', 'surname'],
  organisation: ['company', 'o', 'organizationname'],
  department: ['department', 'ou', 'organizationalunitname'],
  note: ['info', 'description'],
} as const;

interface Template {
  readonly attributes: readonly string[];
  readonly filter: string;
}

const own = ['displayName', 'cn', 'givenName', 'sn', 'ou', 'description'];

const templates: Readonly<Record<LdapTemplate, Template>> = {
  openldap: {
    attributes: [
      ...[...own, 'entryUUID', 'o', 'departmentNumber'],
      ...['telephoneNumber', 'mobile', 'homePhone', 'facsimileTelephoneNumber'],
    ],
    filter: '(&(objectClass=inetOrgPerson)(|(telephoneNumber=*)(mobile=*)(homePhone=*)))',
  },
  ad: {
    attributes: [
      ...[...own, 'objectGUID', 'company', 'department', 'info'],
      ...['telephoneNumber', 'mobile', 'homePhone', 'ipPhone', 'facsimileTelephoneNumber'],
      ...['otherTelephone', 'otherMobile', 'otherHomePhone', 'otherIpPhone', 'otherFacsimileTelephoneNumber'],
    ],
    // People and contacts, not machines, nor those whose account is closed (2: ACCOUNTDISABLE).
    filter:
      '(&(|(objectClass=contact)(&(objectClass=user)(!(objectClass=computer))' +
      '(!(userAccountControl:1.2.840.113556.1.4.803:=2))))' +
      '(|(telephoneNumber=*)(mobile=*)(homePhone=*)(ipPhone=*)(otherTelephone=*)(otherMobile=*)))',
  },
};

/** An identifier that is no text. */
export const binaryAttribute = 'objectGUID';

/** What is asked for: the address's own, or the template's. Identifiers come with both. */
export function askedFor({ attributes, filter, template }: LdapSource): Template {
  const { attributes: usual, filter: usualFilter } = templates[template];
  const identifier = template === 'ad' ? binaryAttribute : 'entryUUID';
  return {
    attributes: attributes.length === 0 ? usual : [...attributes, identifier],
    filter: filter === '' ? usualFilter : filter,
  };
}

/** @param attributes the address's own: those that are none of a name's or a text's are numbers */
export function draftOf({ dn, values }: LdapEntry, attributes: readonly string[]): Draft {
  const text = (what: keyof typeof texts): string =>
    texts[what].map((name) => values.get(name)?.find((value) => value.trim() !== '')).find(Boolean) ?? '';
  const [given, last] = [text('given'), text('last')];
  const isText = (name: string): boolean => Object.values<readonly string[]>(texts).flat().includes(name);
  const others = attributes.map((name) => name.toLowerCase()).filter((name) => !isText(name));
  const named = [...new Set([...Object.keys(numbers), ...others])];
  return {
    id: text('id') || dn,
    // As in a table: a display name may be the sorting order (`Doe, Jane`).
    name: given !== '' && last !== '' ? `${given} ${last}` : text('name'),
    organisation: [text('organisation'), text('department')].filter((part) => part !== '').join(', '),
    note: text('note'),
    numbers: named.flatMap((name) =>
      (values.get(name) ?? []).map((value) => ({ text: value, kind: numbers[name] ?? 'other' })),
    ),
  };
}
