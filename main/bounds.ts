import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const panelSize = { width: 360, height: 560, minWidth: 300, minHeight: 120 } as const;

/** Where a window opens; without a place the window manager finds one. */
export type Placement = Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'>;

/** Of a remembered window at least this much has to be on a screen, so that its title can be grabbed. */
const visiblePx = 48;

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

/** The bounds in a remembered text; nothing when they are no bounds. */
export function parseBounds(text: string): Rectangle | undefined {
  try {
    return rectangle.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Where the panel is to open: where it was, unless that screen is gone; otherwise where the window manager puts it.
 * Its size is kept either way, as far as it fits.
 */
export function placeWindow(remembered: Rectangle | undefined, workAreas: readonly Rectangle[]): Placement {
  if (remembered === undefined) return { width: panelSize.width, height: panelSize.height };
  const area = workAreas.find((candidate) => showsEnough(remembered, candidate));
  const widest = Math.max(panelSize.minWidth, ...workAreas.map(({ width }) => width));
  const highest = Math.max(panelSize.minHeight, ...workAreas.map(({ height }) => height));
  const size = {
    width: clamp(remembered.width, panelSize.minWidth, area?.width ?? widest),
    height: clamp(remembered.height, panelSize.minHeight, area?.height ?? highest),
  };
  return area === undefined ? size : { x: remembered.x, y: remembered.y, ...size };
}

function showsEnough(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  // The title bar is at the top: it must not be above the screen, and not be below it.
  const isTitleOnArea = window.y >= area.y && window.y + visiblePx <= area.y + area.height;
  return width >= visiblePx && isTitleOnArea;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
