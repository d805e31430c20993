export const outcomes = [
  'answered',
  'noAnswer',
  'busy',
  'rejected',
  'cancelled',
  'failed',
  'answeredElsewhere',
  'transferred',
] as const;

export type Outcome = (typeof outcomes)[number];

/** An incoming call that was not answered, here or elsewhere. */
export function isMissed({
  direction,
  outcome,
}: {
  direction: string;
  outcome?: Outcome | undefined;
}): boolean {
  const lost =
    outcome === 'noAnswer' || outcome === 'cancelled' || outcome === 'busy' || outcome === 'failed';
  return direction === 'incoming' && lost;
}

/** Why a call ended that never got as far as the other party, or whose reason can no longer be known. */
export const endReasons = [
  'phoneBusy',
  'phoneRejected',
  'phoneNotAnswered',
  'phoneUnreachable',
  /** The PBX took the order to call, and never reported what became of it. */
  'notReported',
  'phoneDiverted',
  'connectionLost',
] as const;

export type EndReason = (typeof endReasons)[number];

/** Outcomes of calls that ended on this side: the other party had no part in them. */
export const outcomeByReason: Readonly<Record<EndReason, Outcome>> = {
  phoneBusy: 'failed',
  phoneRejected: 'cancelled',
  phoneNotAnswered: 'cancelled',
  phoneUnreachable: 'failed',
  notReported: 'failed',
  phoneDiverted: 'failed',
  connectionLost: 'failed',
};

/** Asterisk's DIALSTATUS of the leg that decides, as the Dial application reports it. */
export type DialStatus =
  | 'ANSWER'
  | 'BUSY'
  | 'NOANSWER'
  | 'CANCEL'
  | 'CONGESTION'
  | 'CHANUNAVAIL'
  | 'DONTCALL'
  | 'TORTURE'
  | 'INVALIDARGS'
  | 'ABORT'
  | 'CONTINUE';

/** What is known when a call is over. */
export interface Ending {
  readonly direction: 'outgoing' | 'incoming';
  /** The two parties were connected at least once. */
  readonly connected: boolean;
  /** DIALSTATUS of the leg that was called: the remote's on an outgoing call, the agent's on an incoming one. */
  readonly dialStatus?: DialStatus;
  /** Hangup cause (Q.850) of that same leg. */
  readonly cause?: number;
  /** The agent's side ended it: on the phone while it rang out, or by command. */
  readonly endedByAgent?: boolean;
  /** Incoming: whether the agent's phone rang before it ended. */
  readonly rang?: boolean;
  /** Incoming: the caller waited in a queue, and a colleague got them. */
  readonly servedElsewhere?: boolean;
  /** The remote party went on to talk to somebody else. */
  readonly movedOn?: boolean;
}

/** Q.850 causes that say more than the dial status. Never 16 (normal clearing) alone: it ends missed calls, too. */
const byCause: Readonly<Partial<Record<number, Outcome>>> = {
  1: 'failed', // unallocated number: a trunk's 404 is NOANSWER with cause 1 on 16 and 22
  2: 'failed',
  3: 'failed',
  17: 'busy',
  19: 'noAnswer',
  20: 'failed', // subscriber absent: the phone is not registered
  21: 'rejected', // a 603 is BUSY on 11 and 16 chan_sip, NOANSWER on PJSIP; only the cause tells it apart
  26: 'answeredElsewhere',
  27: 'failed',
  28: 'failed',
  34: 'failed',
  38: 'failed',
  42: 'failed',
};

const byDialStatus: Readonly<Record<DialStatus, Outcome>> = {
  ANSWER: 'answered',
  BUSY: 'busy',
  NOANSWER: 'noAnswer',
  CANCEL: 'cancelled',
  CONGESTION: 'failed',
  CHANUNAVAIL: 'failed',
  DONTCALL: 'rejected',
  TORTURE: 'rejected',
  INVALIDARGS: 'failed',
  ABORT: 'cancelled',
  CONTINUE: 'cancelled', // lifted, but the call was never put through: hung up while they were asked to press a key (Dial's U)
};

/**
 * How a call ended, in the one place that decides it: by what the leg's own DialEnd says, and by causes only where that leaves it
 * open. An incoming call that was never connected is never `answered`, whatever the dial status says: the agent's phone may have
 * been up for a moment while the caller left.
 */
export function outcomeOf(ending: Ending): Outcome {
  if (ending.connected) return ending.movedOn === true ? 'transferred' : 'answered';
  if (ending.direction === 'outgoing') return ofOutgoing(ending);
  const outcome = ofIncoming(ending);
  // What the agent has decided stays.
  return ending.servedElsewhere === true && outcome !== 'rejected' ? 'answeredElsewhere' : outcome;
}

function ofIncoming({ dialStatus: status, cause, endedByAgent, rang }: Ending): Outcome {
  const isEndOfDial = status !== undefined && status !== 'ANSWER';
  const told = cause === undefined ? undefined : byCause[cause];
  if (told === 'answeredElsewhere') return told;
  if (endedByAgent === true) return 'rejected';
  // The caller gave up; a cause beside it is the caller's, or a colleague's.
  if (status === 'CANCEL') return 'cancelled';
  // The agent's phone says 486 both for "busy" and for the decline key; after it has rung it is the agent's own decision.
  if (status === 'BUSY' || (told === 'busy' && !isEndOfDial))
    return rang === false && told !== 'rejected' ? 'busy' : 'rejected';
  // No leg of its own says busy in this way: it is a colleague's.
  if (told !== undefined && told !== 'busy') return told;
  return isEndOfDial ? byDialStatus[status] : 'noAnswer';
}

function ofOutgoing({ dialStatus: status, cause, endedByAgent }: Ending): Outcome {
  const isEndOfDial = status !== undefined && status !== 'ANSWER';
  const told = cause === undefined ? undefined : byCause[cause];
  if (status === 'CANCEL') return 'cancelled';
  if (status === 'BUSY') return told === 'rejected' ? told : 'busy';
  if (isEndOfDial) return told === undefined || told === 'busy' ? byDialStatus[status] : told;
  return endedByAgent === true ? 'cancelled' : (told ?? 'cancelled');
}
