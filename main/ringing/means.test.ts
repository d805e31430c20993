import { describe, expect, it } from 'vitest';
import { defaultRules, isUsed, type MeansRule, meansUsed } from './means.ts';

const rule = (text: string): MeansRule => {
  const words = text.split(' ');
  return {
    on: words.includes('on'),
    inFullScreen: words.includes('full'),
    whenPhoneRings: words.includes('phone'),
  };
};

describe('isUsed', () => {
  // Rows: the rule; then in no situation, in full screen, when the phone rings, in both.
  it.each<[string, boolean, boolean, boolean, boolean]>([
    ['', false, false, false, false],
    ['full phone', false, false, false, false],
    ['on', true, false, false, false],
    ['on full', true, true, false, false],
    ['on phone', true, false, true, false],
    ['on full phone', true, true, true, true],
  ])('%s', (text, neither, full, phone, both) => {
    const used = [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ].map(([fullScreen, phoneRings]) =>
      isUsed(rule(text), { fullScreen: fullScreen!, phoneRings: phoneRings! }),
    );
    expect(used).toEqual([neither, full, phone, both]);
  });
});

describe('meansUsed', () => {
  it('makes no sound of its own where the phone rings, and shows no window over a full screen', () => {
    expect(meansUsed(defaultRules, { fullScreen: false, phoneRings: true })).toEqual([
      'notification',
      'window',
    ]);
    expect(meansUsed(defaultRules, { fullScreen: true, phoneRings: true })).toEqual(['notification']);
    expect(meansUsed(defaultRules, { fullScreen: false, phoneRings: false })).toEqual([
      'notification',
      'window',
      'sound',
    ]);
  });
});
