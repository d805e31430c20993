import type { Page } from '@playwright/test';
import { readPng } from '../../main/tray/testing/png.ts';

/** A window as it is seen from the corner of an eye: lightness only, out of focus. */
export interface Glance {
  readonly width: number;
  /** From 0, black, to 255, row by row. */
  readonly lightness: Float64Array;
}

/** Three boxes of this radius, one after the other, are a Gaussian blur of 6 px (W3C Filter Effects, 9.5). */
const radiusPx = 6;

export async function glanceAt(page: Page, colorScheme: 'light' | 'dark'): Promise<Glance> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const { width, height, at } = readPng(await page.screenshot({ animations: 'disabled' }));
  let lightness = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = at(x, y);
      lightness[y * width + x] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }
  }
  for (let pass = 0; pass < 3; pass += 1) {
    lightness = blurred(lightness, width, height, 1, width);
    lightness = blurred(lightness, height, width, width, 1);
  }
  return { width, lightness };
}

/** The mean of the neighbours along one axis; at the edge, of those that are there. */
function blurred(
  from: Float64Array,
  along: number,
  across: number,
  step: number,
  stride: number,
): Float64Array<ArrayBuffer> {
  const to = new Float64Array(from.length);
  for (let line = 0; line < across; line += 1) {
    let sum = 0;
    let count = 0;
    for (let at = -radiusPx; at < along; at += 1) {
      const [coming, going] = [at + radiusPx, at - radiusPx - 1];
      if (coming < along) [sum, count] = [sum + from[line * stride + coming * step]!, count + 1];
      if (going >= 0) [sum, count] = [sum - from[line * stride + going * step]!, count - 1];
      if (at >= 0) to[line * stride + at * step] = sum / count;
    }
  }
  return to;
}

/** How different two windows of one size look on the whole, from 0 to 255. */
export function difference(one: Glance, other: Glance): number {
  if (one.lightness.length !== other.lightness.length) throw new Error('windows of different size');
  const sum = one.lightness.reduce((all, value, at) => all + Math.abs(value - other.lightness[at]!), 0);
  return sum / one.lightness.length;
}
