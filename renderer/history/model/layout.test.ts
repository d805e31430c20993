import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headPx, indexAt, layoutOf, moved, movedPast, rowPx, sectionOf, topOf } from './layout.ts';

const days = fc
  .uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers
        .sort((a, b) => b - a)
        .map((day) => fc.record({ day: fc.constant(day), count: fc.integer({ min: 1, max: 50 }) })),
    ),
  );

describe('the layout', () => {
  it('has every call at one place, which is found again by its height', () => {
    fc.assert(
      fc.property(days, (list) => {
        const layout = layoutOf(list);
        expect(layout.heightPx).toBe(layout.total * rowPx + list.length * headPx);
        for (let index = 0; index < layout.total; index += 1) {
          const topPx = topOf(layout, index);
          expect(indexAt(layout, topPx)).toBe(index);
          expect(indexAt(layout, topPx + rowPx - 1)).toBe(index);
          const section = layout.sections[sectionOf(layout, index)]!;
          expect(index).toBeGreaterThanOrEqual(section.first);
          expect(index).toBeLessThan(section.first + section.count);
        }
      }),
    );
  });

  it('knows where a call is after others came today, and days went at the end', () => {
    const before = layoutOf([
      { day: 3, count: 2 },
      { day: 2, count: 4 },
      { day: 1, count: 5 },
    ]);
    const after = layoutOf([
      { day: 4, count: 3 },
      { day: 3, count: 3 },
      { day: 2, count: 4 },
    ]);
    expect([0, 1, 2, 5].map((index) => moved(before, after, index))).toEqual([4, 5, 6, 9]);
    expect(moved(before, after, 8)).toBe(9);
  });

  it('goes on to the next older call where one is taken away, and never beyond the end', () => {
    const before = layoutOf([
      { day: 2, count: 3 },
      { day: 1, count: 1 },
    ]);
    const less = (counts: readonly [day: number, count: number][]) =>
      layoutOf(counts.map(([day, count]) => ({ day, count })));
    expect(
      movedPast(
        before,
        less([
          [2, 2],
          [1, 1],
        ]),
        1,
      ),
    ).toBe(1);
    expect(movedPast(before, less([[2, 3]]), 3)).toBe(2);
    expect(movedPast(before, less([]), 0)).toBe(0);
  });
});
