import { describe, expect, it } from 'vitest';
import { QueueBoard } from './queueBoard.ts';
import type { MemberFacts, QueueEvent } from './queueEvent.ts';

const at = { monoMs: 0, wallMs: 1_000_000 };
const own = 'Local/101@from-queue/n';

function board(names: readonly string[] = []): QueueBoard {
  return new QueueBoard({ device: 'PJSIP/101', interface: own, names });
}

function member(
  queue: string,
  facts: Partial<MemberFacts> = {},
  type: 'member' | 'memberPaused' = 'member',
): QueueEvent {
  return { type, queue, interface: own, dynamic: false, paused: false, ...facts };
}

const joined = (queue: string, uniqueId: string, waitS = 0): QueueEvent => ({
  type: 'callerJoined',
  queue,
  uniqueId,
  waitS,
});

describe('the agent is the member', () => {
  it.each([
    ['by the format of the settings', { interface: own }],
    ['by the phone itself', { interface: 'PJSIP/101' }],
    ['by the device whose state counts', { interface: 'Agent/7', stateInterface: 'PJSIP/101' }],
  ])('%s', (_how, facts) => {
    const queues = board();
    queues.list([member('support', facts)], at);
    expect(queues.memberships).toMatchObject([{ queue: 'support', interface: facts.interface }]);
  });

  it.each([
    ['of another extension', { interface: 'Local/1011@from-queue/n' }],
    ['on another phone', { interface: 'PJSIP/102', stateInterface: 'PJSIP/102' }],
  ])('and not one %s', (_how, facts) => {
    const queues = board();
    queues.list([member('support', facts)], at);
    expect(queues.handle(member('support', facts, 'memberPaused'), at)).toBe('nothing');
    expect(queues.queues).toEqual([]);
  });

  it('also where later events do not name the phone (AMI 1.x)', () => {
    const queues = board();
    queues.list([member('support', { interface: 'Agent/7', stateInterface: 'PJSIP/101' })], at);
    const pause = member('support', { interface: 'Agent/7', paused: true, reason: 'x' }, 'memberPaused');
    expect(queues.handle(pause, at)).toBe('changed');
    expect(queues.queues).toMatchObject([{ paused: true, reason: 'x', fixed: true }]);
  });

  it('under several forms at once, and paused when all of them are', () => {
    const queues = board();
    queues.list([member('support'), member('support', { interface: 'PJSIP/101', dynamic: true })], at);
    queues.handle(member('support', { paused: true }, 'memberPaused'), at);
    expect(queues.queues).toMatchObject([{ loggedIn: true, fixed: true, paused: false }]);
    queues.handle(member('support', { interface: 'PJSIP/101', paused: true }, 'memberPaused'), at);
    expect(queues.queues).toMatchObject([{ paused: true }]);
    queues.handle({ type: 'memberRemoved', queue: 'support', interface: own }, at);
    expect(queues.queues).toMatchObject([{ loggedIn: true }]);
  });
});

describe('who waits', () => {
  it('is reported for the own queues alone, each caller once', () => {
    const queues = board(['sales']);
    queues.list([member('support'), joined('support', '1', 40), joined('other', '2')], at);
    expect(queues.handle(joined('support', '1'), at)).toBe('nothing');
    expect(queues.handle(joined('other', '3'), at)).toBe('nothing');
    expect(queues.handle(joined('sales', '4'), { monoMs: 5_000, wallMs: 1_005_000 })).toBe('changed');
    expect(queues.queues).toEqual([
      {
        name: 'sales',
        loggedIn: false,
        fixed: false,
        paused: false,
        waiting: 1,
        longestSince: 1_005_000,
      },
      { name: 'support', loggedIn: true, fixed: true, paused: false, waiting: 1, longestSince: 960_000 },
    ]);
  });

  it('is the next one when the first has left, and left is left, also when told twice', () => {
    const queues = board(['support']);
    queues.handle(joined('support', '1', 30), at);
    queues.handle(joined('support', '2', 10), at);
    const left: QueueEvent = { type: 'callerLeft', queue: 'support', uniqueId: '1' };
    expect([queues.handle(left, at), queues.handle(left, at)]).toEqual(['changed', 'nothing']);
    expect(queues.queues).toMatchObject([{ waiting: 1, longestSince: 990_000 }]);
  });

  it('has to be asked for where a queue is new', () => {
    const queues = board();
    expect(queues.handle(member('support'), at)).toBe('newQueue');
    queues.list([member('support'), joined('support', '1', 3)], at, 'support');
    expect(queues.queues).toMatchObject([{ name: 'support', waiting: 1 }]);
  });
});

describe('a new listing', () => {
  it('voids what was believed', () => {
    const queues = board(['sales']);
    queues.list([member('support'), member('sales'), joined('sales', '1')], at);
    queues.list([member('sales')], at);
    expect(queues.queues).toMatchObject([{ name: 'sales', loggedIn: true, waiting: 0 }]);
  });

  it('of one queue leaves the others alone', () => {
    const queues = board();
    queues.list([member('support'), member('sales')], at);
    queues.list([], at, 'sales');
    expect(queues.queues.map(({ name }) => name)).toEqual(['support']);
  });

  it('without reasons (AMI 1.x) keeps the known one as long as the pause stands', () => {
    const queues = board();
    queues.list([member('support')], at);
    queues.handle(member('support', { paused: true, reason: 'Lunch' }, 'memberPaused'), at);
    queues.list([member('support', { paused: true })], at);
    expect(queues.memberships).toMatchObject([{ paused: true, reason: 'Lunch' }]);
    queues.list([member('support', { paused: false })], at);
    queues.list([member('support', { paused: true })], at);
    expect(queues.memberships).toMatchObject([{ paused: true, reason: undefined }]);
  });
});
