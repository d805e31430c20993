import type { CallParty } from './people/contact.ts';
import type { PbxApplication } from './application.ts';
import type { Features } from './features.ts';
import type { EndReason, Outcome } from './outcome.ts';

export const directions = ['outgoing', 'incoming'] as const;

export type Direction = (typeof directions)[number];

/** Where the call stands; the legal ways from one to the next are in `transition.ts`. */
export const callStates = ['dialing', 'ringing', 'queued', 'talking', 'held', 'ended'] as const;

export type CallState = (typeof callStates)[number];

/**
 * The same, finer, as the panel says it. `agentRinging`: the agent's own phone rings, pick it up; `calling`: the other party is
 * dialled; `ringing`: their phone (outgoing) or ours (incoming) rings; `conference`: talking, with more than two parties;
 * `queued`: it rang here, and the caller waits on in a queue or in the dial plan, which may ring again; `resuming`: a held call is on its way back to the phone.
 */
export const phases = [
  'agentRinging',
  'calling',
  'ringing',
  'queued',
  'talking',
  'conference',
  'onHold',
  'heldByRemote',
  'resuming',
  'ended',
] as const;

export type Phase = (typeof phases)[number];

export const heldBySides = ['agent', 'remote', 'both'] as const;

export type HeldBy = (typeof heldBySides)[number];

/** A conversation of the line with a remote party. It outlives its legs. Plain JSON. */
export interface Call extends CallParty {
  /** Stable for the life of the call, and never used again by another. */
  readonly id: string;
  readonly direction: Direction;
  readonly state: CallState;
  readonly phase: Phase;
  /** The other party's number as the PBX gives it; empty when withheld. */
  readonly number: string;
  /** The other party's name, from the directory or else as the PBX gives it: text, never markup; may be empty. */
  readonly name: string;
  /** The line's extension. */
  readonly line: string;
  readonly queue?: string;
  /** The number that the caller dialled, where it is not the line's own. */
  readonly did?: string;
  /** The Asterisk Uniqueid of the call's own leg at present; it changes when a leg is replaced. */
  readonly uniqueId: string;
  readonly linkedId?: string;
  readonly heldBy?: HeldBy;
  /**
   * Keys that came with the number and are not yet sent, for the agent to send once the call is answered: an extension, a passcode. Kept
   * nowhere else.
   */
  readonly keys?: string;
  /** This call is a consultation: the id of the call that it was begun from. */
  readonly consultFor?: string;
  /** The calls with the same text are one conference. */
  readonly conference?: string;
  /** The other party does not hear the agent; the agent hears them. */
  readonly muted?: boolean;
  /** At the other end is the PBX itself and no person, so it cannot be held, parked or joined. */
  readonly application?: PbxApplication;
  /** How often it has rung here, where a queue or the dial plan has let it ring again. */
  readonly rings?: number;
  /** The other party's phone said that it is busy. */
  readonly remoteBusy?: boolean;
  /** Wall clock, ms since 1970. */
  readonly startedAt: number;
  readonly ringingAt?: number;
  readonly connectedAt?: number;
  readonly endedAt?: number;
  /** Monotonic ms at which `talkMs` and `holdMs` were right; a running clock adds what has passed since. */
  readonly countedAtMonoMs: number;
  /** ms on hold by the agent's side, until `countedAtMonoMs`. */
  readonly holdMs: number;
  /** ms connected and not on hold by the agent's side, until `countedAtMonoMs`. */
  readonly talkMs: number;
  /** Monotonic ms at which the present phase began. */
  readonly phaseSinceMonoMs: number;
  /** Its end was not seen, for the link was lost or the computer asleep: `endedAt`, `talkMs` and `holdMs` are the most that they can be. */
  readonly approximate?: true;
  readonly outcome?: Outcome;
  /** Set where the outcome has its reason on this side: the agent's own phone, or a lost link. */
  readonly endReason?: EndReason;
  /** Q.850 hangup cause, where one was given. */
  readonly cause?: number;
  /** The link to the PBX was lost since; whether the call still stands is being found out. */
  readonly checking?: boolean;
  /** Found standing when the link was made: no PBX reports whether such a call is on hold. Known again with its next hold or resume. */
  readonly holdUnknown?: boolean;
  readonly features: Features;
  /** Fields of the PBX's packets that the settings ask to hand on, by name. */
  readonly privateData?: Readonly<Record<string, string>>;
}

/** Both clocks of a call at a moment of the monotonic clock, in ms. */
export function clocks(call: Call, nowMonoMs: number): { readonly talkMs: number; readonly holdMs: number } {
  const runningMs = Math.max(0, nowMonoMs - call.countedAtMonoMs);
  const { talkMs, holdMs } = call;
  if (call.connectedAt === undefined || call.state === 'ended') return { talkMs, holdMs };
  return isHeldByAgent(call)
    ? { talkMs, holdMs: holdMs + runningMs }
    : { talkMs: talkMs + runningMs, holdMs };
}

/** "On hold" to the agent: a call that only the remote holds is not. */
export function isHeldByAgent(call: Call): boolean {
  return call.heldBy === 'agent' || call.heldBy === 'both';
}
