import { describe, expect, it, vi } from 'vitest';
import type { Identified } from '../../src/directory/found.ts';
import { PartyBook } from './partyBook.ts';

const ada: Identified = {
  matches: [{ source: '/a.csv', id: '1', name: 'Ada', numbers: [{ number: '101', kind: 'work' }] }],
};

describe('who has a number', () => {
  it('is asked once, and reported when it is known', async () => {
    const asked: string[] = [];
    const known: string[] = [];
    const book = new PartyBook({
      identify: (number) => {
        asked.push(number);
        return Promise.resolve(ada);
      },
      onKnown: (number) => known.push(number),
      log: () => undefined,
    });
    expect(book.of('101')).toBeUndefined();
    expect(book.of('101')).toBeUndefined();
    expect(await book.known('101')).toEqual(ada);
    expect([asked, known]).toEqual([['101'], ['101']]);
  });

  it('is asked again after the directory has changed, once for each number, though the report asks for it', async () => {
    const identify = vi.fn(() => Promise.resolve(ada));
    let reports = 0;
    const book: PartyBook = new PartyBook({
      identify,
      onKnown: (number) => {
        reports += 1;
        if (reports > 100) throw new Error('reported without end');
        // As a line does, whose calls are reported again.
        book.of(number);
      },
      log: () => undefined,
    });
    const numbers = ['101', '102', '103'];
    for (const number of numbers) await book.known(number);
    [reports] = [0];
    identify.mockClear();
    book.renew();
    expect(reports).toBe(numbers.length);
    for (const number of numbers) await book.known(number);
    expect(identify.mock.calls).toEqual(numbers.map((number) => [number]));
    expect(reports).toBe(numbers.length);
  });

  it('that cannot be asked for keeps what was known', async () => {
    let works = true;
    const book = new PartyBook({
      identify: () => (works ? Promise.resolve(ada) : Promise.reject(new Error('closed'))),
      onKnown: () => undefined,
      log: () => undefined,
    });
    await book.known('101');
    works = false;
    book.renew();
    expect(await book.known('101')).toEqual(ada);
  });
});
