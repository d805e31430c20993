import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentStatus } from '../../cti/agent.ts';
import { type PauseHistory, StateClock } from './stateClock.ts';

const nowMs = 1_000_000;
const at = { monoMs: 0, wallMs: nowMs };

describe('since when a state stands that is found at a login', () => {
  it.each<[string, AgentStatus, string, PauseHistory, number | undefined, number]>([
    // What the PBX says of pauses.
    ['a pause, by the PBX', 'notReady', 'Lunch', { pausedMs: 900_000 }, undefined, 900_000],
    [
      'a pause of our own, by the PBX within a moment',
      'notReady',
      'Lunch',
      { pausedMs: 897_001 },
      900_000,
      900_000,
    ],
    ['a pause that began again meanwhile', 'notReady', 'Lunch', { pausedMs: 950_000 }, 900_000, 950_000],
    ['a pause of which the PBX says nothing', 'notReady', 'Lunch', {}, undefined, nowMs],
    // Ready, and what has happened since.
    ['ready, and nothing has happened', 'ready', '', { changedMs: 850_000 }, 900_000, 900_000],
    ['ready, and something has, within a moment', 'ready', '', { changedMs: 903_000 }, 900_000, 900_000],
    ['ready, and something has', 'ready', '', { changedMs: 903_001 }, 900_000, nowMs],
    ['ready, and it was not known before', 'ready', '', { changedMs: 850_000 }, undefined, nowMs],
    // Of these the PBX says nothing.
    ['a call that was remembered from before a restart', 'talking', '', {}, 900_000, nowMs],
  ])('%s', (_what, status, reason, history, before, since) => {
    const clock = new StateClock(before === undefined ? undefined : { status, reason, since: before });
    expect(clock.since(status, reason, at, history)).toBe(since);
  });

  it('a call goes on over a lost link, but not over a restart', () => {
    const clock = new StateClock(undefined);
    clock.since('talking', '', { monoMs: 0, wallMs: 5 }, {});
    clock.lost();
    clock.since('offline', '', { monoMs: 0, wallMs: 6 }, {});
    expect(clock.since('talking', '', at, {})).toBe(5);
  });

  it('another state than before begins now', () => {
    const clock = new StateClock({ status: 'notReady', reason: 'Lunch', since: 5 });
    expect(clock.since('ready', '', at, { changedMs: 1 })).toBe(nowMs);
    expect(
      new StateClock({ status: 'notReady', reason: 'Lunch', since: 5 }).since('notReady', '', at, {}),
    ).toBe(nowMs);
  });

  it('remembers the last state that was not offline', () => {
    const clock = new StateClock(undefined);
    expect(clock.last).toBeUndefined();
    clock.since('ready', '', { monoMs: 0, wallMs: 5 }, {});
    expect(clock.last).toEqual({ status: 'ready', reason: '', since: 5 });
    clock.lost();
    clock.since('offline', '', at, {});
    expect(clock.last).toEqual({ status: 'ready', reason: '', since: 5 });
  });

  it('is never in the future, and never earlier than anybody said', () => {
    const times = fc.option(fc.integer({ min: 1, max: 2 * nowMs }), { nil: undefined });
    const statuses = fc.constantFrom<AgentStatus>('ready', 'notReady', 'talking', 'afterCallWork');
    fc.assert(
      fc.property(statuses, times, times, times, (status, before, pausedMs, changedMs) => {
        const known = before === undefined ? undefined : Math.min(before, nowMs);
        const clock = new StateClock(known === undefined ? undefined : { status, reason: '', since: known });
        const history = {
          ...(pausedMs === undefined ? {} : { pausedMs }),
          ...(changedMs === undefined ? {} : { changedMs }),
        };
        const since = clock.since(status, '', at, history);
        expect(since).toBeLessThanOrEqual(nowMs);
        expect([nowMs, known, pausedMs]).toContain(since);
        expect(clock.since(status, '', { monoMs: 0, wallMs: nowMs + 5 }, {})).toBe(since);
      }),
      { numRuns: 200 },
    );
  });
});
