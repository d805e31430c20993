import { describe, expect, it } from 'vitest';
import { type DialStatus, type Ending, type Outcome, outcomeByReason, outcomeOf } from './outcome.ts';

type Row = readonly [situation: string, ending: Omit<Ending, 'direction' | 'connected'>, outcome: Outcome];

/** As measured; 11 stands for Asterisk 11 with chan_sip, the others are named where they differ. */
const incomingNotConnected: readonly Row[] = [
  ['missed, the caller gives up (11, 16 chan_sip)', { dialStatus: 'CANCEL', cause: 16 }, 'cancelled'],
  ['missed, the caller gives up (16 and 22 PJSIP)', { dialStatus: 'CANCEL', cause: 127 }, 'cancelled'],
  ['ring timeout (11)', { dialStatus: 'NOANSWER', cause: 16 }, 'noAnswer'],
  ['ring timeout (16 and 22 PJSIP)', { dialStatus: 'NOANSWER', cause: 0 }, 'noAnswer'],
  ['486 by the decline key', { dialStatus: 'BUSY', cause: 17, rang: true }, 'rejected'],
  ['486 without having rung: the phone is busy', { dialStatus: 'BUSY', cause: 17, rang: false }, 'busy'],
  ['486, and nobody saw whether it rang', { dialStatus: 'BUSY', cause: 17 }, 'rejected'],
  ['603 (11, 16 chan_sip)', { dialStatus: 'BUSY', cause: 21 }, 'rejected'],
  ['603 (16 and 22 PJSIP)', { dialStatus: 'NOANSWER', cause: 21 }, 'rejected'],
  ['answered elsewhere (11: no Dial End)', { cause: 26 }, 'answeredElsewhere'],
  ['answered elsewhere (16, 22)', { dialStatus: 'CANCEL', cause: 26 }, 'answeredElsewhere'],
  ['the panel hangs the ringing leg up', { cause: 16, endedByAgent: true }, 'rejected'],
  ['the phone was up for a moment while the caller left', { dialStatus: 'ANSWER', cause: 16 }, 'noAnswer'],
  ['the caller gives up, a colleague was busy', { dialStatus: 'CANCEL', cause: 17, rang: true }, 'cancelled'],
  ['the caller gives up, a colleague declined', { dialStatus: 'CANCEL', cause: 21, rang: true }, 'cancelled'],
  ['ring timeout, a colleague was busy', { dialStatus: 'NOANSWER', cause: 17, rang: true }, 'noAnswer'],
  [
    'a queue: a colleague has got the caller',
    { dialStatus: 'NOANSWER', servedElsewhere: true },
    'answeredElsewhere',
  ],
  [
    'a queue: declined, then a colleague',
    { dialStatus: 'BUSY', cause: 17, servedElsewhere: true },
    'rejected',
  ],
  ['nothing is known', {}, 'noAnswer'],
];

const outgoingNotConnected: readonly Row[] = [
  ['busy', { dialStatus: 'BUSY', cause: 17 }, 'busy'],
  ['no answer within the time of the Dial', { dialStatus: 'NOANSWER', cause: 16 }, 'noAnswer'],
  ['no answer, by the network (Q.850 19)', { cause: 19 }, 'noAnswer'],
  ['trunk 503', { dialStatus: 'CONGESTION', cause: 34 }, 'failed'],
  ['trunk 404 (11)', { dialStatus: 'CHANUNAVAIL', cause: 1 }, 'failed'],
  ['trunk 404 (16 and 22: NOANSWER)', { dialStatus: 'NOANSWER', cause: 1 }, 'failed'],
  ['unregistered phone (11)', { dialStatus: 'CHANUNAVAIL', cause: 20 }, 'failed'],
  ['603 (11, 16 chan_sip)', { dialStatus: 'BUSY', cause: 21 }, 'rejected'],
  ['the agent gives up, a member of the group was busy', { dialStatus: 'CANCEL', cause: 17 }, 'cancelled'],
  ['the agent gives up after a first trunk failed', { cause: 34, endedByAgent: true }, 'cancelled'],
  ['not answered in time, a member of the group was busy', { dialStatus: 'NOANSWER', cause: 17 }, 'noAnswer'],
  ['given up before the phone was lifted (11: 19)', { cause: 19, endedByAgent: true }, 'cancelled'],
  ['603 (PJSIP)', { dialStatus: 'NOANSWER', cause: 21 }, 'rejected'],
  ['the agent gives up (11, 16)', { dialStatus: 'CANCEL', cause: 16, endedByAgent: true }, 'cancelled'],
  ['the agent gives up (22: cause 0)', { dialStatus: 'CANCEL', cause: 0, endedByAgent: true }, 'cancelled'],
  ['the agent gives up on the phone, nothing else is told', { cause: 16 }, 'cancelled'],
  ['an application that refuses (DONTCALL)', { dialStatus: 'DONTCALL' }, 'rejected'],
  ['privacy: sent to torture', { dialStatus: 'TORTURE' }, 'rejected'],
  ['the dial plan is wrong', { dialStatus: 'INVALIDARGS' }, 'failed'],
  ['the dial was aborted', { dialStatus: 'ABORT' }, 'cancelled'],
  ['given up while they are asked to press a key', { dialStatus: 'CONTINUE', cause: 16 }, 'cancelled'],
];

describe('the outcome of an incoming call that was not connected', () => {
  it.each(incomingNotConnected)('%s', (_situation, ending, outcome) => {
    expect(outcomeOf({ direction: 'incoming', connected: false, ...ending })).toBe(outcome);
  });
});

describe('the outcome of an outgoing call that was not connected', () => {
  it.each(outgoingNotConnected)('%s', (_situation, ending, outcome) => {
    expect(outcomeOf({ direction: 'outgoing', connected: false, ...ending })).toBe(outcome);
  });
});

describe('the outcome of a call that was connected', () => {
  it.each(['incoming', 'outgoing'] as const)('%s: answered, whatever ended it', (direction) => {
    for (const cause of [0, 16, 17, 21, 26, 34, 127]) {
      expect(outcomeOf({ direction, connected: true, cause, endedByAgent: true })).toBe('answered');
    }
  });

  it.each(['incoming', 'outgoing'] as const)('%s: transferred, when the other party went on', (direction) => {
    expect(outcomeOf({ direction, connected: true, cause: 16, movedOn: true })).toBe('transferred');
  });
});

describe('every outcome', () => {
  const statuses: readonly (DialStatus | undefined)[] = [
    undefined,
    'ANSWER',
    'BUSY',
    'NOANSWER',
    'CANCEL',
    'CONGESTION',
    'CHANUNAVAIL',
    'DONTCALL',
    'TORTURE',
    'INVALIDARGS',
    'ABORT',
  ];
  const causes = [undefined, ...Array.from({ length: 128 }, (_, cause) => cause)];

  it('is never "answered" or "transferred" of a call that was never connected', () => {
    for (const direction of ['incoming', 'outgoing'] as const)
      for (const dialStatus of statuses)
        for (const cause of causes)
          for (const endedByAgent of [true, false]) {
            const ending: Ending = {
              direction,
              connected: false,
              endedByAgent,
              movedOn: true,
              ...(dialStatus === undefined ? {} : { dialStatus }),
              ...(cause === undefined ? {} : { cause }),
            };
            expect(['answered', 'transferred'], JSON.stringify(ending)).not.toContain(outcomeOf(ending));
          }
  });

  it('of a call that ended on this side blames nobody else', () => {
    expect(outcomeByReason).toEqual({
      phoneBusy: 'failed',
      phoneRejected: 'cancelled',
      phoneNotAnswered: 'cancelled',
      phoneUnreachable: 'failed',
      notReported: 'failed',
      phoneDiverted: 'failed',
      connectionLost: 'failed',
    });
  });
});
