import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../contact.ts';
import { contactSchema } from '../contact.ts';
import { csvRows } from './csv.ts';
import { csvContacts } from './csvContacts.ts';
import { bounded, type ReadFault } from './reading.ts';

function read(text: string): { contacts: Contact[]; faults: ReadFault[] } {
  const pieces = [...bounded(csvContacts(text))];
  return {
    contacts: pieces.flatMap((piece) => ('contact' in piece ? [piece.contact] : [])),
    faults: pieces.flatMap((piece) => ('fault' in piece ? [piece.fault] : [])),
  };
}

describe('the columns of a table', () => {
  it.each([
    ['commas', 'Name,Phone\nKim,+4930901820', ','],
    ['semicolons', 'Name;Phone\nKim;+4930901820', ';'],
    ['tabs', 'Name\tPhone\nKim\t+4930901820', '\t'],
    ['what the first line says', 'sep=|\r\nName|Phone\r\nKim|+4930901820', '|'],
    ['semicolons with commas in the cells', 'Name;Phone\n"Kim, Lee";+4930901820', ';'],
  ])('stand between %s', (_what, text) => {
    expect(read(text).contacts).toMatchObject([{ numbers: [{ number: '+4930901820' }] }]);
  });

  it.each([
    ['Outlook', 'First Name,Last Name,Company,Business Phone,Mobile Phone'],
    ['Outlook in German', 'Vorname;Nachname;Firma;Telefon geschäftlich;Mobiltelefon'],
    ['with other signs', '"first_name","LAST NAME","Company Name","work-phone","Mobil"'],
  ])('are named as %s does', (_who, head) => {
    const sign = head.includes(';') ? ';' : ',';
    const { contacts } = read(
      `${head}\n${['Erika', 'Müller', 'ACME', '030 901820', '0170 1234567'].join(sign)}`,
    );
    expect(contacts).toMatchObject([
      {
        name: 'Erika Müller',
        organisation: 'ACME',
        numbers: [
          { number: '030901820', kind: 'work' },
          { number: '01701234567', kind: 'mobile' },
        ],
      },
    ]);
  });

  it('have kind and number apart, as Google exports them', () => {
    const { contacts } = read(
      'First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\nA,B,Mobile,0170 1234567,Work,030 901820 ::: 030 901821',
    );
    expect(contacts[0]?.numbers).toEqual([
      { number: '01701234567', kind: 'mobile' },
      { number: '030901820', kind: 'work' },
      { number: '030901821', kind: 'work' },
    ]);
  });

  it('name the contact by its company where there is nobody', () => {
    expect(read('Company;Phone\nACME;030 901820').contacts).toMatchObject([{ name: 'ACME' }]);
  });

  it('that are not those of contacts are reported, and nothing is read', () => {
    const { contacts, faults } = read('Article,Price\nBolt,1\nNut,2');
    expect({ contacts, faults }).toEqual({ contacts: [], faults: [{ code: 'noColumns', line: 1 }] });
  });
});

describe('a cell', () => {
  it('may hold quotes, separators and ends of lines', () => {
    const { contacts } = read(
      'Name,Phone,Note\r\n"Kim ""K"" Lee",030901820,"one\r\ntwo, three"\r\nAda,030901821,',
    );
    expect(contacts).toMatchObject([{ name: 'Kim "K" Lee', note: 'one two, three' }, { name: 'Ada' }]);
  });

  it.each(['="030901820"', "'030901820", '030 / 90 18 20'])('keeps the zero in front: %s', (cell) => {
    expect(read(`Name;Phone\nKim;"${cell.replaceAll('"', '""')}"`).contacts[0]?.numbers).toEqual([
      { number: '030901820', kind: 'other' },
    ]);
  });

  it('with a formula is text', () => {
    const formula = '=HYPERLINK("http://evil.example","x")';
    const { contacts } = read(`Name,Phone\n"${formula.replaceAll('"', '""')}",030901820`);
    expect(contacts).toMatchObject([{ name: formula }]);
    expect(read('Name,Phone\nKim,=1+030901820').faults).toEqual([{ code: 'noNumber', line: 2 }]);
  });

  it('whose digits a spreadsheet has lost is said to be that', () => {
    expect(read('Name;Phone\nKim;4,9170E+11').faults).toEqual([{ code: 'numberLost', line: 2 }]);
  });

  it('that would have the phone system do something is no number', () => {
    expect(read('Name,Phone\nKim,*21*0900123456#').faults).toEqual([{ code: 'noNumber', line: 2 }]);
  });
});

describe('what is wrong', () => {
  it('is reported with its line, and the rest is kept', () => {
    const { contacts, faults } = read(
      ['Name,Phone', 'Ada,030901820', '"Bob,030901821', ',030901822', 'Cleo,', 'Dan,030901823', ''].join(
        '\n',
      ),
    );
    expect(contacts.map(({ name }) => name)).toEqual(['Ada', 'Dan']);
    expect(faults).toEqual([
      { code: 'unclosedQuote', line: 3 },
      { code: 'noName', line: 4 },
      { code: 'noNumber', line: 5 },
    ]);
  });

  it('on every line ends the reading', () => {
    const { faults } = read(`Name,Phone\n${'Kim,\n'.repeat(5_000)}`);
    expect(faults.at(-1)?.code).toBe('tooManyFaults');
    expect(faults.length).toBeLessThan(1_100);
  });
});

it('any text gives contacts as they must be, or faults on lines that there are', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'Name', 'Phone', '030901820', 'ä', '\ud800'), {
        maxLength: 60,
      })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(noise, fc.boolean(), (text, hasHead) => {
      const whole = hasHead ? `Name,Phone\n${text}` : text;
      const { contacts, faults } = read(whole);
      for (const contact of contacts) contactSchema.parse(contact);
      const lines = whole.split(/\r\n|\r|\n/u).length;
      for (const { line } of faults) expect(line).toBeLessThanOrEqual(lines);
    }),
  );
});

it('whatever is written by RFC 4180 is read as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'ü', ' ', ';') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const head = ['a,b,c'];
      const text = [
        ...head,
        ...rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')),
      ].join('\r\n');
      const found = [...csvRows(text)].map((row) => ('cells' in row ? row.cells : row.fault));
      expect(found.slice(1)).toEqual(rows);
    }),
  );
});
