import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeRinging, ringingWindowSize, type Screen } from './place.ts';

const screen = (x: number, y: number, width: number, height: number, bar = 0): Screen => ({
  bounds: { x, y, width, height },
  workArea: { x, y: y + bar, width, height: height - bar },
});
const left = screen(0, 0, 1280, 800, 32);
const right = screen(1280, -200, 1920, 1080);
const size = { width: 340, height: 132 };

describe('placeRinging', () => {
  it('takes the screen that the pointer is on', () => {
    expect(placeRinging({ x: 1279, y: 799 }, [left, right], size)).toEqual({ x: 928, y: 656, ...size });
    expect(placeRinging({ x: 1280, y: 0 }, [left, right], size)).toEqual({ x: 2848, y: 736, ...size });
  });

  it('takes the nearest one where the pointer is on none', () => {
    expect(placeRinging({ x: -50, y: 5000 }, [right, left], size).x).toBe(928);
  });

  it('gets along without a screen', () => {
    expect(placeRinging({ x: 0, y: 0 }, [], size)).toMatchObject({ x: 12, y: 12 });
  });

  it('stays within the work area', () => {
    const int = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
    const screens = fc
      .tuple(int(-4000, 4000), int(-4000, 4000), int(100, 4000), int(140, 3000), int(0, 60))
      .map((args) => screen(...args));
    fc.assert(
      fc.property(
        fc.array(screens, { minLength: 1, maxLength: 3 }),
        int(-5000, 5000),
        int(-5000, 5000),
        int(1, 5),
        (all, x, y, calls) => {
          const place = placeRinging({ x, y }, all, ringingWindowSize(calls));
          const inside = all.some(
            ({ workArea: area }) =>
              place.x >= area.x &&
              place.y >= area.y &&
              place.x + place.width <= area.x + area.width &&
              place.y + place.height <= area.y + area.height,
          );
          expect(inside).toBe(true);
        },
      ),
    );
  });
});

describe('ringingWindowSize', () => {
  it('grows with the calls, to a bound', () => {
    expect([0, 1, 2, 3, 9].map((calls) => ringingWindowSize(calls).height)).toEqual([
      132, 132, 264, 396, 396,
    ]);
  });
});
