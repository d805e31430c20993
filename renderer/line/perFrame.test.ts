import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { perFrame } from './perFrame.ts';

let taken: (readonly number[])[];
let frames: (() => void)[];
beforeEach(() => {
  taken = [];
  frames = [];
});
const start = () =>
  perFrame<number>(
    (values) => taken.push(values),
    (then) => frames.push(then),
  );
const paint = (): void => frames.splice(0).forEach((painted) => painted());

describe('values that come frame by frame', () => {
  it('are taken at once while nothing is being painted, and together once it is', () => {
    const { give } = start();
    give(1);
    expect(taken).toEqual([[1]]);
    give(2);
    give(3);
    expect(taken).toEqual([[1]]);
    paint();
    expect(taken).toEqual([[1], [2, 3]]);
    paint();
    expect(frames).toEqual([]);
    give(4);
    expect(taken).toEqual([[1], [2, 3], [4]]);
  });

  it('are dropped where they waited when it was stopped', () => {
    const { give, stop } = start();
    give(1);
    give(2);
    stop();
    paint();
    expect(taken).toEqual([[1]]);
  });

  it('are each taken once, in order, and at most one take for a frame', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('give', 'paint'), { maxLength: 40 }), (steps) => {
        taken = [];
        frames = [];
        const { give } = start();
        let given = 0;
        for (const step of steps) {
          const before = taken.length;
          if (step === 'give') give((given += 1));
          else paint();
          expect(taken.length - before).toBeLessThanOrEqual(1);
          expect(frames.length).toBeLessThanOrEqual(1);
        }
        while (frames.length > 0) paint();
        expect(taken.flat()).toEqual(Array.from({ length: given }, (_, index) => index + 1));
        expect(taken.every((values) => values.length > 0)).toBe(true);
      }),
    );
  });
});
