import { type Grows, stackPx } from '../../src/ipc/smallWindow.ts';
import { grown, type Rectangle } from '../windows/bounds.ts';

type Size = Pick<Rectangle, 'width' | 'height'>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Screen {
  readonly bounds: Rectangle;
  /** Without bars and docks. */
  readonly workArea: Rectangle;
}

/** What stands in the small window. */
export interface Stack {
  /** Calls that stand, a line each. */
  readonly rows: number;
  /** Calls that ring, a card each. */
  readonly cards: number;
}

/** Where the window is held: its left side, and the edge that stays when it grows. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly grows: Grows;
}

/** To the edges of the work area. */
const marginPx = 12;
const widthPx = 340;
/** So many of either are seen at a time. */
const mostSeen = 3;

/** @param scale of the page, 1 where it is not zoomed */
export function stackSize({ rows, cards }: Stack, scale: number): Size {
  const height = Math.min(rows, mostSeen) * stackPx.row + Math.min(cards, mostSeen) * stackPx.card;
  return { width: Math.round(widthPx * scale), height: Math.round(Math.max(stackPx.row, height) * scale) };
}

/** The screen that the pointer is on, or the nearest to it. */
export function screenAt<One extends Screen>(pointer: Point, screens: readonly One[]): One | undefined {
  return screens
    .map((screen) => ({ screen, distance: distanceTo(screen.bounds, pointer) }))
    .sort((a, b) => a.distance - b.distance)[0]?.screen;
}

/**
 * The lower right corner of a work area. Notifications come down from the upper right or up from the lower right, as the system has it;
 * below the upper ones is free everywhere.
 */
export function cornerOf({ x, y, width, height }: Rectangle, scale: number): Anchor {
  return { x: x + width - widthPx * scale - marginPx, y: y + height - marginPx, grows: 'up' };
}

/** Holds a window where it is: in the lower half of the work area it grows up, in the upper half down. */
export function anchorOf({ x, y, height }: Rectangle, area: Rectangle): Anchor {
  const isLow = y + height / 2 > area.y + area.height / 2;
  return isLow ? { x, y: y + height, grows: 'up' } : { x, y, grows: 'down' };
}

/** Where a window of this size is then; within the work area, and smaller where it would not fit. */
export function boundsAt(anchor: Anchor, { width, height }: Size, area: Rectangle): Rectangle {
  const y = anchor.grows === 'up' ? anchor.y - Math.min(height, area.height) : anchor.y;
  const bounds = grown({ x: anchor.x, y, width, height }, width, height, area);
  return {
    x: Math.round(bounds.x),
    y: Math.round(bounds.y),
    width: Math.round(bounds.width),
    height: Math.round(bounds.height),
  };
}

/** The work area of the screen that a point is on, or of the nearest; `fallback` where there is none. */
export function nearestArea(point: Point, screens: readonly Screen[], fallback: Size): Rectangle {
  return screenAt(point, screens)?.workArea ?? { x: 0, y: 0, ...fallback };
}

/** The window as it is on the screen. */
export interface Standing {
  readonly stack: Stack;
  readonly anchor: Anchor;
  readonly bounds: Rectangle;
}

/**
 * Where the window is held with something else in it. On the screen it stays where it is, for a hand may be on its way to a button; but once the
 * only call that rings is answered, the window goes where the agent has put the mini window.
 * @param put where the agent has put the mini window on this screen
 */
export function anchorFor(
  stack: Stack,
  before: Standing | undefined,
  area: Rectangle,
  put: Rectangle | undefined,
  scale: number,
): Anchor {
  const own = put === undefined ? undefined : anchorOf(put, area);
  if (before === undefined) return (stack.rows > 0 ? own : undefined) ?? cornerOf(area, scale);
  const isAnswered = before.stack.rows === 0 && stack.cards === 0;
  if (isAnswered && own !== undefined) return own;
  // With one of them in it, nothing changes places when it grows the other way.
  return before.stack.rows + before.stack.cards === 1 ? anchorOf(before.bounds, area) : before.anchor;
}

/** 0 on the screen; the right and the lower edge belong to the next one. */
function distanceTo({ x, y, width, height }: Rectangle, point: Point): number {
  const dx = Math.max(x - point.x, 0, point.x - (x + width - 1));
  const dy = Math.max(y - point.y, 0, point.y - (y + height - 1));
  return Math.hypot(dx, dy);
}
