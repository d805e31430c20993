import { describe, expect, it } from 'vitest';
import {
  type DialStatus,
  type Ending,
  endReasons,
  isMissed,
  type Outcome,
  outcomeByReason,
  outcomeOf,
} from './outcome.ts';

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

/** Every ending that can be told: 12 dial statuses, 128 causes and none, each mark set, not set and unknown. */
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
  'CONTINUE',
];
const causes = [undefined, ...Array.from({ length: 128 }, (_, cause) => cause)];
const marks = [undefined, false, true] as const;

function* endings(direction: Ending['direction'], fixed: Partial<Ending> = {}): Generator<Ending> {
  for (const dialStatus of statuses)
    for (const cause of causes)
      for (const endedByAgent of marks)
        for (const rang of marks) {
          const known = Object.entries({ dialStatus, cause, endedByAgent, rang, ...fixed });
          yield {
            direction,
            connected: false,
            ...(Object.fromEntries(known.filter(([, value]) => value !== undefined)) as Partial<Ending>),
          };
        }
}

/** The endings for which it is not so; the first of them says enough. */
function exception(all: Iterable<Ending>, isRight: (outcome: Outcome, ending: Ending) => boolean): unknown {
  for (const ending of all) {
    const outcome = outcomeOf(ending);
    if (!isRight(outcome, ending)) return { ...ending, outcome };
  }
  return 'none';
}

describe('every outcome', () => {
  it('is never "answered" or "transferred" of a call that was never connected', () => {
    for (const direction of ['incoming', 'outgoing'] as const)
      expect(
        exception(
          endings(direction, { movedOn: true }),
          (outcome) => outcome !== 'answered' && outcome !== 'transferred',
        ),
      ).toBe('none');
  });

  it('of a connected call is "answered" or "transferred", whatever else is reported', () => {
    for (const direction of ['incoming', 'outgoing'] as const) {
      const answered = endings(direction, { connected: true });
      expect(exception(answered, (outcome) => outcome === 'answered')).toBe('none');
      const moved = endings(direction, { connected: true, movedOn: true });
      expect(exception(moved, (outcome) => outcome === 'transferred')).toBe('none');
    }
  });

  it('of an incoming call that the agent ended is declined, unless somebody else has it', () => {
    const ended = endings('incoming', { endedByAgent: true });
    expect(
      exception(ended, (outcome, { cause }) =>
        cause === 26 ? outcome === 'answeredElsewhere' : outcome === 'rejected',
      ),
    ).toBe('none');
  });

  it('of an incoming call that a colleague has is no missed call, nor one that was declined here', () => {
    const served = endings('incoming', { servedElsewhere: true });
    expect(exception(served, (outcome) => outcome === 'answeredElsewhere' || outcome === 'rejected')).toBe(
      'none',
    );
    expect(exception(served, (outcome) => !isMissed({ direction: 'incoming', outcome }))).toBe('none');
  });

  it('of an incoming call is missed exactly where no one took or declined it', () => {
    expect(
      exception(endings('incoming'), (outcome) => {
        const isTaken = outcome === 'rejected' || outcome === 'answeredElsewhere';
        return isMissed({ direction: 'incoming', outcome }) === !isTaken;
      }),
    ).toBe('none');
    expect(exception(endings('outgoing'), (outcome) => !isMissed({ direction: 'outgoing', outcome }))).toBe(
      'none',
    );
  });

  it('of an outgoing call knows nothing of colleagues', () => {
    expect(
      exception(endings('outgoing'), (outcome, { cause }) => outcome !== 'answeredElsewhere' || cause === 26),
    ).toBe('none');
  });

  it('is "cancelled" where the caller gave up, whatever a colleague or a trunk said before', () => {
    expect(
      exception(endings('outgoing', { dialStatus: 'CANCEL' }), (outcome) => outcome === 'cancelled'),
    ).toBe('none');
    expect(
      exception(
        endings('incoming', { dialStatus: 'CANCEL', endedByAgent: false }),
        (outcome, { cause }) => outcome === (cause === 26 ? 'answeredElsewhere' : 'cancelled'),
      ),
    ).toBe('none');
  });

  it('is the same with a cause that says nothing as with none', () => {
    // Normal clearing, "unspecified" and what PJSIP puts where it has no cause (127, interworking).
    for (const direction of ['incoming', 'outgoing'] as const)
      for (const silent of [0, 16, 31, 127])
        expect(
          exception(
            endings(direction, { cause: silent }),
            (outcome, { cause: _cause, ...others }) => outcome === outcomeOf(others),
          ),
          `cause ${silent}`,
        ).toBe('none');
  });

  it('of a call that ended on this side blames no one else', () => {
    expect(Object.keys(outcomeByReason)).toEqual([...endReasons]);
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
