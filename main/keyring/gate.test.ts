import { beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyringGate } from './gate.ts';
import type { LockState } from './lockState.ts';

let lock: LockState;
/** What the person says to the next question. */
let answers: boolean[];
let asked: number;
let opened: number;

beforeEach(() => {
  vi.useFakeTimers();
  lock = 'locked';
  answers = [];
  asked = 0;
  opened = 0;
  return () => vi.useRealTimers();
});

function newGate(): KeyringGate {
  return new KeyringGate({
    state: () => Promise.resolve(lock),
    ask: () => {
      asked += 1;
      const answer = answers.shift() === true;
      if (answer) lock = 'open';
      return Promise.resolve(answer);
    },
    clock: {
      setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
    },
    onOpened: () => (opened += 1),
  });
}

describe('the gate before the keyring', () => {
  it('is passed without a question where the keyring is open', async () => {
    lock = 'open';
    expect([await newGate().state(true), asked]).toEqual(['open', 0]);
  });

  it('asks no one for a look', async () => {
    expect([await newGate().state(false), asked]).toEqual(['locked', 0]);
  });

  it('asks once unbidden, and takes no for an answer', async () => {
    const gate = newGate();
    expect([await gate.state(true), await gate.state(true), asked]).toEqual(['locked', 'locked', 1]);
  });

  it('puts one question to all who need the answer', async () => {
    answers = [true];
    const gate = newGate();
    expect(await Promise.all([gate.state(true), gate.state(true)])).toEqual(['open', 'open']);
    expect(asked).toBe(1);
  });

  it('asks again when the person wants it opened, and reports when it is', async () => {
    answers = [false, false, true];
    const gate = newGate();
    await gate.state(true);
    expect([await gate.unlock(), opened]).toEqual([false, 0]);
    expect([await gate.unlock(), opened, asked]).toEqual([true, 1, 3]);
  });

  it('notices that it was opened for another program', async () => {
    const gate = newGate();
    await gate.state(false);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(opened).toBe(0);
    lock = 'open';
    await vi.advanceTimersByTimeAsync(5_000);
    expect([opened, asked]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toBe(1);
  });

  it('watches no more once the app ends', async () => {
    const gate = newGate();
    await gate.state(false);
    gate.stop();
    lock = 'open';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toBe(0);
  });

  it.each([
    [true, 'open'],
    [false, 'absent'],
  ])('has a keyring that no one knows of tried out from outside, once (%s)', async (answer, state) => {
    lock = 'unknown';
    answers = [answer];
    const gate = newGate();
    expect(await gate.state(false)).toBe(state);
    expect([await gate.state(true), await gate.unlock(), asked]).toEqual([state, answer, 1]);
  });
});
