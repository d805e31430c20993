import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, callStates, heldBySides, isHeldByAgent } from './call.ts';
import { holdable, inTheWay, isInTalk } from './secondCall.ts';

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

describe('any calls of a line', () => {
  const anyCalls = fc
    .array(
      fc.record({
        state: fc.constantFrom(...callStates),
        heldBy: fc.constantFrom(...heldBySides),
        canHold: fc.boolean(),
      }),
      { maxLength: 5 },
    )
    .map((all) =>
      all.map(({ state, heldBy, canHold }, index) =>
        call(`c${index}`, state, state === 'held' ? heldBy : undefined, canHold ? ['HoldCall'] : []),
      ),
    );

  it('leave nothing in the way once the agent has put on hold what was', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const held = calls.map((each) =>
          inTheWay(calls).includes(each)
            ? { ...each, state: 'held' as const, heldBy: 'agent' as const }
            : each,
        );
        expect(inTheWay(held)).toEqual([]);
        expect(holdable(held)).toBeUndefined();
      }),
    );
  });

  it('are each in the way, on hold by the agent, or not connected', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        for (const each of calls) {
          const isConnected = each.state === 'talking' || each.state === 'held';
          expect(isInTalk(each)).toBe(isConnected && !isHeldByAgent(each));
        }
      }),
    );
  });

  it('ask about one that is in the way and can be held, where there is one', () => {
    fc.assert(
      fc.property(anyCalls, fc.constantFrom('c0', 'c1', undefined), (calls, answeredId) => {
        const asked = holdable(calls, answeredId);
        const candidates = inTheWay(calls, answeredId).filter(({ features }) =>
          features.can.includes('HoldCall'),
        );
        expect(asked).toBe(candidates[0]);
        expect(asked?.id === undefined || asked.id !== answeredId).toBe(true);
      }),
    );
  });
});
