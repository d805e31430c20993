import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AbandonedCaller } from '../../cti/people/abandoned.ts';
import { placeStoredFile, storedVersions } from '../testing/storedFile.ts';
import type { AbandonedTable } from './abandonedTable.ts';
import { migrations } from './migrations.ts';
import { openDatabase, type OpenedDatabase } from './openDatabase.ts';

const noon = new Date(2026, 10, 30, 12).getTime();
let folder: string;
let opened: OpenedDatabase;
let table: AbandonedTable;

function open(path: string): void {
  opened = openDatabase(path, noon);
  table = opened.database.abandoned;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'abandoned-'));
  open(join(folder, 'history.db'));
});
afterEach(() => {
  opened.database.close();
  rmSync(folder, { recursive: true });
});

function caller(facts: Partial<AbandonedCaller> = {}): AbandonedCaller {
  return {
    id: '1.1',
    queue: 'support',
    number: '201',
    name: 'Kim',
    abandonedAt: noon,
    waitedMs: 42_000,
    ...facts,
  };
}
const by = { extension: '102', name: 'Bela Blau' };

describe('a caller who gave up', () => {
  it('is kept as told, once', () => {
    table.addAbandoned('line', caller());
    table.addAbandoned('line', caller());
    expect(table.abandonedCallers('line')).toEqual([{ ...caller(), tries: 1 }]);
    expect(table.abandonedCallers('other')).toEqual([]);
  });

  it('and gives up again is one who tried twice, with the latest time and the name that is known', () => {
    table.addAbandoned('line', caller());
    table.addAbandoned('line', caller({ id: '1.2', queue: 'sales', name: '', abandonedAt: noon + 1_000 }));
    expect(table.abandonedCallers('line')).toEqual([
      { ...caller({ id: '1.2', queue: 'sales', abandonedAt: noon + 1_000 }), tries: 2 },
    ]);
  });

  it('withholds the number: each is one of their own', () => {
    table.addAbandoned('line', caller({ number: '' }));
    table.addAbandoned('line', caller({ number: '', id: '1.2' }));
    expect(table.abandonedCallers('line')).toHaveLength(2);
  });

  it('was reached: once, by whom, and after that another attempt is a new one', () => {
    table.addAbandoned('line', caller());
    expect(table.reachAbandoned('line', ['1.1'], { way: 'calledBack', by }, noon + 5)).toBe(1);
    expect(table.reachAbandoned('line', ['1.1'], { way: 'calledAgain', by }, noon + 9)).toBe(0);
    const reached = { at: noon + 5, way: 'calledBack', by };
    expect(table.abandonedCallers('line')).toMatchObject([{ id: '1.1', reached }]);
    table.addAbandoned('line', caller({ id: '1.2' }));
    // Who has yet to be called stands first.
    expect(table.abandonedCallers('line').map(({ id }) => id)).toEqual(['1.2', '1.1']);
  });

  it('is done, and after all not yet', () => {
    table.addAbandoned('line', caller());
    table.markAbandoned('line', '1.1', noon + 3);
    expect(table.abandonedCallers('line')).toMatchObject([{ doneAt: noon + 3 }]);
    table.markAbandoned('line', '1.1', null);
    expect(table.abandonedCallers('line')).toEqual([{ ...caller(), tries: 1 }]);
  });

  it('goes with the calls of the line, and with old calls', () => {
    table.addAbandoned('line', caller());
    table.addAbandoned('other', caller({ abandonedAt: noon - 1 }));
    opened.database.removeBefore(noon);
    expect(table.abandonedCallers('other')).toEqual([]);
    opened.database.clear('line');
    expect(table.abandonedCallers('line')).toEqual([]);
  });

  it('may send anything: it is cut, and whole milliseconds are kept', () => {
    const text = 'x'.repeat(1_000);
    table.addAbandoned(
      'line',
      caller({ number: text, name: text, queue: text, waitedMs: 0.5, abandonedAt: 1.4 }),
    );
    expect(table.abandonedCallers('line')).toMatchObject([
      { number: 'x'.repeat(256), name: 'x'.repeat(256), queue: 'x'.repeat(256), abandonedAt: 1 },
    ]);
  });
});

it('a stored file of every earlier version exists', () => {
  expect(storedVersions).toHaveLength(migrations.length - 1);
});

it.each(storedVersions)('a file of before, %s, has room for them, and its calls', (version) => {
  opened.database.close();
  const path = join(folder, 'stored', 'history.db');
  placeStoredFile(version, path);
  open(path);
  expect(opened.setAside).toBeUndefined();
  table.addAbandoned('line', caller());
  expect(table.abandonedCallers('line')).toHaveLength(1);
  expect(opened.database.withConsultations('line', 'answered')).toHaveLength(2);
});
