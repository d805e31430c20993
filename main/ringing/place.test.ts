import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anchorFor,
  anchorOf,
  boundsAt,
  cornerOf,
  type Screen,
  screenAt,
  type Stack,
  stackSize,
} from './place.ts';

const screen = (x: number, y: number, width: number, height: number, bar = 0): Screen => ({
  bounds: { x, y, width, height },
  workArea: { x, y: y + bar, width, height: height - bar },
});
const left = screen(0, 0, 1280, 800, 32);
const right = screen(1280, -200, 1920, 1080);
const { workArea: area } = left;
const ringing: Stack = { rows: 0, cards: 1 };
const talking: Stack = { rows: 1, cards: 0 };
const both: Stack = { rows: 1, cards: 1 };

describe('the screen', () => {
  it('is the one with the pointer, or the nearest', () => {
    expect(screenAt({ x: 1279, y: 799 }, [left, right])).toBe(left);
    expect(screenAt({ x: 1280, y: 0 }, [left, right])).toBe(right);
    expect(screenAt({ x: -50, y: 5000 }, [right, left])).toBe(left);
    expect(screenAt<Screen>({ x: 0, y: 0 }, [])).toBeUndefined();
  });
});

describe('the small window', () => {
  it('grows with what is in it, to a bound', () => {
    const heights = [ringing, talking, both, { rows: 9, cards: 9 }].map(
      (stack) => stackSize(stack, 1).height,
    );
    expect(heights).toEqual([132, 52, 184, 552]);
  });

  const put = { x: 200, y: 100, width: 340, height: 52 };
  const standing = (stack: Stack, anchor = cornerOf(area, 1)) => ({
    stack,
    anchor,
    bounds: boundsAt(anchor, stackSize(stack, 1), area),
  });

  it('rings in the lower right corner', () => {
    const anchor = anchorFor(ringing, undefined, area, put, 1);
    expect(boundsAt(anchor, stackSize(ringing, 1), area)).toEqual({
      x: 928,
      y: 656,
      width: 340,
      height: 132,
    });
  });

  it('shrinks to where the agent has put it, or to the edge that it stood at', () => {
    expect(anchorFor(talking, standing(ringing), area, put, 1)).toEqual({ x: 200, y: 100, grows: 'down' });
    const anchor = anchorFor(talking, standing(ringing), area, undefined, 1);
    expect(boundsAt(anchor, stackSize(talking, 1), area)).toEqual({ x: 928, y: 736, width: 340, height: 52 });
  });

  it('comes up where the agent has put it', () => {
    expect(anchorFor(talking, undefined, area, put, 1)).toEqual({ x: 200, y: 100, grows: 'down' });
    expect(anchorFor(talking, undefined, area, undefined, 1)).toEqual(cornerOf(area, 1));
  });

  it('stays under the hand when another call begins to ring, and when that is over', () => {
    const before = standing(talking, anchorOf(put, area));
    const anchor = anchorFor(both, before, area, put, 1);
    expect(boundsAt(anchor, stackSize(both, 1), area)).toEqual({ ...put, height: 184 });
    expect(anchorFor(talking, standing(both, anchor), area, undefined, 1)).toEqual(anchor);
    // The second one is answered: both stand, in the order in which they came.
    expect(anchorFor({ rows: 2, cards: 0 }, standing(both, anchor), area, put, 1)).toEqual(anchor);
  });

  it('grows away from the edge of the screen that it is near to', () => {
    expect(anchorOf({ ...put, y: 700 }, area)).toEqual({ x: 200, y: 752, grows: 'up' });
    const moved = standing(talking, { x: 200, y: 90, grows: 'up' });
    expect(anchorFor(both, moved, area, undefined, 1).grows).toBe('down');
  });

  it('stays within the work area', () => {
    const int = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
    const screens = fc
      .tuple(int(-4000, 4000), int(-4000, 4000), int(100, 4000), int(140, 3000), int(0, 60))
      .map((args) => screen(...args));
    const place = fc.record({ x: int(-5000, 5000), y: int(-5000, 5000) });
    fc.assert(
      fc.property(
        screens,
        place,
        int(0, 4),
        int(0, 4),
        fc.boolean(),
        fc.constantFrom(1, 1.5),
        ({ workArea }, at, rows, cards, isPut, scale) => {
          const remembered = isPut ? { ...at, width: 340, height: 52 } : undefined;
          const anchor = anchorFor({ rows, cards }, undefined, workArea, remembered, scale);
          const bounds = boundsAt(anchor, stackSize({ rows, cards }, scale), workArea);
          const inside =
            bounds.x >= workArea.x &&
            bounds.y >= workArea.y &&
            bounds.x + bounds.width <= workArea.x + workArea.width &&
            bounds.y + bounds.height <= workArea.y + workArea.height;
          expect(inside).toBe(true);
        },
      ),
    );
  });
});
