import { beforeEach, describe, expect, it } from 'vitest';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { settleMs } from '../state/settle.ts';
import { StackGuard, type StackItem } from './stackGuard.ts';

let nowMs: number;
let guard: StackGuard;
beforeEach(() => {
  nowMs = 0;
  guard = new StackGuard(() => nowMs);
});

const row = (id: string, does = 'HoldCall'): StackItem => ({
  key: id,
  meaning: { does, reaches: [{ id }] },
  heightPx: 52,
});
const card = (id: string): StackItem => ({ ...row(id, 'AnswerCall'), heightPx: 132 });
const later = (ms: number): void => void (nowMs += ms);

describe('a press in the small window', () => {
  it('does not count before a hand could have seen what is new', () => {
    guard.show([card('a')]);
    expect(guard.tooEarly('a')).toBe('settling');
    later(settleMs);
    expect(guard.tooEarly('a')).toBeUndefined();
  });

  it('that answered somebody is not one on their row', () => {
    guard.show([card('a')]);
    later(settleMs);
    guard.show([row('a')]);
    expect(guard.tooEarly('a')).toBe('settling');
  });

  it('does not reach who moves up when the one before is gone', () => {
    guard.show([row('a'), row('b')]);
    later(settleMs);
    guard.show([row('b')]);
    expect(guard.tooEarly('b')).toBe('otherParty');
    later(otherPartyMs);
    expect(guard.tooEarly('b')).toBeUndefined();
  });

  it('does not reach who comes where somebody stood a moment ago, also into an empty window', () => {
    guard.show([row('a')]);
    later(settleMs);
    guard.show([]);
    later(otherPartyMs - 1);
    guard.show([card('b')]);
    expect(guard.tooEarly('b')).toBe('otherParty');
    later(otherPartyMs);
    guard.show([]);
    later(otherPartyMs);
    guard.show([card('c')]);
    expect(guard.tooEarly('c')).toBe('settling');
  });

  it('counts as before for who stays where they are', () => {
    guard.show([row('a')]);
    later(settleMs);
    guard.show([row('a'), card('b')]);
    expect([guard.tooEarly('a'), guard.tooEarly('b')]).toEqual([undefined, 'settling']);
    later(settleMs);
    guard.show([row('a'), row('b'), card('c')]);
    // The third stands where the card of the second reached to.
    expect(['a', 'b', 'c'].map((key) => guard.tooEarly(key))).toEqual([undefined, 'settling', 'otherParty']);
  });
});
