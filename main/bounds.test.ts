import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rectangle, panelSize, parseBounds, placeWindow } from './bounds.ts';

const screen: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const second: Rectangle = { x: 1920, y: 0, width: 1280, height: 984 };

describe('the panel', () => {
  it('opens in its own size where the window manager puts it when nothing is remembered', () => {
    expect(placeWindow(undefined, [screen])).toEqual({ width: 360, height: 560 });
  });

  it('opens where it was', () => {
    const was = { x: 2000, y: 100, width: 400, height: 700 };
    expect(placeWindow(was, [screen, second])).toEqual(was);
  });

  it('keeps its size and not its place when that screen is gone', () => {
    const was = { x: 2000, y: 100, width: 400, height: 700 };
    expect(placeWindow(was, [screen])).toEqual({ width: 400, height: 700 });
  });

  it.each([
    ['to the left', { x: -355, y: 10, width: 360, height: 560 }],
    ['below', { x: 10, y: 1020, width: 360, height: 560 }],
    ['above, without its title', { x: 10, y: -30, width: 360, height: 560 }],
  ])('is not lost %s of the screen', (_where, was) => {
    expect(placeWindow(was, [screen])).not.toHaveProperty('x');
  });

  it('fits any screen that it is put on', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 });
    const side = fc.integer({ min: -10, max: 9000 });
    const was = fc.record({ x: coordinate, y: coordinate, width: side, height: side });
    fc.assert(
      fc.property(was, (bounds) => {
        const placed = placeWindow(bounds, [screen, second]);
        expect(placed.width).toBeGreaterThanOrEqual(panelSize.minWidth);
        expect(placed.height).toBeGreaterThanOrEqual(panelSize.minHeight);
        expect(placed.width).toBeLessThanOrEqual(1920);
        expect(placed.height).toBeLessThanOrEqual(1040);
      }),
    );
  });
});

describe('remembered bounds', () => {
  it('are read back', () => {
    expect(parseBounds('{"x":1,"y":-2,"width":3,"height":4}')).toEqual({ x: 1, y: -2, width: 3, height: 4 });
  });

  it.each([
    '',
    '{',
    'null',
    '{"x":1}',
    '{"x":"1","y":2,"width":3,"height":4}',
    '{"x":1.5,"y":2,"width":3,"height":4}',
  ])('are none in %j', (text) => {
    expect(parseBounds(text)).toBeUndefined();
  });
});
