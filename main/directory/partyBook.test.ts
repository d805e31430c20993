import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identified } from '../../src/directory/found.ts';
import { FakeWorldClock } from '../testing/fakeWorldClock.ts';
import { PartyBook, type PartyBookOptions } from './partyBook.ts';

const ada: Identified = {
  matches: [{ source: '/a.csv', id: '1', name: 'Ada', numbers: [{ number: '101', kind: 'work' }] }],
};

let clock: FakeWorldClock;
beforeEach(() => (clock = new FakeWorldClock()));

const open = (options: Partial<PartyBookOptions>): PartyBook =>
  new PartyBook({
    clock,
    identify: () => Promise.resolve(ada),
    onKnown: () => undefined,
    log: () => undefined,
    ...options,
  });

describe('who has a number', () => {
  it('is asked once, awaited while it is, and reported when it is known', async () => {
    const identify = vi.fn(() => Promise.resolve(ada));
    const onKnown = vi.fn();
    const book = open({ identify, onKnown });
    expect(book.of('101')).toBeUndefined();
    expect(book.of('101')).toBeUndefined();
    await book.awaited('101');
    expect(book.of('101')).toEqual(ada);
    expect(book.awaited('101')).toBeUndefined();
    expect([identify.mock.calls, onKnown.mock.calls]).toEqual([[['101']], [['101']]]);
  });

  it('is asked again after the directory has changed, once for each number, though the report asks for it', async () => {
    const identify = vi.fn(() => Promise.resolve(ada));
    let reports = 0;
    const book: PartyBook = open({
      identify,
      onKnown: (number) => {
        reports += 1;
        if (reports > 100) throw new Error('reported without end');
        // As a line does, whose calls are reported again.
        book.of(number);
      },
    });
    const numbers = ['101', '102', '103'];
    for (const number of numbers) await book.awaited(number);
    [reports] = [0];
    identify.mockClear();
    book.renew();
    for (const number of numbers) book.of(number);
    await expect.poll(() => numbers.map((number) => book.of(number))).toEqual([ada, ada, ada]);
    expect(identify.mock.calls).toEqual(numbers.map((number) => [number]));
    expect(reports).toBe(numbers.length);
  });

  it('is asked again a minute later, for a server that had no answer or was down may have one by then', async () => {
    let answer: Identified = { matches: [] };
    const onKnown = vi.fn();
    const book = open({ identify: () => Promise.resolve(answer), onKnown });
    await book.awaited('101');
    answer = ada;
    expect(book.awaited('101')).toBeUndefined();
    expect(book.of('101')).toEqual({ matches: [] });
    clock.advance(60_000);
    await book.awaited('101');
    expect(book.of('101')).toEqual(ada);
    expect(onKnown).toHaveBeenCalledOnce();
  });

  it('that cannot be asked for keeps what was known', async () => {
    let works = true;
    const log = vi.fn();
    const book = open({
      identify: () => (works ? Promise.resolve(ada) : Promise.reject(new Error('closed'))),
      log,
    });
    await book.awaited('101');
    works = false;
    book.renew();
    expect(book.of('101')).toEqual(ada);
    await expect.poll(() => log.mock.calls).toHaveLength(1);
    expect(book.of('101')).toEqual(ada);
  });
});
