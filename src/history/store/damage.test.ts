import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { all, call, DatabaseBench, ended, found, hour, missed, noon } from '../testing/databaseBench.ts';
import { placeStoredFile } from '../testing/storedFile.ts';
import { openDatabase } from './openDatabase.ts';

const bench = new DatabaseBench();

describe('a row that cannot be read', () => {
  beforeEach(() => placeStoredFile('v1', bench.path));

  it('is set aside when it is met; all others are shown, counted and written', () => {
    const database = bench.open();
    expect(found(database)).toEqual(['running', 'done', 'missed', 'answered']);
    expect(database.leftOut).toBe(3);
    expect(database.days('line', { text: '', filter: 'all' })).toMatchObject([{ count: 4 }]);
    database.put('line', [call({ id: 'missed', number: '201', name: 'Kim', ...missed })], noon);
    expect(found(database, 'kim')).toEqual(['missed']);
    expect(database.leftOut).toBe(3);
    bench.close(database);
    expect(bench.open().leftOut).toBe(0);
  });

  it('does not keep what a crash left running from being ended', () => {
    const database = bench.open();
    expect(database.endAllBut('line', [])).toBe(1);
    expect(database.leftOut).toBe(1);
  });

  it('does not keep its call from being written', () => {
    const database = bench.open();
    database.put('line', [call({ id: 'noCall', ...ended })], noon);
    expect(database.withConsultations('line', 'noCall')).toHaveLength(1);
  });

  it('does not keep those beside it on a page from being shown', () => {
    const database = bench.open();
    expect(
      database
        .calls('line', { text: '', filter: 'all' }, { offset: 0, limit: 2 })
        .concat(database.calls('line', { text: '', filter: 'all' }, { offset: 2, limit: 2 }))
        .map(({ id }) => id),
    ).toEqual(['running', 'done', 'missed', 'answered']);
  });

  it.each(['all of a line', 'what is old'])('is deleted with %s', (what) => {
    const database = bench.open();
    found(database);
    if (what === 'what is old') database.removeBefore(noon + 1e9);
    else database.clear('line');
    bench.close(database);
    expect(readFileSync(bench.path, 'latin1')).not.toContain('sideways');
  });

  it('is one also where its text is of another call', () => {
    const database = bench.open();
    found(database);
    bench.close(database);
    bench.tamper("UPDATE calls SET call = json_set(call, '$.id', 'other') WHERE id = 'missed'");
    expect(found(bench.open())).toEqual(['running', 'done', 'answered']);
  });
});

describe('a call that cannot be written', () => {
  it.each([
    ['a number that is too long', { number: '1'.repeat(1_000) }],
    ['no time', { startedAt: NaN }],
    ['an id that is too long', { id: 'x'.repeat(1_000) }],
  ])('is left out, and the others are written: %s', (_, facts) => {
    const database = bench.open();
    const bad = call(facts);
    const before = call(ended);
    const after = call({ startedAt: noon - hour, ...ended });
    database.put('line', [before, bad, after], noon);
    database.put('line', [bad], noon);
    database.takeOver('line', [bad]);
    expect(found(database)).toEqual([before.id, after.id]);
    expect(database.leftOut).toBe(1);
  });

  it('is none for a moment between two milliseconds', () => {
    const database = bench.open();
    database.put('line', [call({ startedAt: noon + 0.5, talkMs: 0.25 })], noon);
    database.endAllBut('line', []);
    expect(database.calls('line', { text: '', filter: 'all' }, all)).toMatchObject([{ approximate: true }]);
    expect(database.leftOut).toBe(0);
  });
});

describe('a file of version 1', () => {
  it('has all that it had', () => {
    placeStoredFile('v1', bench.path);
    const database = bench.open();
    expect(database.withConsultations('line', 'answered')).toMatchObject([
      { id: 'answered', outcome: 'answered', name: 'Erika Müller', talkMs: 500 },
      { id: 'consultation', consultFor: 'answered' },
    ]);
    expect(found(database, 'invoice')).toEqual(['done']);
    expect(found(database, '0170 1234567')).toEqual(['running', 'answered']);
    expect(database.openMissed('other')).toBe(0);
    expect(database.clear('other')).toBe(1);
  });
});

describe('a file', () => {
  it('that is damaged is set aside as it is, and the history begins again', () => {
    const first = bench.open();
    first.put('line', [call(ended)], noon);
    bench.close(first);
    const text = 'no database at all'.repeat(300);
    writeFileSync(bench.path, text);
    const { database, setAside } = bench.openAny();
    expect(setAside?.why).toBe('damaged');
    expect(readFileSync(setAside?.file ?? '', 'utf8')).toBe(text);
    database.put('line', [call(ended)], noon);
    expect(found(database)).toHaveLength(1);
  });

  it('whose pages are damaged is found out when it was not closed', () => {
    const first = bench.open();
    first.put(
      'line',
      Array.from({ length: 200 }, () => call(ended)),
      noon,
    );
    bench.close(first);
    const damaged = readFileSync(bench.path);
    damaged.fill(0xff, 4096 * 2, 4096 * 6);
    writeFileSync(bench.path, damaged);
    // A log that was left behind; SQLite takes nothing from one whose head is not its own.
    writeFileSync(`${bench.path}-wal`, 'x'.repeat(100));
    const { database, setAside } = bench.openAny();
    expect(setAside?.why).toBe('damaged');
    expect(found(database)).toEqual([]);
  });

  it.each([
    ['lost', 'DROP TABLE call_digits'],
    ['that it should not have yet', 'PRAGMA user_version = 0'],
  ])('with a table %s is set aside', (_, sql) => {
    bench.close(bench.open());
    bench.tamper(sql);
    const { database, setAside } = bench.openAny();
    expect(setAside?.why).toBe('damaged');
    database.put('line', [call(ended)], noon);
    expect(found(database)).toHaveLength(1);
  });

  it('of a later version is set aside unchanged', () => {
    const first = bench.open();
    first.put('line', [call(ended)], noon);
    bench.close(first);
    const later = readFileSync(bench.path);
    later.writeUInt32BE(99, 60); // user_version, by the file format
    writeFileSync(bench.path, later);
    const { database, setAside } = bench.openAny();
    expect(setAside?.why).toBe('newer');
    expect(readFileSync(setAside?.file ?? '')).toEqual(later);
    expect(found(database)).toEqual([]);
  });

  it('that somebody else has open is not taken from them', () => {
    bench.open();
    expect(() => openDatabase(bench.path, noon)).toThrow(/locked/u);
    expect(existsSync(bench.path)).toBe(true);
  });
});
