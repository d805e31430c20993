import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const panelSize = { width: 360, height: 560, minWidth: 300, minHeight: 120 } as const;

/** Of the page, without the window's frame: as a bar, and from where on it is one no more (`max-height` in the pages' styles). */
export const barHeight = { asBar: 120, tooHigh: 240 } as const;

/** Where a window opens; without a place the window manager finds one. */
export type Placement = Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'>;

/** Where the panel was. As a bar it is as high as a bar is; its height here is what it goes back to. */
export interface PanelPlace extends Rectangle {
  readonly bar: boolean;
}

/** What a screen is known by. */
interface Screen {
  readonly bounds: Rectangle;
  readonly scaleFactor: number;
}

/** Set-ups of screens that are remembered: office, home, meeting rooms. */
const maxPlaces = 20;

/** Of a remembered window at least this much has to be on a screen, so that its title can be grabbed. */
const visiblePx = 48;

const side = z.int();
const rectangle = z.object({ x: side, y: side, width: side, height: side });
const placesSchema = z.object({
  version: z.literal(2),
  places: z.array(rectangle.extend({ screens: z.string().max(1000), bar: z.boolean() })).max(100),
});

/** The panel's place on each set-up of screens, latest first. */
export type Places = readonly (PanelPlace & { readonly screens: string })[];

/** The same screens, side by side in the same way, are the same set-up. */
export function screensKey(screens: readonly Screen[]): string {
  return screens
    .map(({ bounds: { x, y, width, height }, scaleFactor }) => `${x},${y} ${width}x${height} @${scaleFactor}`)
    .sort()
    .join('; ')
    .slice(0, 1000);
}

/** The places in a remembered text; none when it holds none. Before set-ups were told apart, one place was all of it. */
export function parsePlaces(text: string): Places {
  try {
    const json: unknown = JSON.parse(text);
    const one = rectangle.safeParse(json).data;
    if (one !== undefined) return [{ ...one, screens: '', bar: false }];
    return placesSchema.safeParse(json).data?.places ?? [];
  } catch {
    return [];
  }
}

export function withPlace(places: Places, screens: string, place: PanelPlace): Places {
  return [{ ...place, screens }, ...places.filter((known) => known.screens !== screens)].slice(0, maxPlaces);
}

/** Where it was on these screens; on others that it was not on yet, where it was last. */
export function placeOn(places: Places, screens: string): PanelPlace | undefined {
  return places.find((place) => place.screens === screens) ?? places[0];
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

/** A window that grows where it stands, moved up or aside as far as its screen needs it to be. */
export function grown({ x, y }: Rectangle, width: number, height: number, area: Rectangle): Rectangle {
  const fitting = { width: Math.min(width, area.width), height: Math.min(height, area.height) };
  return {
    x: clamp(x, area.x, area.x + area.width - fitting.width),
    y: clamp(y, area.y, area.y + area.height - fitting.height),
    ...fitting,
  };
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

/** Space between two windows side by side, px. */
const gapPx = 12;

/** How wide and high a window would be, and how narrow it may get. */
interface WishedSize {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
}

/**
 * Where a window goes so that it does not lie on the panel: right of it, or left of it, at its height; narrower where that is
 * needed. On a screen with no room on either side it covers as little of the panel as it can. Always within the work area.
 */
export function besidePanel(
  panel: Rectangle,
  { width, height, minWidth }: WishedSize,
  area: Rectangle,
): Rectangle {
  const { left, right } = roomBeside(panel, area);
  const highest = Math.min(height, area.height);
  const y = clamp(panel.y, area.y, area.y + area.height - highest);
  const toTheRight = right >= width || (left < width && right >= left);
  const room = toTheRight ? right : left;
  const wide = Math.min(room >= minWidth ? Math.min(width, room) : width, area.width);
  const x = toTheRight ? panel.x + panel.width + gapPx : panel.x - gapPx - wide;
  return { x: clamp(x, area.x, area.x + area.width - wide), y, width: wide, height: highest };
}

/** How wide a window left and right of the panel can be, px; negative where the panel itself is beyond the edge. */
function roomBeside(panel: Rectangle, area: Rectangle): { readonly left: number; readonly right: number } {
  return {
    left: panel.x - gapPx - area.x,
    right: area.x + area.width - (panel.x + panel.width + gapPx),
  };
}

/** The panel as far to the left as a window right of it needs; where it is, if there is room already or nowhere. */
export function makingRoom(
  panel: Rectangle,
  { width }: Pick<WishedSize, 'width'>,
  area: Rectangle,
): Pick<Rectangle, 'x' | 'y'> {
  const { x, y } = panel;
  const { left, right } = roomBeside(panel, area);
  const needed = area.x + area.width - width - gapPx - panel.width;
  return { x: Math.max(left, right) >= width || needed < area.x ? x : needed, y };
}
