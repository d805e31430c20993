import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];
type Colours = Readonly<Record<string, string>>;

/** The colours of one scheme, by name; where more contrast is asked for, over those of the plain one. */
function coloursOf(scheme: Scheme, more: boolean): Colours {
  const [plain = '', rest = ''] = css.split('@media (prefers-contrast: more)');
  const [contrast = ''] = rest.split('@media');
  return { ...declared(plain, scheme), ...(more ? declared(contrast, scheme) : {}) };
}

function declared(text: string, scheme: Scheme): Colours {
  const pairs = /--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|--([a-z-]+): (#[0-9a-f]{6})/gu;
  return Object.fromEntries(
    Array.from(text.matchAll(pairs), ([, name, light, dark, plainName, plain]) =>
      name === undefined ? [plainName, plain] : [name, scheme === 'light' ? light : dark],
    ) as (readonly [string, string])[],
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const states = ['ringing', 'talking', 'held', 'failed', 'paused', 'work', 'neutral'];
const text: readonly (readonly [string, string])[] = [
  ...['canvas', 'surface', 'raised', 'sunken'].flatMap((ground) => [
    ['text', ground] as const,
    ['muted', ground] as const,
  ]),
  ['text', 'hover'],
  ['text', 'pressed'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'accent-pressed'],
  ['on-calling', 'calling-solid'],
  ['ringing', 'calling-soft'],
  ...states.flatMap((state) => [
    [state, `${state}-soft`] as const,
    [state, 'canvas'] as const,
    [state, 'surface'] as const,
    ['text', `${state}-soft`] as const,
    ['muted', `${state}-soft`] as const,
    [`on-${state}`, `${state}-solid`] as const,
  ]),
];
const graphics: readonly (readonly [string, string])[] = [
  ['edge', 'canvas'],
  ['edge', 'surface'],
  ['accent', 'canvas'],
  ...states.flatMap((state) => [
    [`${state}-fill`, 'canvas'] as const,
    [`${state}-fill`, 'surface'] as const,
    [`${state}-fill`, `${state}-soft`] as const,
    ['on-fill', `${state}-fill`] as const,
  ]),
  ['ringing-fill', 'calling-soft'],
];
/** A card has to be seen to lie there; the one of a call that rings at the other end is quiet, and told by its bar. */
const fills = states.map((state) => `${state}-soft`);

describe.each(schemes)('the colours, %s', (scheme) => {
  it.each([
    [false, 4.5],
    [true, 7],
  ])('are told apart where they are read; more contrast asked for: %s', (more, least) => {
    const colours = coloursOf(scheme, more);
    const weak = text.filter(([one, other]) => contrast(colours[one]!, colours[other]!) < least);
    expect(weak).toEqual([]);
  });

  it('are told apart where they are graphics', () => {
    const colours = coloursOf(scheme, false);
    expect(graphics.filter(([one, other]) => contrast(colours[one]!, colours[other]!) < 3)).toEqual([]);
  });

  it('show a card on the canvas by its fill too', () => {
    const colours = coloursOf(scheme, false);
    expect(fills.filter((fill) => contrast(colours[fill]!, colours.canvas!) < 1.09)).toEqual([]);
  });

  it('differ in lightness between the headers of the four states that matter', () => {
    const colours = coloursOf(scheme, false);
    const headers = [
      colours.surface,
      ...['ringing', 'talking', 'held'].map((one) => colours[`${one}-solid`]),
    ];
    const lightness = headers.map((colour) => 116 * Math.cbrt(luminance(colour!)) - 16).sort((a, b) => a - b);
    for (const [index, one] of lightness.slice(1).entries())
      expect(one - lightness[index]!).toBeGreaterThan(15);
  });
});
