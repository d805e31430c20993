import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/settings/schema.ts';
import { asksForFullScreen, isUsed, meansUsed, type RingingRules } from './means.ts';

describe('isUsed', () => {
  // Rows: the rule; then in no situation, in full screen, when the phone rings, in both.
  it.each<[RingingRules['ringSound'], boolean, boolean, boolean, boolean]>([
    ['never', false, false, false, false],
    ['exceptBoth', true, false, false, false],
    ['exceptPhoneRings', true, true, false, false],
    ['exceptFullScreen', true, false, true, false],
    ['always', true, true, true, true],
  ])('%s', (rule, neither, full, phone, both) => {
    const used = [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ].map(([fullScreen, phoneRings]) => isUsed(rule, { fullScreen: fullScreen!, phoneRings: phoneRings! }));
    expect(used).toEqual([neither, full, phone, both]);
  });
});

describe('meansUsed', () => {
  const used = (fullScreen: boolean, phoneRings: boolean): string[] => [
    ...meansUsed(defaultSettings, { fullScreen, phoneRings }),
  ];

  it('makes no sound of its own where the phone rings, and shows no window over a full screen', () => {
    expect(used(false, true)).toEqual(['notification', 'window']);
    expect(used(true, true)).toEqual(['notification']);
    expect(used(false, false)).toEqual(['notification', 'window', 'sound']);
  });
});

describe('asksForFullScreen', () => {
  it('is for rules that depend on it, and no others', () => {
    const rules = { ringNotification: 'always', ringWindow: 'never', ringSound: 'exceptPhoneRings' } as const;
    expect(asksForFullScreen(rules)).toBe(false);
    expect(asksForFullScreen({ ...rules, ringSound: 'exceptBoth' })).toBe(true);
    expect(asksForFullScreen(defaultSettings)).toBe(true);
  });
});
