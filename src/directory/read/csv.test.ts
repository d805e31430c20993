import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv.ts';

const rows = (text: string) => [...csvRows(text)];
const cells = (text: string) => rows(text).map((row) => ('cells' in row ? row.cells : row.fault));

describe('what divides the cells of a table', () => {
  it.each([
    [
      'a comma',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a semicolon',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a tab',
      'a\tb\n1;2\t3',
      [
        ['a', 'b'],
        ['1;2', '3'],
      ],
    ],
    ['a bar', 'a|b|c,d', [['a', 'b', 'c,d']]],
    ['what the first line has most of', 'a;b;c,d', [['a', 'b', 'c,d']]],
    ['not what stands in quotes', '"a;b;c",d', [['a;b;c', 'd']]],
    [
      'not what stands in quotes on several lines',
      '"a;\nb;",c\n1,2',
      [
        ['a;\nb;', 'c'],
        ['1', '2'],
      ],
    ],
    ['what its first line says', 'sep=|\na,b|c', [['a,b', 'c']]],
    ['a comma where there is one column', 'a\n1', [['a'], ['1']]],
  ])('is %s', (_what, text, table) => {
    expect(cells(text)).toEqual(table);
  });
});

describe('a table', () => {
  it.each([
    [
      'lines of any system',
      'a,b\r\n1,2\r3,4\n5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'no empty lines',
      'a,b\n\n \n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty cells',
      'a,b\n,',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    [
      'quotes in quotes',
      'a,b\n"1 ""x""",2',
      [
        ['a', 'b'],
        ['1 "x"', '2'],
      ],
    ],
    [
      'lines in quotes',
      'a,b\n"1\n2",3',
      [
        ['a', 'b'],
        ['1\n2', '3'],
      ],
    ],
    [
      'what follows a quote',
      'a,b\n"1"x,2',
      [
        ['a', 'b'],
        ['1x', '2'],
      ],
    ],
    [
      'a quote within a cell as it is',
      'a,b\n1"x,2',
      [
        ['a', 'b'],
        ['1"x', '2'],
      ],
    ],
  ])('has %s', (_what, text, table) => {
    expect(cells(text)).toEqual(table);
  });

  it('says on which line of the file a row begins', () => {
    expect(rows('sep=;\na;b\n"1\r\n2";3\n\n4;5').map(({ line }) => line)).toEqual([2, 3, 6]);
  });

  it('loses one line to a quote that does not end, and says which', () => {
    expect(rows('a,b\n1,"2\n3,4')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, fault: 'unclosedQuote' },
      { line: 3, cells: ['3', '4'] },
    ]);
  });

  it('is read as it was written by RFC 4180', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ß', '"', ',', ';', '\n', '\r\n', ' '),
      maxLength: 6,
    });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, (written) => {
        const text = written.map((row) => row.map(quoted).join(',')).join('\r\n');
        expect(cells(text)).toEqual(written);
      }),
    );
  });

  it('ends, whatever it is, and each row begins after the one before', () => {
    const unit = fc.constantFrom('a', '"', ',', ';', '\n', '\r', 's', 'e', 'p', '=');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const lines = rows(text).map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((one, other) => one - other));
      }),
    );
  });
});
