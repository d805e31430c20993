import { describe, expect, it } from 'vitest';
import type { Call } from '../../cti/call.ts';
import type { ChannelFacts } from '../dialect/channelEvent.ts';
import { ControlBench } from '../testing/controlBench.ts';
import { ElsewhereBoard } from './elsewhereBoard.ts';

const colleague: ChannelFacts = {
  uniqueId: '1.5',
  name: 'PJSIP/102-00000005',
  callerNumber: '102',
  callerName: 'Bela',
};

/** A call that rings at 101, and what the board has heard of it. */
function ringing(): { bench: ControlBench; board: ElsewhereBoard; call: Call } {
  const bench = new ControlBench();
  const board = new ElsewhereBoard(bench.adapter);
  bench.hear({ type: 'created', channel: colleague });
  const { call } = bench.ring();
  expect(board.hear(call)).toBeUndefined();
  return { bench, board, call };
}

/** The customer and the colleague talk. @returns what the board says of it */
function meet(bench: ControlBench, board: ElsewhereBoard): string[] {
  return [bench.caller, colleague].flatMap((channel) => {
    const event = { type: 'bridgeEntered', bridgeId: 'c', channel } as const;
    bench.hear(event);
    return board.follow(event).map(({ callId, by }) => `${callId} ${by.extension} ${by.name}`);
  });
}
const ended = (call: Call, outcome: Call['outcome']): Call => ({
  ...call,
  state: 'ended',
  ...(outcome && { outcome }),
});

describe('a call that somebody else took', () => {
  it('says who, when the caller is heard by them after its end, and once', () => {
    const { bench, board, call } = ringing();
    expect(board.hear(ended(call, 'answeredElsewhere'))).toBeUndefined();
    expect(meet(bench, board)).toEqual([`${call.id} 102 Bela`]);
    bench.hear({ type: 'bridgeLeft', bridgeId: 'c', channel: bench.caller });
    expect(meet(bench, board)).toEqual([]);
  });

  it('says who at its end, where they talk already', () => {
    const { bench, board, call } = ringing();
    expect(meet(bench, board)).toEqual([]);
    expect(board.hear(ended(call, 'answeredElsewhere'))).toMatchObject({
      callId: call.id,
      by: { extension: '102' },
    });
  });

  it.each(['noAnswer', 'cancelled', 'rejected', 'busy', 'answered', undefined] as const)(
    'is not one that ended as %s, no matter who the caller talks with next',
    (outcome) => {
      const { bench, board, call } = ringing();
      board.hear(ended(call, outcome));
      expect(meet(bench, board)).toEqual([]);
    },
  );

  it('is not one that the agent had answered themselves, and passed on', () => {
    const { bench, board, call } = ringing();
    board.hear({ ...call, state: 'talking', connectedAt: 1 });
    board.hear(ended(call, 'answeredElsewhere'));
    expect(meet(bench, board)).toEqual([]);
  });

  it('is not one that the agent made', () => {
    const { bench, board, call } = ringing();
    board.hear({ ...call, direction: 'outgoing' });
    board.hear(ended(call, 'answeredElsewhere'));
    expect(meet(bench, board)).toEqual([]);
  });

  it('stays unknown where the caller hangs up first, or the link is lost', () => {
    const one = ringing();
    one.board.hear(ended(one.call, 'answeredElsewhere'));
    const gone = { type: 'hungUp', channel: one.bench.caller, cause: 16 } as const;
    one.bench.hear(gone);
    one.board.follow(gone);
    expect(meet(one.bench, one.board)).toEqual([]);

    for (const isEnded of [true, false]) {
      const { bench, board, call } = ringing();
      if (isEnded) board.hear(ended(call, 'answeredElsewhere'));
      board.clear();
      if (!isEnded) board.hear(ended(call, 'answeredElsewhere'));
      expect(meet(bench, board)).toEqual([]);
    }
  });

  it('is not mixed up with another call of the same moment', () => {
    const { bench, board, call } = ringing();
    const other: Call = { ...call, id: 'other' };
    board.hear(ended(other, 'answeredElsewhere'));
    expect(meet(bench, board)).toEqual([]);
    expect(board.hear(ended(call, 'answeredElsewhere'))?.callId).toBe(call.id);
  });
});
