import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  besidePanel,
  grown,
  makingRoom,
  panelSize,
  parsePlaces,
  type Places,
  placeOn,
  placeWindow,
  type Rectangle,
  screensKey,
  withPlace,
} from './bounds.ts';

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

const place = { x: 1, y: -2, width: 300, height: 400, bar: false };

describe('a set-up of screens', () => {
  const laptop = { bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scaleFactor: 1.5 };
  const desk = { bounds: { x: 1920, y: 0, width: 2560, height: 1440 }, scaleFactor: 1 };

  it('is the same in whatever order its screens are reported', () => {
    expect(screensKey([laptop, desk])).toBe(screensKey([desk, laptop]));
  });

  it('is another with other screens, another arrangement or another scale', () => {
    const moved = { ...desk, bounds: { ...desk.bounds, x: -2560 } };
    const keys = [[laptop], [desk], [laptop, desk], [laptop, moved], [{ ...laptop, scaleFactor: 1 }]];
    expect(new Set(keys.map(screensKey)).size).toBe(keys.length);
  });
});

describe('remembered places', () => {
  it('are one for each set-up, latest first', () => {
    const home = withPlace(withPlace([], 'office', place), 'home', { ...place, x: 9 });
    const again = withPlace(home, 'office', { ...place, bar: true });
    expect(again).toEqual([
      { screens: 'office', ...place, bar: true },
      { screens: 'home', ...place, x: 9 },
    ]);
    expect(placeOn(again, 'home')).toMatchObject({ x: 9 });
  });

  it('help out on screens that are new: as where it was last', () => {
    expect(placeOn(withPlace([], 'office', place), 'a meeting room')).toMatchObject(place);
    expect(placeOn([], 'office')).toBeUndefined();
  });

  it('are not without end', () => {
    const many = Array.from({ length: 30 }, (_, index) => `screens ${index}`).reduce<Places>(
      (places, screens) => withPlace(places, screens, place),
      [],
    );
    expect(many).toHaveLength(20);
    expect(many[0]?.screens).toBe('screens 29');
  });

  it('are read back, also the single one of earlier versions', () => {
    const places = withPlace([], 'office', place);
    expect(parsePlaces(JSON.stringify({ version: 2, places }))).toEqual(places);
    expect(parsePlaces('{"x":1,"y":-2,"width":300,"height":400}')).toEqual([{ screens: '', ...place }]);
  });

  it.each([
    '',
    '{',
    'null',
    '{"x":1}',
    '{"x":"1","y":2,"width":3,"height":4}',
    '{"x":1.5,"y":2,"width":3,"height":4}',
    '{"version":2,"places":[{"x":1}]}',
    '{"version":3,"places":[]}',
  ])('are none in %j', (text) => {
    expect(parsePlaces(text)).toEqual([]);
  });
});

describe('a bar that becomes the panel again', () => {
  it('stays where it is', () => {
    const bar = { x: 100, y: 50, width: 360, height: 120 };
    expect(grown(bar, 360, 560, screen)).toEqual({ x: 100, y: 50, width: 360, height: 560 });
  });

  it('comes up from the lower edge, and off no screen', () => {
    const bar = { x: 1700, y: 900, width: 360, height: 120 };
    expect(grown(bar, 360, 560, screen)).toEqual({ x: 1560, y: 480, width: 360, height: 560 });
    expect(grown({ ...bar, x: 3000 }, 360, 2000, second)).toEqual({
      x: 2840,
      y: 0,
      width: 360,
      height: 984,
    });
  });
});

describe('a window beside the panel', () => {
  const settings = { width: 760, height: 720, minWidth: 400 };
  const panel = { x: 200, y: 100, width: 360, height: 560 };

  it('is on its right, or on its left where the screen ends', () => {
    expect(besidePanel(panel, settings, screen)).toEqual({ x: 572, y: 100, width: 760, height: 720 });
    expect(besidePanel({ ...panel, x: 1500 }, settings, screen)).toMatchObject({ x: 728, width: 760 });
  });

  it('stays on the screen in its height', () => {
    expect(besidePanel({ ...panel, y: 480 }, settings, screen)).toMatchObject({ y: 320, height: 720 });
    expect(besidePanel(panel, settings, { ...screen, height: 600 })).toMatchObject({ y: 0, height: 600 });
  });

  it('is as narrow as the wider side of the panel needs it to be', () => {
    const small = { ...screen, width: 1366 };
    expect(besidePanel({ ...panel, x: 500 }, settings, small)).toMatchObject({ x: 872, width: 494 });
    expect(besidePanel({ ...panel, x: 520 }, settings, small)).toMatchObject({ x: 0, width: 508 });
  });

  it('covers as little of it as it can where there is no room on either side', () => {
    const small = { ...screen, width: 1024 };
    expect(besidePanel({ ...panel, x: 300 }, settings, small)).toMatchObject({ x: 264, width: 760 });
    expect(besidePanel(panel, settings, { ...screen, width: 640 })).toMatchObject({ x: 0, width: 640 });
  });

  it('is given room by a panel that no one has put anywhere yet', () => {
    const small = { ...screen, width: 1366 };
    const moved = { ...panel, ...makingRoom({ ...panel, x: 503 }, settings, small) };
    expect(moved).toEqual({ ...panel, x: 234 });
    expect(besidePanel(moved, settings, small)).toMatchObject({ x: 606, width: 760 });
    expect(makingRoom(panel, settings, screen)).toEqual({ x: 200, y: 100 });
    expect(makingRoom(panel, settings, { ...screen, width: 800 })).toEqual({ x: 200, y: 100 });
  });

  it('never lies on it where one side has room, and never leaves the screen', () => {
    const side = fc.integer({ min: -200, max: 2000 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 400, max: 2500 }), (x, y, width) => {
        const at = { x, y, width: 360, height: 560 };
        const place = besidePanel(at, { ...settings, width }, screen);
        const hasRoom = Math.max(x - 12, 1920 - (x + 372)) >= settings.minWidth;
        if (hasRoom) expect(place.x >= x + 360 || place.x + place.width <= x).toBe(true);
        expect(place.x).toBeGreaterThanOrEqual(screen.x);
        expect(place.x + place.width).toBeLessThanOrEqual(screen.x + screen.width);
        expect(place.y).toBeGreaterThanOrEqual(screen.y);
        expect(place.y + place.height).toBeLessThanOrEqual(screen.y + screen.height);
      }),
    );
  });
});
