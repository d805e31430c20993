import { describe, expect, it } from 'vitest';
import { packet } from '../testing/packets.ts';
import { openRecording } from '../testing/replay.ts';
import { type QueueEvent, readQueueEvent } from './queueEvent.ts';

function eventsOf(pbx: '11-sip' | '16-pjsip' | '22-pjsip', name: string): QueueEvent[] {
  return openRecording(pbx, name).packets.flatMap((one) => readQueueEvent(one) ?? []);
}

const one = 'Local/101@from-queue/n';

describe('what a session with every queue action reports', () => {
  it.each(['16-pjsip', '22-pjsip'] as const)('on %s', (pbx) => {
    const events = eventsOf(pbx, '12b-queue-member-actions');
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'queue', queue: 'support' },
      {
        type: 'member',
        queue: 'support',
        interface: one,
        stateInterface: 'PJSIP/101',
        dynamic: false,
        paused: false,
        reason: '',
      },
    ]);
    expect(
      events.flatMap((event) => (event.type === 'memberPaused' ? [[event.paused, event.reason]] : [])),
    ).toEqual([
      [true, 'lunch break'],
      [false, ''],
      [true, 'all queues'],
      [false, ''],
    ]);
    expect(events.find(({ type }) => type === 'memberAdded')).toMatchObject({
      interface: 'Local/103@from-queue/n',
      stateInterface: 'PJSIP/103',
      dynamic: true,
      paused: false,
    });
    const pauses = events.flatMap((event) => (event.type === 'memberPaused' ? [event] : []));
    // Seconds since 1970; what ends a pause tells of the pause that it ends.
    expect(pauses.map(({ pausedAtS = 0 }) => pausedAtS > 1_500_000_000)).toEqual([true, true, true, true]);
    expect(pauses[1]?.pausedAtS).toBe(pauses[0]?.pausedAtS);
    expect(pauses.every(({ changedAtS = 0, pausedAtS = 0 }) => changedAtS >= pausedAtS)).toBe(true);
    expect(events.find(({ type }) => type === 'memberRemoved')).toEqual({
      type: 'memberRemoved',
      queue: 'support',
      interface: 'Local/103@from-queue/n',
    });
  });

  it('on 11, which lists no reasons and names the phone in few events', () => {
    const events = eventsOf('11-sip', '12b-queue-member-actions');
    expect(events[1]).toEqual({
      type: 'member',
      queue: 'support',
      interface: one,
      stateInterface: 'SIP/101',
      dynamic: false,
      paused: false,
    });
    expect(events.filter(({ type }) => type === 'memberPaused')).toEqual([
      { type: 'memberPaused', queue: 'support', interface: one, paused: true, reason: 'lunch break' },
      { type: 'memberPaused', queue: 'support', interface: one, paused: false, reason: '' },
      { type: 'memberPaused', queue: 'support', interface: one, paused: true, reason: 'all queues' },
      { type: 'memberPaused', queue: 'support', interface: one, paused: false, reason: '' },
    ]);
    expect(events.find(({ type }) => type === 'memberAdded')).toMatchObject({ dynamic: true });
  });
});

describe('callers', () => {
  it.each(['11-sip', '16-pjsip', '22-pjsip'] as const)('come and go on %s', (pbx) => {
    const events = eventsOf(pbx, '12-queue-call').filter(({ type }) => type.startsWith('caller'));
    expect(events.map(({ type, queue }) => [type, queue])).toEqual([
      ['callerJoined', 'support'],
      ['callerLeft', 'support'],
    ]);
    const [joined, left] = events;
    expect(joined).toMatchObject({ waitS: 0 });
    expect(joined !== undefined && 'uniqueId' in joined && joined.uniqueId).toBe(
      left !== undefined && 'uniqueId' in left && left.uniqueId,
    );
  });

  it('are listed with how long they have waited', () => {
    const entry = packet('Event: QueueEntry\nQueue: support\nPosition: 1\nUniqueid: 1.1\nWait: 42');
    expect(readQueueEvent(entry)).toEqual({
      type: 'callerJoined',
      queue: 'support',
      uniqueId: '1.1',
      waitS: 42,
    });
  });
});

it('nothing else is about queues, also not what has a queue in it', () => {
  expect(readQueueEvent(packet('Event: AgentConnect\nQueue: support'))).toBeUndefined();
  expect(readQueueEvent(packet('Event: QueueMemberPause\nInterface: SIP/1'))).toBeUndefined();
  expect(readQueueEvent(packet('Response: Success'))).toBeUndefined();
});
