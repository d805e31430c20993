import type { NumberKindOfContact } from '../contact.ts';

/** What a column of a table holds. */
export type Column =
  | { readonly what: 'id' | 'name' | 'first' | 'middle' | 'last' | 'organisation' | 'department' | 'note' }
  | { readonly what: 'number'; readonly kind: NumberKindOfContact }
  /** Of the number in the next columns: Google writes `Phone 1 - Type`, `Phone 1 - Value`. */
  | { readonly what: 'kind'; readonly of: string }
  | { readonly what: 'numberOf'; readonly of: string };

/** As Outlook, Google, address books and CRM systems head their exports, in English and German; letters and digits only. */
const texts: Readonly<Record<Exclude<Column['what'], 'number' | 'kind' | 'numberOf'>, readonly string[]>> = {
  id: [
    'id',
    'uid',
    'uuid',
    'guid',
    'contactid',
    'kontaktid',
    'customerid',
    'kundennummer',
    'kundennr',
    'externalid',
  ],
  name: [
    'name',
    'fullname',
    'displayname',
    'anzeigename',
    'vollständigername',
    'vollername',
    'kontakt',
    'contact',
    'contactname',
    'fileas',
    'speichernunter',
    'ansprechpartner',
  ],
  first: ['firstname', 'givenname', 'forename', 'vorname'],
  middle: ['middlename', 'additionalname', 'weiterevornamen', 'zweitervorname'],
  last: ['lastname', 'familyname', 'surname', 'nachname', 'familienname', 'zuname'],
  organisation: [
    'company',
    'companyname',
    'organization',
    'organisation',
    'organizationname',
    'organization1name',
    'firma',
    'firmenname',
    'unternehmen',
    'account',
    'accountname',
    'kunde',
    'customer',
    'employer',
  ],
  department: ['department', 'abteilung', 'organizationdepartment', 'organization1department'],
  note: [
    'note',
    'notes',
    'notiz',
    'notizen',
    'comment',
    'comments',
    'kommentar',
    'bemerkung',
    'bemerkungen',
    'remark',
    'remarks',
    'description',
    'beschreibung',
  ],
};

const numbers: Readonly<Record<NumberKindOfContact, readonly string[]>> = {
  mobile: [
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cell',
    'cellphone',
    'cellular',
    'mobil',
    'mobiltelefon',
    'mobilnummer',
    'handy',
    'handynummer',
    'mobile2',
    'mobiltelefon2',
  ],
  work: [
    'businessphone',
    'businessphone2',
    'workphone',
    'work',
    'officephone',
    'office',
    'business',
    'telefongeschäftlich',
    'telefongeschäftlich2',
    'geschäftlich',
    'telefonbüro',
    'büro',
    'dienstlich',
    'telefondienstlich',
    'telefonarbeit',
    'arbeit',
    'directphone',
    'direct',
    'durchwahl',
    'extension',
    'ext',
    'nebenstelle',
  ],
  home: [
    'homephone',
    'homephone2',
    'home',
    'private',
    'privatephone',
    'privat',
    'telefonprivat',
    'telefonprivat2',
    'telefonzuhause',
  ],
  main: [
    'companymainphone',
    'mainphone',
    'main',
    'switchboard',
    'hauptnummer',
    'zentrale',
    'telefonzentrale',
    'telefonfirma',
    'haupttelefon',
    'primaryphone',
  ],
  other: [
    'phone',
    'phonenumber',
    'phonenumbers',
    'telephone',
    'telephonenumber',
    'tel',
    'telno',
    'number',
    'telefon',
    'telefonnummer',
    'telefonnr',
    'rufnummer',
    'nummer',
    'otherphone',
    'weiterestelefon',
    'weiterestelefonnummer',
    'phone1',
    'phone2',
    'phone3',
    'telefon1',
    'telefon2',
    'telefon3',
    'e164',
  ],
  fax: [
    'fax',
    'faxnumber',
    'telefax',
    'businessfax',
    'homefax',
    'otherfax',
    'faxgeschäftlich',
    'faxprivat',
    'weiteresfax',
    'faxnummer',
    'workfax',
  ],
};

const columns = new Map<string, Column>([
  ...Object.entries(texts).flatMap(([what, names]) =>
    names.map((name): [string, Column] => [name, { what: what as keyof typeof texts }]),
  ),
  ...Object.entries(numbers).flatMap(([kind, names]) =>
    names.map((name): [string, Column] => [name, { what: 'number', kind: kind as NumberKindOfContact }]),
  ),
]);

/** What a column holds by its head; undefined: nothing that a contact has. */
export function columnOf(head: string): Column | undefined {
  const name = head
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  const [, of, which] = /^phone(\d+)(value|type|label)$/u.exec(name) ?? [];
  if (of !== undefined) return { what: which === 'value' ? 'numberOf' : 'kind', of };
  return columns.get(name);
}

/** What a word says that a number is for, in an export or on a card. */
export function kindNamed(word: string): NumberKindOfContact {
  const name = word.toLowerCase();
  if (name.includes('fax')) return 'fax';
  if (/cell|mobil|handy|iphone/u.test(name)) return 'mobile';
  if (/main|pref|zentral|haupt/u.test(name)) return 'main';
  if (/work|office|business|gesch|dienst|büro|arbeit/u.test(name)) return 'work';
  return /home|priv/u.test(name) ? 'home' : 'other';
}
