import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import { historyFilters } from '../query.ts';
import { all, call, DatabaseBench, ended, found, hour, missed, noon } from '../testing/databaseBench.ts';

const bench = new DatabaseBench();

describe('what is written', () => {
  it('is for this user alone', () => {
    bench.open().put('line', [call()], noon);
    expect(statSync(bench.path).mode & 0o777).toBe(0o600);
    expect(statSync(`${bench.path}-wal`).mode & 0o777).toBe(0o600);
    expect(statSync(bench.data).mode & 0o777).toBe(0o700);
  });

  it('needs no memory that is shared between processes, which a folder on a network has not', () => {
    bench.open().put('line', [call()], noon);
    expect(readdirSync(bench.data).filter((file) => file.endsWith('-shm'))).toEqual([]);
  });

  it('is one row for each call, as it was last, and there again after a restart', () => {
    const first = bench.open();
    const begun = call();
    first.put('line', [begun], noon);
    first.put('line', [{ ...begun, ...ended, talkMs: 500 }], noon);
    bench.close(first);
    expect(bench.open().calls('line', { text: '', filter: 'all' }, all)).toEqual([
      { ...begun, ...ended, talkMs: 500 },
    ]);
  });

  it('is a line’s own', () => {
    const database = bench.open();
    database.put('line', [call()], noon);
    database.put('other', [call()], noon);
    expect(found(database)).toHaveLength(1);
    expect(database.clear('other')).toBe(1);
    expect(found(database)).toHaveLength(1);
  });

  it('has latest first, a consultation under its call', () => {
    const database = bench.open();
    const early = call({ startedAt: noon - hour, ...ended });
    const late = call(ended);
    const consultation = call({ consultFor: late.id, number: '102', startedAt: noon + 100, ...ended });
    database.put('line', [late, early, consultation], noon);
    expect(found(database)).toEqual([late.id, early.id]);
    expect(database.withConsultations('line', late.id)).toEqual([late, consultation]);
  });

  it('shows a consultation whose call is not here as a call of its own', () => {
    const database = bench.open();
    const alone = call({ consultFor: 'gone', ...ended });
    database.put('line', [alone], noon);
    expect(found(database)).toEqual([alone.id]);
  });

  it('counts the days that have calls, and finds the calls of each by it', () => {
    const database = bench.open();
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
    const before = bench.open();
    const gone = call({ connectedAt: noon + 1_000, talkMs: 60_000, holdMs: 5_000 });
    const stands = call();
    before.put('line', [gone, stands], noon);
    bench.close(before);
    const database = bench.open();
    expect(database.endAllBut('line', [stands.id])).toBe(1);
    const [one, other] = ['line', 'line'].map(
      (line, at) => database.withConsultations(line, [gone.id, stands.id][at] ?? '')[0],
    );
    expect(one).toEqual({ ...gone, endedAt: noon + 66_000, approximate: true });
    expect(other).toEqual(stands);
  });

  it('a call that turns out to stand is running again', () => {
    const database = bench.open();
    const running = call();
    database.put('line', [running], noon);
    database.endAllBut('line', []);
    database.put('line', [running], noon);
    expect(database.withConsultations('line', running.id)).toEqual([running]);
  });
});

describe('missed callers', () => {
  it('are open until they are called, talked with, or done', () => {
    const database = bench.open();
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
    const database = bench.open();
    const late = call({ number: '201', ...missed });
    database.put('line', [late], noon);
    database.put('line', [call({ number: '201', direction: 'outgoing', startedAt: noon - hour })], noon);
    expect(database.openMissed('line')).toBe(1);
  });

  it('without a number are each their own', () => {
    const database = bench.open();
    database.put('line', [call({ number: '', ...missed }), call({ number: '', ...missed })], noon);
    database.put('line', [call({ number: '', ...ended })], noon);
    expect(database.openMissed('line')).toBe(2);
  });
});

describe('a note', () => {
  it('stays while the call goes on, and is found by its words', () => {
    const database = bench.open();
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
    const database = bench.open();
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
    expect(bench.open().mark('line', 'gone', { note: 'x' })).toBeUndefined();
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
    const database = bench.open();
    const wanted = call({ name: 'Rita Müller', number: '01701234567', ...ended });
    database.put('line', [wanted, call({ name: 'Kim', number: '+1555000', ...ended })], noon);
    expect(found(database, text).includes(wanted.id)).toBe(isFound);
  });

  it('takes any text for any line, and asks nothing else', () => {
    const database = bench.open();
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
    return readdirSync(bench.data)
      .map((file) => readFileSync(join(bench.data, file), 'latin1'))
      .join('');
  }

  it.each(['a call', 'all of a line', 'what is old'])('is gone from the file, too: %s', (what) => {
    const database = bench.open();
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
    const database = bench.open();
    const one = call({ doneAt: noon, note: 'x', ...missed });
    const consultation = call({ consultFor: one.id, ...ended });
    database.restore('line', [one, consultation]);
    const removed = database.remove('line', [one.id]);
    expect(removed).toEqual([one, consultation]);
    database.restore('line', removed);
    expect(database.withConsultations('line', one.id)).toEqual([one, consultation]);
  });
});
