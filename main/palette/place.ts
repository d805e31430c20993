import type { Rectangle } from '../windows/bounds.ts';
import { nearestArea, type Point, type Screen } from '../ringing/place.ts';

/** The line, a row of what it does, and the hint below. */
const size = { width: 560, linePx: 64, rowPx: 44, hintPx: 36 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @param rows how many deeds it shows */
export function paletteSize(rows: number): Size {
  return { width: size.width, height: size.linePx + rows * size.rowPx + size.hintPx };
}

/** In the middle of the screen that the pointer is on, in its upper third: what is below stays in sight, and the line where it is while rows come and go. */
export function placePalette(pointer: Point, screens: readonly Screen[], rows: number): Rectangle {
  const { width, height } = paletteSize(rows);
  const area = nearestArea(pointer, screens, { width, height });
  const fitting = Math.min(width, area.width);
  return {
    x: Math.round(area.x + (area.width - fitting) / 2),
    y: Math.round(area.y + area.height * 0.22),
    width: Math.round(fitting),
    height,
  };
}
