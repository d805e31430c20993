import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryCall } from '../historyCall.ts';
import { type HistoryFilter, historyFilters } from '../query.ts';
import { dayOf } from '../day.ts';
import type { HistoryDatabase } from './database.ts';
import { openDatabase } from './openDatabase.ts';
import { placeStoredFile } from '../testing/storedFile.ts';

const noon = new Date(2026, 10, 30, 12).getTime();
const hour = 3_600_000;
let folder: string;
let path: string;
const opened: HistoryDatabase[] = [];

function open(): HistoryDatabase {
  const { database } = openDatabase(path, noon);
  opened.push(database);
  return database;
}

/** As a crash leaves it: nothing is closed properly, but the lock is gone. */
function close(database: HistoryDatabase): void {
  opened.splice(opened.indexOf(database), 1);
  database.close();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  path = join(folder, 'data', 'history.db');
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true });
});

let count = 0;
function call(facts: Partial<HistoryCall> = {}): HistoryCall {
  count += 1;
  return {
    id: `call-${count}`,
    direction: 'incoming',
    number: '+491701234567',
    name: 'Erika Mustermann',
    startedAt: noon,
    talkMs: 0,
    holdMs: 0,
    ...facts,
  };
}
const ended = { endedAt: noon + 1_000, outcome: 'answered', connectedAt: noon + 500 } as const;
const missed = { endedAt: noon + 1_000, outcome: 'noAnswer' } as const;

const all = { offset: 0, limit: 100 };
function found(database: HistoryDatabase, text = '', filter: HistoryFilter = 'all'): string[] {
  return database.calls('line', { text, filter, countryCode: '49' }, all).map(({ id }) => id);
}

describe('what is written', () => {
  it('is for this user alone', () => {
    open().put('line', [call()], noon);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('is one row for each call, as it was last, and there again after a restart', () => {
    const first = open();
    const begun = call();
    first.put('line', [begun], noon);
    first.put('line', [{ ...begun, ...ended, talkMs: 500 }], noon);
    close(first);
    expect(open().calls('line', { text: '', filter: 'all' }, all)).toEqual([
      { ...begun, ...ended, talkMs: 500 },
    ]);
  });

  it('is a line’s own', () => {
    const database = open();
    database.put('line', [call()], noon);
    database.put('other', [call()], noon);
    expect(found(database)).toHaveLength(1);
    expect(database.clear('other')).toBe(1);
    expect(found(database)).toHaveLength(1);
  });

  it('has latest first, a consultation under its call', () => {
    const database = open();
    const early = call({ startedAt: noon - hour, ...ended });
    const late = call(ended);
    const consultation = call({ consultFor: late.id, number: '102', startedAt: noon + 100, ...ended });
    database.put('line', [late, early, consultation], noon);
    expect(found(database)).toEqual([late.id, early.id]);
    expect(database.withConsultations('line', late.id)).toEqual([late, consultation]);
  });

  it('shows a consultation whose call is not here as a call of its own', () => {
    const database = open();
    const alone = call({ consultFor: 'gone', ...ended });
    database.put('line', [alone], noon);
    expect(found(database)).toEqual([alone.id]);
  });

  it('counts the days that have calls, and finds the calls of each by it', () => {
    const database = open();
    const days = [0, 0, 25, 26, 49].map((hours) => call({ startedAt: noon - hours * hour, ...ended }));
    database.put('line', days, noon);
    const query = { text: '', filter: 'all' } as const;
    const told = database.days('line', query);
    expect(told.map(({ count: calls }) => calls)).toEqual([2, 2, 1]);
    let offset = 0;
    for (const { day, count: calls } of told) {
      const ofDay = database.calls('line', query, { offset, limit: calls });
      expect(ofDay.map(({ startedAt }) => dayOf(startedAt))).toEqual(Array(calls).fill(day));
      offset += calls;
    }
  });
});

describe('a crash in the middle of calls', () => {
  it('leaves them as of then; those that do not stand any more have ended unseen', () => {
    const before = open();
    const gone = call({ connectedAt: noon + 1_000, talkMs: 60_000, holdMs: 5_000 });
    const stands = call();
    before.put('line', [gone, stands], noon);
    close(before);
    const database = open();
    expect(database.endAllBut('line', [stands.id])).toBe(1);
    const [one, other] = ['line', 'line'].map(
      (line, at) => database.withConsultations(line, [gone.id, stands.id][at] ?? '')[0],
    );
    expect(one).toEqual({ ...gone, endedAt: noon + 66_000, approximate: true });
    expect(other).toEqual(stands);
  });

  it('a call that turns out to stand is running again', () => {
    const database = open();
    const running = call();
    database.put('line', [running], noon);
    database.endAllBut('line', []);
    database.put('line', [running], noon);
    expect(database.withConsultations('line', running.id)).toEqual([running]);
  });
});

describe('missed callers', () => {
  it('are open until they are called, talked with, or done', () => {
    const database = open();
    const open1 = call({ number: '201', ...missed });
    const open2 = call({ number: '202', ...missed });
    const open3 = call({ number: '203', ...missed });
    database.put(
      'line',
      [open1, open2, open3, call({ number: '203', startedAt: noon - hour, ...missed })],
      noon,
    );
    expect(database.openMissed('line')).toBe(3);
    database.put(
      'line',
      [call({ number: '201', direction: 'outgoing', startedAt: noon + hour })],
      noon + hour,
    );
    expect(database.openMissed('line')).toBe(2);
    database.put('line', [call({ number: '202', startedAt: noon + hour, ...ended })], noon + hour);
    expect(database.openMissed('line')).toBe(1);
    expect(database.mark('line', open3.id, { doneAt: noon + hour })).toMatchObject({ doneAt: noon + hour });
    expect(database.openMissed('line')).toBe(1); // the earlier one of the same caller
    expect(found(database, '', 'missed')).toHaveLength(4);
  });

  it('are not reached by a call from before', () => {
    const database = open();
    const late = call({ number: '201', ...missed });
    database.put('line', [late], noon);
    database.put('line', [call({ number: '201', direction: 'outgoing', startedAt: noon - hour })], noon);
    expect(database.openMissed('line')).toBe(1);
  });

  it('without a number are each their own', () => {
    const database = open();
    database.put('line', [call({ number: '', ...missed }), call({ number: '', ...missed })], noon);
    database.put('line', [call({ number: '', ...ended })], noon);
    expect(database.openMissed('line')).toBe(2);
  });
});

describe('a note', () => {
  it('stays while the call goes on, and is found by its words', () => {
    const database = open();
    const running = call();
    database.put('line', [running], noon);
    database.mark('line', running.id, { note: 'wants the invoice again' });
    database.put('line', [{ ...running, ...ended }], noon);
    expect(database.withConsultations('line', running.id)).toMatchObject([
      { note: 'wants the invoice again', ...ended },
    ]);
    expect(found(database, 'invoi')).toEqual([running.id]);
    database.mark('line', running.id, { note: undefined });
    expect(found(database, 'invoi')).toEqual([]);
  });

  it('and a disposition stay and are found together, and go one by one', () => {
    const database = open();
    const running = call();
    database.put('line', [running], noon);
    database.mark('line', running.id, { note: 'invoice', disposition: 'Complaint' });
    database.put('line', [{ ...running, ...ended }], noon);
    expect(found(database, 'compl invoi')).toEqual([running.id]);
    database.mark('line', running.id, { note: undefined });
    expect(found(database, 'invoi')).toEqual([]);
    expect(database.withConsultations('line', running.id)).toMatchObject([{ disposition: 'Complaint' }]);
    database.mark('line', running.id, { disposition: undefined });
    expect(found(database, 'compl')).toEqual([]);
  });

  it('on a call that is gone says so', () => {
    expect(open().mark('line', 'gone', { note: 'x' })).toBeUndefined();
  });
});

describe('the search', () => {
  it.each([
    ['mull', true],
    ['MÜLLER', true],
    ['rita mü', true],
    ['üll', false],
    ['0170 123 45 67', true],
    ['+49 170 1234567', true],
    ['4567', true],
    ['67', true],
    ['76', false],
    ['(0170) 123-45', true],
    ['"*', true],
    ['mull" OR "x', false],
    ['müller 4567', true],
    ['müller 9999', false],
  ])('%s', (text, isFound) => {
    const database = open();
    const wanted = call({ name: 'Rita Müller', number: '01701234567', ...ended });
    database.put('line', [wanted, call({ name: 'Kim', number: '+1555000', ...ended })], noon);
    expect(found(database, text).includes(wanted.id)).toBe(isFound);
  });

  it('takes any text for any line, and asks nothing else', () => {
    const database = open();
    database.put('line', [call(ended)], noon);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(...historyFilters),
        (text, filter) => {
          const calls = found(database, text, filter);
          const counted = database
            .days('line', { text, filter })
            .reduce((sum, { count: calls }) => sum + calls, 0);
          expect(calls).toHaveLength(counted);
          expect(database.days("' OR 1=1 --", { text, filter })).toEqual([]);
        },
      ),
    );
  });
});

describe('what is deleted', () => {
  /** All bytes of the folder. */
  function bytes(): string {
    return readdirSync(join(folder, 'data'))
      .map((file) => readFileSync(join(folder, 'data', file), 'latin1'))
      .join('');
  }

  it.each(['a call', 'all of a line', 'what is old'])('is gone from the file, too: %s', (what) => {
    const database = open();
    const secret = call({ name: 'Xavier Quellstein', number: '4711081599', note: 'divorce', ...ended });
    database.restore('line', [secret, call({ startedAt: noon + hour, ...ended })]);
    expect(bytes()).toContain('Quellstein');
    if (what === 'a call') expect(database.remove('line', [secret.id])).toEqual([secret]);
    if (what === 'all of a line') expect(database.clear('line')).toBe(2);
    if (what === 'what is old') expect(database.removeBefore(noon + 1)).toBe(1);
    for (const text of ['Quellstein', 'quellstein', '4711081599', 'divorce'])
      expect(bytes()).not.toContain(text);
    expect(found(database, 'quell')).toEqual([]);
  });

  it('can be put back as it was, with its consultations', () => {
    const database = open();
    const one = call({ doneAt: noon, note: 'x', ...missed });
    const consultation = call({ consultFor: one.id, ...ended });
    database.restore('line', [one, consultation]);
    const removed = database.remove('line', [one.id]);
    expect(removed).toEqual([one, consultation]);
    database.restore('line', removed);
    expect(database.withConsultations('line', one.id)).toEqual([one, consultation]);
  });
});

/** Changes what no query of ours would. */
function tamper(sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

describe('a row that cannot be read', () => {
  beforeEach(() => placeStoredFile('v1', path));

  it('is set aside when it is met; all others are shown, counted and written', () => {
    const database = open();
    expect(found(database)).toEqual(['running', 'done', 'missed', 'answered']);
    expect(database.leftOut).toBe(3);
    expect(database.days('line', { text: '', filter: 'all' })).toMatchObject([{ count: 4 }]);
    database.put('line', [call({ id: 'missed', number: '201', name: 'Kim', ...missed })], noon);
    expect(found(database, 'kim')).toEqual(['missed']);
    expect(database.leftOut).toBe(3);
    close(database);
    expect(open().leftOut).toBe(0);
  });

  it('does not keep what a crash left running from being ended', () => {
    const database = open();
    expect(database.endAllBut('line', [])).toBe(1);
    expect(database.leftOut).toBe(1);
  });

  it('does not keep its call from being written', () => {
    const database = open();
    database.put('line', [call({ id: 'noCall', ...ended })], noon);
    expect(database.withConsultations('line', 'noCall')).toHaveLength(1);
  });

  it('does not keep those beside it on a page from being shown', () => {
    const database = open();
    expect(
      database
        .calls('line', { text: '', filter: 'all' }, { offset: 0, limit: 2 })
        .concat(database.calls('line', { text: '', filter: 'all' }, { offset: 2, limit: 2 }))
        .map(({ id }) => id),
    ).toEqual(['running', 'done', 'missed', 'answered']);
  });

  it.each(['all of a line', 'what is old'])('is deleted with %s', (what) => {
    const database = open();
    found(database);
    if (what === 'what is old') database.removeBefore(noon + 1e9);
    else database.clear('line');
    close(database);
    expect(readFileSync(path, 'latin1')).not.toContain('sideways');
  });

  it('is one also where its text is of another call', () => {
    const database = open();
    found(database);
    close(database);
    tamper("UPDATE calls SET call = json_set(call, '$.id', 'other') WHERE id = 'missed'");
    expect(found(open())).toEqual(['running', 'done', 'answered']);
  });
});

describe('a call that cannot be written', () => {
  it.each([
    ['a number that is too long', { number: '1'.repeat(1_000) }],
    ['no time', { startedAt: NaN }],
    ['an id that is too long', { id: 'x'.repeat(1_000) }],
  ])('is left out, and the others are written: %s', (_, facts) => {
    const database = open();
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
    const database = open();
    database.put('line', [call({ startedAt: noon + 0.5, talkMs: 0.25 })], noon);
    database.endAllBut('line', []);
    expect(database.calls('line', { text: '', filter: 'all' }, all)).toMatchObject([{ approximate: true }]);
    expect(database.leftOut).toBe(0);
  });
});

describe('a file of version 1', () => {
  it('has all that it had', () => {
    placeStoredFile('v1', path);
    const database = open();
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
    const first = open();
    first.put('line', [call(ended)], noon);
    close(first);
    const text = 'no database at all'.repeat(300);
    writeFileSync(path, text);
    const { database, setAside } = openDatabase(path, noon);
    opened.push(database);
    expect(setAside?.why).toBe('damaged');
    expect(readFileSync(setAside?.file ?? '', 'utf8')).toBe(text);
    database.put('line', [call(ended)], noon);
    expect(found(database)).toHaveLength(1);
  });

  it('whose pages are damaged is found out when it was not closed', () => {
    const first = open();
    first.put(
      'line',
      Array.from({ length: 200 }, () => call(ended)),
      noon,
    );
    close(first);
    const damaged = readFileSync(path);
    damaged.fill(0xff, 4096 * 2, 4096 * 6);
    writeFileSync(path, damaged);
    // A log that was left behind; SQLite takes nothing from one whose head is not its own.
    writeFileSync(`${path}-wal`, 'x'.repeat(100));
    const { database, setAside } = openDatabase(path, noon);
    opened.push(database);
    expect(setAside?.why).toBe('damaged');
    expect(found(database)).toEqual([]);
  });

  it.each([
    ['lost', 'DROP TABLE call_digits'],
    ['that it should not have yet', 'PRAGMA user_version = 0'],
  ])('with a table %s is set aside', (_, sql) => {
    close(open());
    tamper(sql);
    const { database, setAside } = openDatabase(path, noon);
    opened.push(database);
    expect(setAside?.why).toBe('damaged');
    database.put('line', [call(ended)], noon);
    expect(found(database)).toHaveLength(1);
  });

  it('of a later version is set aside unchanged', () => {
    const first = open();
    first.put('line', [call(ended)], noon);
    close(first);
    const later = readFileSync(path);
    later.writeUInt32BE(99, 60); // user_version, by the file format
    writeFileSync(path, later);
    const { database, setAside } = openDatabase(path, noon);
    opened.push(database);
    expect(setAside?.why).toBe('newer');
    expect(readFileSync(setAside?.file ?? '')).toEqual(later);
    expect(found(database)).toEqual([]);
  });

  it('that somebody else has open is not taken from them', () => {
    open();
    expect(() => openDatabase(path, noon)).toThrow(/locked/u);
    expect(existsSync(path)).toBe(true);
  });
});
