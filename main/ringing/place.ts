import type { Rectangle } from '../windows/bounds.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Screen {
  readonly bounds: Rectangle;
  /** Without bars and docks. */
  readonly workArea: Rectangle;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** To the edges of the work area. */
const marginPx = 12;

/** The size of the ringing window, in which three calls are seen at a time. */
const ringingSize = { width: 340, heightPerCall: 132, maxCalls: 3 } as const;

export function ringingWindowSize(calls: number): Size {
  const shown = Math.min(Math.max(1, calls), ringingSize.maxCalls);
  return { width: ringingSize.width, height: shown * ringingSize.heightPerCall };
}

/**
 * Where a small window goes: the lower right corner of the work area of the screen that the pointer is on, or the nearest to it; smaller
 * where it would not fit. Notifications come down from the upper right or up from the lower right, as the system has it; below the
 * upper ones is free everywhere.
 */
export function placeRinging(pointer: Point, screens: readonly Screen[], size: Size): Rectangle {
  const area = nearestArea(pointer, screens, size);
  const width = Math.min(size.width, Math.max(1, area.width - 2 * marginPx));
  const height = Math.min(size.height, Math.max(1, area.height - 2 * marginPx));
  return {
    x: Math.round(Math.max(area.x, area.x + area.width - width - marginPx)),
    y: Math.round(Math.max(area.y, area.y + area.height - height - marginPx)),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** The work area of the screen that a point is on, or of the nearest; `fallback` where there is none. */
export function nearestArea(point: Point, screens: readonly Screen[], fallback: Size): Rectangle {
  const [nearest] = screens
    .map((screen) => ({ screen, distance: distanceTo(screen.bounds, point) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.screen.workArea ?? { x: 0, y: 0, ...fallback };
}

/** 0 on the screen; the right and the lower edge belong to the next one. */
function distanceTo({ x, y, width, height }: Rectangle, point: Point): number {
  const dx = Math.max(x - point.x, 0, point.x - (x + width - 1));
  const dy = Math.max(y - point.y, 0, point.y - (y + height - 1));
  return Math.hypot(dx, dy);
}
