import { describe, expect, it } from 'vitest';
import type { RecentCall } from '../../src/ipc/line.ts';
import { aCall } from '../testing/story.ts';
import { recentRows } from './recentRows.ts';

let ids = 0;
const { connectedAt: _connectedAt, ...unanswered } = aCall();
const missed = (number: string): RecentCall => ({
  ...unanswered,
  id: String((ids += 1)),
  direction: 'incoming',
  outcome: 'cancelled',
  number,
});
const called = (number: string): RecentCall => ({
  ...missed(number),
  direction: 'outgoing',
  outcome: 'noAnswer',
});
const talked = (number: string): RecentCall => ({ ...missed(number), outcome: 'answered', connectedAt: 1 });
const told = (...recent: readonly RecentCall[]): readonly string[] =>
  recentRows(recent).map(({ call, ids, isOpen }) => `${call.number} ${ids.length}${isOpen ? ' open' : ''}`);

describe('rows of recent calls', () => {
  it('are one for calls that came again and again', () => {
    expect(told(missed('201'), missed('201'), missed('202'), missed('201'))).toEqual([
      '201 2 open',
      '202 1 open',
      '201 1 open',
    ]);
    expect(told(called('201'), called('201'))).toEqual(['201 2']);
  });

  it('are each their own for talks, for those who withheld their number, and for both directions', () => {
    expect(told(talked('201'), talked('201'))).toEqual(['201 1', '201 1']);
    expect(told(missed(''), missed(''))).toEqual([' 1 open', ' 1 open']);
    expect(told(called('201'), missed('201'))).toEqual(['201 1', '201 1']);
  });

  it('of missed calls are open until that number was called or talked to', () => {
    expect(told(missed('201'), called('201'), missed('201'), missed('202'))).toEqual([
      '201 1 open',
      '202 1 open',
      '201 1',
      '201 1',
    ]);
    expect(told(talked('201'), missed('201'))).toEqual(['201 1', '201 1']);
  });

  it('of missed calls stay on top until they are done, and a later one of the same party is open again', () => {
    const done = { ...missed('201'), done: true } as const;
    expect(told(called('203'), missed('202'), done)).toEqual(['202 1 open', '203 1', '201 1']);
    expect(told(missed('201'), done, missed('201'))).toEqual(['201 1 open', '201 1 open', '201 1']);
  });
});
