import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHead, csvRecord } from './csv.ts';
import type { HistoryCall } from './historyCall.ts';

const call: HistoryCall = {
  id: 'a',
  direction: 'incoming',
  number: '201',
  name: 'Kim',
  startedAt: Date.UTC(2026, 10, 30, 9),
  connectedAt: Date.UTC(2026, 10, 30, 9, 0, 5),
  talkMs: 61_400,
  holdMs: 0,
};

/** RFC 4180, read back. */
function read(record: string): string[] {
  const cells = [...record.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)];
  expect(cells.map(([all]) => all).join('')).toBe(record);
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

function named(record: string): Record<string, string> {
  const values = read(record);
  return Object.fromEntries(read(csvHead()).map((name, at) => [name, values[at] ?? '']));
}

describe('a call as a record', () => {
  it('has times in UTC and lengths in seconds', () => {
    expect(named(csvRecord(call))).toMatchObject({
      startedAt: '2026-11-30T09:00:00.000Z',
      connectedAt: '2026-11-30T09:00:05.000Z',
      endedAt: '',
      talkSeconds: '61',
      number: '201',
    });
  });

  it.each(['=1+1', '+491701234567', '-1', '@x', ' =1', '\t=1', '\0=1'])('%j is no formula', (name) => {
    expect(named(csvRecord({ ...call, name }))).toMatchObject({ name: `'${name}` });
  });

  it('holds any text, one cell each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (name, note) => {
        const told = named(csvRecord({ ...call, name, note }));
        expect([name, `'${name}`]).toContain(told.name);
        expect([note, `'${note}`]).toContain(told.note);
      }),
    );
  });
});
