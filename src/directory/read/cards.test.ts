import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contact, contactSchema } from '../contact.ts';
import { cardContacts } from './cards.ts';
import { bounded, type ReadFault } from './reading.ts';

function read(...lines: readonly string[]): { contacts: Contact[]; faults: ReadFault[] } {
  const pieces = [...bounded(cardContacts(lines.join('\r\n')))];
  return {
    contacts: pieces.flatMap((piece) => ('contact' in piece ? [piece.contact] : [])),
    faults: pieces.flatMap((piece) => ('fault' in piece ? [piece.fault] : [])),
  };
}

function one(...lines: readonly string[]): Contact | undefined {
  return read('BEGIN:VCARD', ...lines, 'END:VCARD').contacts[0];
}

describe('a card', () => {
  it('of version 4 has parameters in lists, quotes and addresses of numbers', () => {
    expect(
      one(
        'VERSION:4.0',
        'UID:urn:uuid:4fbe8971',
        'FN:Erika Müller',
        'ORG:ACME\\, Inc.;Sales',
        'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+49-30-901820',
        'item1.TEL;VALUE=uri;TYPE="cell,text":tel:+49-170-1234567;ext=12',
        'NOTE:one\\ntwo\\; three',
      ),
    ).toEqual({
      id: 'urn:uuid:4fbe8971',
      name: 'Erika Müller',
      organisation: 'ACME, Inc., Sales',
      note: 'one two; three',
      numbers: [
        { number: '+4930901820', kind: 'home' },
        { number: '+491701234567', kind: 'mobile' },
      ],
    });
  });

  it('of version 3 is folded anywhere, and may have a name in parts only', () => {
    expect(one('VERSION:3.0', 'N:Müller;Eri', ' ka;;;', 'TEL;TYPE=WORK,VOICE:030', '  901820')).toMatchObject(
      {
        name: 'Erika Müller',
        numbers: [{ number: '030901820', kind: 'work' }],
      },
    );
  });

  it('of version 2.1 has bare types, quoted-printable over several lines, and a charset', () => {
    expect(
      one(
        'VERSION:2.1',
        'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Erika',
        'ORG;CHARSET=UTF-8;QUOTED-PRINTABLE:B=C3=BCro=',
        ' Nord',
        'TEL;CELL;VOICE:0170/1234567',
        'TEL;HOME;FAX:030 901829',
      ),
    ).toMatchObject({
      name: 'Erika Müller',
      organisation: 'Büro Nord',
      numbers: [
        { number: '01701234567', kind: 'mobile' },
        { number: '030901829', kind: 'fax' },
      ],
    });
  });

  it('without an id has the same each time', () => {
    const lines = ['FN:Kim', 'TEL:030901820'];
    expect(one(...lines)?.id).toBe(one(...lines)?.id);
    expect(one(...lines)?.id).not.toBe(one('FN:Kim', 'TEL:030901821')?.id);
  });
});

it('what is wrong is reported with its line, and the rest is kept', () => {
  const { contacts, faults } = read(
    'BEGIN:VCARD',
    'FN:Nobody to call',
    'END:VCARD',
    'BEGIN:VCARD',
    'FN:Never ends',
    'TEL:030901820',
    'BEGIN:VCARD',
    'FN:Kim',
    'TEL:030901821',
    'END:VCARD',
    'BEGIN:VCARD',
    'TEL:1',
  );
  expect(contacts.map(({ name }) => name)).toEqual(['Kim']);
  expect(faults).toEqual([
    { code: 'noNumber', line: 1 },
    { code: 'unclosedCard', line: 4 },
    { code: 'unclosedCard', line: 11 },
  ]);
});

it('a photograph is no contact’s text, however long', () => {
  const photo = `PHOTO;ENCODING=b:${'A'.repeat(100_000)}`;
  const folded = Array.from({ length: 2_000 }, () => ` ${'B'.repeat(70)}`);
  expect(one('FN:Kim', photo, ...folded, 'TEL:030901820')).toMatchObject({ name: 'Kim' });
});

it('any text gives contacts as they must be, or faults on lines that there are', () => {
  const parts = [
    'BEGIN:VCARD',
    'END:VCARD',
    '\r\n',
    '\n',
    'FN',
    'N',
    'TEL',
    ';',
    ':',
    '=',
    '=FF',
    'ENCODING=QUOTED-PRINTABLE',
    'CHARSET=x',
    '"',
    ' ',
    '\\',
    '030901820',
    'ü',
  ];
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...parts), { maxLength: 80 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(noise, (text) => {
      const { contacts, faults } = read(text);
      for (const contact of contacts) contactSchema.parse(contact);
      const lines = text.split('\n').length;
      for (const { line } of faults) expect(line).toBeLessThanOrEqual(lines);
    }),
  );
});
