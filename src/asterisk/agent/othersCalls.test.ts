import { describe, expect, it } from 'vitest';
import { deviceOf, openRecording, replay } from '../testing/replay.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { AbandonedBoard } from './abandonedBoard.ts';
import { ElsewhereBoard, type TakenCall } from './elsewhereBoard.ts';

const pbxes = ['11-sip', '16-pjsip', '22-pjsip'] as const;
const at = { monoMs: 0, wallMs: 0 };

/** Who took the calls of 101 in a recorded session. */
function taken(pbx: (typeof pbxes)[number], name: string): string[] {
  const found: TakenCall[] = [];
  let board: ElsewhereBoard | undefined;
  let heard = 0;
  let last: readonly ChannelEvent[] = [];
  const look = (events: ReturnType<typeof replay>['events']): void => {
    for (const event of last) found.push(...(board?.follow(event) ?? []));
    for (const { call } of events.slice(heard))
      found.push(...[board?.hear(call)].filter((one) => one !== undefined));
    heard = events.length;
  };
  const { events } = replay(openRecording(pbx, name), {
    device: deviceOf(pbx, '101'),
    before: (packet, { adapter, dialect, events: told }) => {
      board ??= new ElsewhereBoard(adapter);
      // The channels know by now of the packet before.
      look(told);
      last = dialect.read(packet);
    },
  });
  look(events);
  return found.map(({ callId, by }) => {
    const end = events.find(({ type, call }) => type === 'RingFinished' && call.id === callId);
    return `${end?.call.outcome} ${by.extension} ${by.name}`.trim();
  });
}

describe.each(pbxes)('who took a call that rang here, on %s', (pbx) => {
  it('is known from a ring group', () => {
    expect(taken(pbx, '05c-ring-group-answered-elsewhere')).toEqual(['answeredElsewhere 102 Agent Two']);
  });

  it.each(['04-incoming-missed', '12-queue-call', '05-incoming-rejected'])('is no one in %s', (name) => {
    expect(taken(pbx, name)).toEqual([]);
  });
});

/** Conversations with one number in a recorded session. */
function reached(pbx: (typeof pbxes)[number], name: string, number: string): string[] {
  const found: string[] = [];
  let board: AbandonedBoard | undefined;
  let last: readonly ChannelEvent[] = [];
  const look = (): void => {
    for (const event of last)
      for (const { number: heard, way, by } of board?.reached(event) ?? [])
        found.push(`${heard} ${way} ${by.extension}`);
  };
  replay(openRecording(pbx, name), {
    before: (packet, { adapter, dialect }) => {
      board ??= new AbandonedBoard(adapter.channels);
      board.await((each) => each.endsWith(number));
      look();
      last = dialect.read(packet);
    },
  });
  look();
  return [...new Set(found)];
}

describe.each(pbxes)('a number that is waited for, on %s', (pbx) => {
  it('is called back when somebody dials it', () => {
    expect(reached(pbx, '01-outgoing-hold-unhold-hangup', '201')).toEqual(['201 calledBack 101']);
  });

  it('calls again, and the queue gives the call to somebody', () => {
    expect(reached(pbx, '12-queue-call', '30987654')).toEqual(['+4930987654 calledAgain 101']);
  });

  it('is not reached by ringing', () => {
    expect(reached(pbx, '04-incoming-missed', '201')).toEqual([]);
  });
});

describe('a caller who leaves a queue without an agent', () => {
  const facts = (uniqueId: string, name: string, more: object = {}): ChannelEvent => ({
    type: 'created',
    channel: { uniqueId, name, ...more },
  });

  function bench(): {
    board: AbandonedBoard;
    follow: (event: ChannelEvent) => ReturnType<AbandonedBoard['gaveUp']>;
  } {
    const { adapter } = replay({ ...openRecording('22-pjsip', '04-incoming-missed'), packets: [] });
    const board = new AbandonedBoard(adapter.channels);
    adapter.handle(facts('1.1', 'PJSIP/trunk-1', { callerNumber: '201', callerName: 'Kim' }), at);
    adapter.handle(facts('1.2', 'PJSIP/102-2'), at);
    return {
      board,
      follow: (event) => {
        adapter.handle(event, at);
        return board.gaveUp(event, { monoMs: 5, wallMs: 5 });
      },
    };
  }
  const left = { type: 'callerAbandoned', queue: 'support', uniqueId: '1.1', waitedS: 42 } as const;
  const hungUp = { type: 'hungUp', channel: { uniqueId: '1.1', name: 'PJSIP/trunk-1' }, cause: 16 } as const;
  const told = { id: '1.1', queue: 'support', number: '201', name: 'Kim', abandonedAt: 5, waitedMs: 42_000 };

  it('has given up once they hang up', () => {
    const { board, follow } = bench();
    expect(board.left(left, at)).toBeUndefined();
    expect(follow(hungUp)).toEqual(told);
    expect(follow(hungUp)).toBeUndefined();
  });

  it('has not, if the dial plan gives them to somebody', () => {
    const { board, follow } = bench();
    board.left(left, at);
    for (const uniqueId of ['1.1', '1.2'])
      follow({ type: 'bridgeEntered', bridgeId: 'b', channel: { uniqueId, name: '' } });
    expect(follow(hungUp)).toBeUndefined();
  });

  it('may be gone already, and what becomes of them is not seen without a link', () => {
    const { board, follow } = bench();
    expect(board.left({ ...left, uniqueId: '9.9' }, at)).toMatchObject({ id: '9.9', number: '' });
    board.left(left, at);
    board.clear();
    expect(follow(hungUp)).toBeUndefined();
  });
});
