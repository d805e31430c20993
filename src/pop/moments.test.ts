import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../cti/call.ts';
import type { CtiEvent } from '../cti/event.ts';
import { anySteps, eventsOf, instant, newCall } from '../cti/testing/arbitraries.ts';
import { Moments } from './moments.ts';

const at = instant(1_000);
const ring: Call = { ...newCall('a', 'incoming', at), number: '+4930901820', linkedId: '7.1', ringingAt: 1 };
const talk: Call = { ...ring, state: 'talking', phase: 'talking', connectedAt: 2 };
const over: Call = { ...talk, state: 'ended', phase: 'ended', endedAt: 3, outcome: 'answered' };

const rings = (call = ring): CtiEvent => ({ type: 'RingStarted', at, call });
const info = (call: Call): CtiEvent => ({ type: 'CallInfoChanged', at, call });
const answered = (call = talk): CtiEvent => ({ type: 'CommutationStarted', at, call });
const ended = (call = over): CtiEvent => ({ type: 'RingFinished', at, call });
const found = (...calls: Call[]): CtiEvent => ({ type: 'ActiveCallSnapshot', at, calls });

/** As `moment number>firstCaller`. */
function told(moments: Moments, ...events: readonly CtiEvent[]): readonly string[] {
  return events
    .flatMap((event) => moments.take(event))
    .map(({ moment, call, firstCaller }) => `${moment} ${call.number}>${firstCaller}`);
}

const number = '+4930901820';
const is = (...names: string[]): string[] => names.map((name) => `${name} ${number}>${number}`);

describe('the moments of a call', () => {
  it('come once each, in order', () => {
    expect(told(new Moments(), rings(), info(ring), answered(), info(talk), ended())).toEqual(
      is('ringing', 'answered', 'ended'),
    );
  });

  it('leave none out where the phone lifts without a ring', () => {
    expect(told(new Moments(), answered({ ...talk, ringingAt: 2 }))).toEqual(is('ringing', 'answered'));
  });

  it('of an outgoing call begin when the other phone rings', () => {
    const { ringingAt: _ringingAt, ...dialled } = {
      ...ring,
      direction: 'outgoing',
      state: 'dialing',
    } as const;
    expect(told(new Moments(), info(dialled), rings({ ...dialled, ringingAt: 1 }))).toEqual(is('ringing'));
  });

  it('come once for a caller for whom a queue rings again and again, as one call or as several', () => {
    const queued: Call = { ...ring, queue: 'support', state: 'queued', phase: 'queued' };
    const lost: Call = { ...queued, state: 'ended', phase: 'ended', outcome: 'noAnswer' };
    const again: Call = { ...ring, id: 'b', queue: 'support', uniqueId: 'b.9' };
    const moments = new Moments();
    expect(told(moments, rings(), info(queued), info({ ...ring, rings: 2 }), ended(lost))).toEqual(
      is('ringing', 'ended'),
    );
    expect(told(moments, rings(again), ended({ ...lost, id: 'b' }))).toEqual([]);
    expect(told(moments, rings({ ...again, id: 'c', linkedId: '8.1' }))).toEqual(is('ringing'));
  });

  it('come again when the caller comes back to an agent they have spoken with', () => {
    const moments = new Moments();
    told(moments, rings(), answered(), ended());
    expect(told(moments, rings({ ...ring, id: 'b' }))).toEqual(is('ringing'));
  });

  it('say who came by a transfer, once', () => {
    const colleague = { number: '102', name: 'Ben' };
    const moments = new Moments();
    const events = [rings({ ...ring, ...colleague }), answered({ ...talk, ...colleague })];
    expect(told(moments, ...events)).toEqual(['ringing 102>102', 'answered 102>102']);
    expect(
      told(moments, info(talk), info({ ...talk, number: '030901820' }), info({ ...talk, ...colleague })),
    ).toEqual(is('changed'));
  });

  it('say whom a consultation is about, also when that call is over', () => {
    const asked: Call = {
      ...ring,
      id: 'b',
      linkedId: '9.1',
      direction: 'outgoing',
      number: '103',
      consultFor: 'a',
    };
    const moments = new Moments();
    told(moments, rings(), answered());
    expect(told(moments, rings(asked))).toEqual([`ringing 103>${number}`]);
    told(moments, ended());
    const { consultFor: _consultFor, ...alone } = asked;
    expect(told(moments, answered({ ...alone, state: 'talking', connectedAt: 5 }))).toEqual([
      `answered 103>${number}`,
    ]);
  });

  it('are bounded where the other end is somebody else all the time', () => {
    const moments = new Moments();
    told(moments, rings(), answered());
    const parties = Array.from({ length: 50 }, (_, index) =>
      info({ ...talk, number: `+4930${1_000_000 + index}` }),
    );
    expect(told(moments, ...parties)).toHaveLength(7);
  });

  it('of calls that stand when Offhook starts are those that ring', () => {
    const other: Call = { ...talk, id: 'b', linkedId: '8.1', number: '202' };
    const moments = new Moments();
    expect(told(moments, found(ring, other), info(other))).toEqual(is('ringing'));
    expect(told(moments, ended({ ...over, id: 'b', linkedId: '8.1', number: '202' }))).toEqual([
      'ended 202>202',
    ]);
  });

  it('are reported after a lost link if they came about meanwhile, and not while that is in doubt', () => {
    const moments = new Moments();
    told(moments, rings());
    expect(told(moments, found({ ...ring, checking: true }))).toEqual([]);
    expect(told(moments, found(talk))).toEqual(is('answered'));
  });

  it('are not told again after a restart', () => {
    const first = new Moments();
    told(first, rings());
    const second = new Moments(first.kept);
    expect(told(second, found({ ...ring, id: 'other' }))).toEqual([]);
    expect(told(second, answered({ ...talk, id: 'other' }))).toEqual(is('answered'));
  });

  it('are kept of the last calls only', () => {
    const moments = new Moments();
    for (let index = 0; index < 1_000; index += 1) {
      const call = { ...ring, id: String(index), linkedId: String(index) };
      told(moments, rings(call), ended({ ...call, state: 'ended', phase: 'ended', outcome: 'noAnswer' }));
    }
    expect(moments.kept).toHaveLength(300);
    expect(moments.find('999')?.call.id).toBe('999');
    expect(moments.find('900')).toBeUndefined();
    expect(moments.last?.call.id).toBe('999');
  });

  it('come at most once per call, moment and party, whatever happens on the line', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const moments = new Moments();
        const all = eventsOf(steps).flatMap((event) => moments.take(event));
        const keys = all.map(({ moment, call }) => `${call.id} ${call.startedAt} ${moment} ${call.number}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
