import { describe, expect, it } from 'vitest';
import type { Call } from './call.ts';
import { holdable, inTheWay } from './secondCall.ts';

const call = (id: string, state: Call['state'], heldBy?: Call['heldBy'], can = ['HoldCall']): Call =>
  ({
    id,
    state,
    ...(heldBy === undefined ? {} : { heldBy }),
    features: { can, denied: {} },
  }) as unknown as Call;

describe('the call that a second one finds', () => {
  it.each([
    ['is talked on', call('a', 'talking'), true],
    ['is held by the other side', call('a', 'held', 'remote'), true],
    ['is held by the agent', call('a', 'held', 'agent'), false],
    ['is held by both', call('a', 'held', 'both'), false],
    ['rings', call('a', 'ringing'), false],
    ['waits in a queue', call('a', 'queued'), false],
    ['is over', call('a', 'ended'), false],
  ])('%s: in the way %s', (_what, other, isInTheWay) => {
    expect(inTheWay([other])).toEqual(isInTheWay ? [other] : []);
    expect(holdable([other])).toBe(isInTheWay ? other : undefined);
  });

  it('is not the one that is answered', () => {
    expect(inTheWay([call('a', 'talking')], 'a')).toEqual([]);
  });

  it('is nothing to ask about where it cannot be held', () => {
    expect(holdable([call('a', 'talking', undefined, [])])).toBeUndefined();
  });
});
