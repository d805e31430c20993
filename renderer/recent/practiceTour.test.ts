import { describe, expect, it } from 'vitest';
import type { RecentCall } from '../../src/ipc/line.ts';
import { aCall, aCallIn } from '../testing/story.ts';
import { stepsDone } from './practiceTour.ts';

const over = (change: Partial<RecentCall>): RecentCall => ({
  ...aCall({ endedAt: 1 }),
  outcome: 'answered',
  ...change,
});

describe('the steps of the practice', () => {
  it('are none where no one was reached', () => {
    expect([...stepsDone([], [])]).toEqual([]);
    const { connectedAt: _never, ...missed } = over({ direction: 'incoming', outcome: 'cancelled' });
    expect([...stepsDone([aCallIn('ringing'), aCallIn('calling')], [missed])]).toEqual([]);
  });

  it('are done while the call still stands', () => {
    expect([...stepsDone([aCall()], [])]).toEqual(['dial']);
    expect([...stepsDone([aCallIn('onHold')], [])]).toEqual(['dial', 'hold']);
    expect([...stepsDone([aCall({ direction: 'incoming' })], [])]).toEqual(['answer']);
  });

  it('stay done by the calls that are over', () => {
    expect([...stepsDone([], [over({ holdMs: 10 })])]).toEqual(['dial', 'hold', 'hangUp']);
    expect([...stepsDone([], [over({ direction: 'incoming', outcome: 'transferred' })])]).toEqual([
      'answer',
      'transfer',
    ]);
  });
});
