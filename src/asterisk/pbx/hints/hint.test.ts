import { describe, expect, it } from 'vitest';
import { isSet, lampOf, readHint } from './hint.ts';

const plain = readHint('PJSIP/102');
const freePbx = readHint('PJSIP/103&PJSIP/99103&Custom:DND103,CustomPresence:103');
const silent = { isQuiet: undefined, presence: undefined };

describe('a hint', () => {
  it('is phones, a state that asks for quiet, and a presence', () => {
    expect(freePbx).toMatchObject({
      devices: ['PJSIP/103', 'PJSIP/99103'],
      quiet: ['Custom:DND103'],
      presence: 'CustomPresence:103',
    });
    expect(readHint('')).toEqual({ text: '', devices: [], quiet: [], presence: undefined });
    expect(readHint('Custom:night').devices).toEqual([]);
  });
});

describe('a lamp', () => {
  // pbx.h, ast_extension_states: bits; -1 no such hint, -2 the hint was removed.
  it.each([
    [0, 'free'],
    [1, 'talking'],
    [2, 'talking'],
    [4, 'unavailable'],
    [8, 'ringing'],
    [9, 'ringing'],
    [16, 'talking'],
    [17, 'talking'],
    [-1, 'unknown'],
    [-2, 'unknown'],
  ] as const)('of status %i is %s', (status, lamp) => {
    expect(lampOf(plain, { status, ...silent })).toBe(lamp);
  });

  it('of who wants no calls is that, whatever else the phone does, but ring', () => {
    expect(lampOf(freePbx, { status: 2, ...silent })).toBe('doNotDisturb');
    expect(lampOf(freePbx, { status: 0, isQuiet: true, presence: undefined })).toBe('doNotDisturb');
    expect(lampOf(freePbx, { status: 0, isQuiet: false, presence: 'dnd' })).toBe('doNotDisturb');
    expect(lampOf(freePbx, { status: 4, isQuiet: true, presence: undefined })).toBe('doNotDisturb');
    expect(lampOf(freePbx, { status: 9, isQuiet: true, presence: 'dnd' })).toBe('ringing');
  });

  it('of a busy phone whose owner takes calls is talking', () => {
    expect(lampOf(freePbx, { status: 2, isQuiet: false, presence: 'not_set' })).toBe('talking');
  });

  it('of who said nothing is not said to want no calls', () => {
    expect(['NOT_INUSE', 'UNKNOWN', 'INVALID', 'UNAVAILABLE'].some(isSet)).toBe(false);
    expect(['BUSY', 'INUSE', 'ONHOLD'].every(isSet)).toBe(true);
  });
});
