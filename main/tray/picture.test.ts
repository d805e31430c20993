import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { laidOver, trayPicture } from './picture.ts';
import { trayStates } from './state.ts';
import { type Pixels, readPng } from './testing/png.ts';

const folder = join(import.meta.dirname, '../../assets/tray');
const platforms = ['linux', 'win32', 'darwin'];
const pixels = (file: string): Pixels => readPng(readFileSync(join(folder, file)));
const at2x = (file: string): string => file.replace('.png', '@2x.png');

const every = platforms.flatMap((platform) =>
  trayStates.flatMap((state) =>
    [false, true].map((hollow) => ({
      platform,
      state,
      hollow,
      picture: trayPicture(state, 0, platform, hollow),
    })),
  ),
);

/** WCAG 2.2, relative luminance. */
function luminance([r, g, b]: readonly number[]): number {
  const [red, green, blue] = [r!, g!, b!].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The colours that cover whole pixels. */
function coloursOf(file: string): Map<string, number> {
  const { width, height, at } = pixels(file);
  const colours = new Map<string, number>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [r, g, b, opaque] = at(x, y);
      const colour = [r, g, b].join();
      if (opaque === 255) colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
  }
  return colours;
}

describe('the painted icons', () => {
  it.each(every)('$platform has $state (hollow: $hollow) at 1x and 2x', ({ platform, picture: { file } }) => {
    const size = platform === 'linux' ? 22 : 16;
    expect(pixels(file)).toMatchObject({ width: size, height: size });
    expect(pixels(at2x(file))).toMatchObject({ width: 2 * size, height: 2 * size });
  });

  it('has the counts of missed calls', () => {
    for (const platform of ['linux', 'win32']) {
      for (const missed of [1, 5, 9, 10, 1000]) {
        const { badge } = trayPicture('ready', missed, platform);
        expect(existsSync(join(folder, badge!)) && existsSync(join(folder, at2x(badge!)))).toBe(true);
      }
    }
  });

  it.each(every.filter(({ platform }) => platform !== 'darwin'))(
    'can be seen on a light and on a dark bar: $platform, $state (hollow: $hollow)',
    ({ picture: { file } }) => {
      const colours = [...coloursOf(at2x(file))].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
      const main = colours
        .find((colour) => colour !== '255,255,255')!
        .split(',')
        .map(Number);
      expect(contrast(main, [255, 255, 255])).toBeGreaterThanOrEqual(3);
      expect(contrast(main, [32, 32, 32])).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(every.filter(({ platform }) => platform === 'darwin'))(
    'is a template on macOS: $state (hollow: $hollow)',
    ({ picture: { file } }) => {
      expect(file).toMatch(/Template\.png$/);
      expect([...coloursOf(file).keys(), ...coloursOf(at2x(file)).keys()]).toSatisfy((colours: string[]) =>
        colours.every((colour) => colour === '0,0,0'),
      );
    },
  );

  it('differs by shape, not only by colour', () => {
    const shapes = every
      .filter(({ platform, state, hollow }) => platform === 'darwin' && (state === 'ringing' || !hollow))
      .map(({ picture: { file } }) => readFileSync(join(folder, file)).toString('base64'));
    expect(new Set(shapes).size).toBe(trayStates.length + 1);
  });
});

describe('trayPicture', () => {
  it('counts missed calls while there is no call to show', () => {
    expect(trayPicture('ready', 3, 'linux')).toEqual({
      file: '22/ready.png',
      badge: '22/missed3.png',
      title: '',
    });
    expect(trayPicture('notReady', 10, 'win32').badge).toBe('16/missedMore.png');
    expect(trayPicture('talking', 3, 'linux')).toEqual({ file: '22/talking.png', title: '' });
  });

  it('writes the count beside the icon on macOS, whose icons have one colour', () => {
    expect(trayPicture('ready', 3, 'darwin')).toEqual({ file: '16/readyTemplate.png', title: '3' });
    expect(trayPicture('ready', 100, 'darwin').title).toBe('99+');
    expect(trayPicture('ready', 0, 'darwin').title).toBe('');
  });

  it('blinks while it rings, and else not', () => {
    expect(trayPicture('ringing', 0, 'linux', true).file).toBe('22/ringingHollow.png');
    expect(trayPicture('talking', 0, 'linux', true).file).toBe('22/talking.png');
  });
});

describe('laidOver', () => {
  it('shows the upper where it is opaque, the lower where it is clear, and both in between', () => {
    const base = Uint8Array.of(10, 20, 30, 255, 10, 20, 30, 255, 200, 100, 0, 255, 0, 0, 0, 0);
    const top = Uint8Array.of(1, 2, 3, 255, 0, 0, 0, 0, 0, 0, 128, 128, 5, 6, 7, 8);
    expect([...laidOver(base, top)]).toEqual([1, 2, 3, 255, 10, 20, 30, 255, 100, 50, 128, 255, 5, 6, 7, 8]);
  });
});
