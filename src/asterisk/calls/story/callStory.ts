import type { Call, Direction } from '../../../cti/call.ts';
import type { CallEvent } from '../../../cti/event.ts';
import { noFeatures } from '../../../cti/features.ts';
import type { Instant } from '../../../cti/instant.ts';
import type { DialStatus } from '../../../cti/outcome.ts';
import { advance, type CallChange, type CallFacts } from '../../../cti/transition.ts';
import type { Away, Intent } from './away.ts';

/** The call's own leg that an Originate of ours makes, and what is known of how that went. */
export interface Origination {
  /** ActionID of the Originate: its `OriginateResponse` echoes it. */
  actionId: string | undefined;
  /** The agent's phone was lifted. */
  lifted: boolean;
  /** Reason of a failed `OriginateResponse`. */
  failure: number | undefined;
  /** The agent's phone diverts to this number. */
  divertedTo?: string;
  /** Uniqueid of the phone's own leg, which the call has left: `OriginateResponse` names it all the same. */
  divertedFrom?: string;
}

/** What is known of how a leg ended that was called. */
export interface Verdict {
  readonly status?: DialStatus;
  /** The cause it was hung up with, where no other leg has set it. */
  readonly cause?: number;
}

/**
 * One call as the adapter follows it: the call that everybody sees, and the legs behind it, which only the adapter sees. Legs are named
 * by Uniqueid.
 */
export class CallStory {
  call: Call;
  /** The call was reported; before that, its end is not reported either. */
  announced = false;
  /** Found by a rebuild: the snapshot will tell of it, and nothing else does before. */
  isQuiet = false;
  /** Since when its ends are known: when the last leg came, or was joined; on the monotonic clock, ms. */
  sinceMonoMs: number | undefined;
  readonly agentLegs = new Set<string>();
  /** The channel at the other end. */
  remote: string | undefined;
  /** Incoming: the channel that the call came from. */
  origin: string | undefined;
  /** Incoming: the channel whose dial rings the agent's phone. */
  dialler: string | undefined;
  /** Outgoing: the channels that were dialled for the call. */
  readonly dialled = new Set<string>();
  /** How the leg that ended last came out: that is what ended the call, if it was never connected. */
  verdict: Verdict = {};
  /** Legs whose own DialEnd was heard. */
  readonly dialEnds = new Set<string>();
  /** The other party was said to be busy, once. */
  saidBusy = false;
  cause: number | undefined;
  origination: Origination | undefined;
  /** Where the other party waits; `undefined`: with the agent's leg, as far as there is one. */
  away: Away | undefined;
  /** What a control of ours is about to do with the call. */
  intent: Intent | undefined;
  /** The agent's leg's neighbour in the bridge: the remote, or the half of a Local channel that leads to it. */
  neighbour: string | undefined;
  /** The leg that the PBX was told to mute. */
  mutedLeg: string | undefined;
  /** A transfer was seen: the end of the agent's leg is the call's way on, not its end. */
  isPassedOn = false;
  /** It ended while there was no link, at a time that is not known. */
  endedUnseen = false;
  /** Legs that brought a held call back or picked a ringing one up: what they say of the other party is our own text. */
  readonly helperLegs = new Map<string, 'resume' | 'pickUp'>();
  /** How a hold was learnt; one that was told by a Hold event is not ended by music that stops. */
  heldByMusic = false;
  /** A Hold event was heard: from then on music says nothing of holds. Another thread reports it, perhaps when the hold is over. */
  tellsHolds = false;
  /** Incoming: a colleague consults us by Atxfer, with a call of their own on hold. */
  isConsulted = false;
  /** The other party is no longer whom the agent dialled: who it is, the agent's leg tells. */
  hasMovedOn = false;
  /** Outgoing: the number dialled is that of a phone which was called for it; a group's, a queue's or a service's is not. */
  isToPerson = false;
  /** Outgoing: whom the agent's leg was told to be connected with, since they are. */
  connectedWith: string | undefined;
  /** What the agent's leg says of its connected line while that is still the party of its other call. */
  staleNumber: string | undefined;
  /** Incoming: the agent's phone has rung. */
  hasRung = false;
  /** The caller asked for their number not to be shown, though the PBX tells it. */
  isWithheld = false;
  /** The agent's side ended it. */
  dropped = false;
  /** Incoming, by a queue: a colleague has got the caller. */
  servedElsewhere = false;
  /** Incoming: when it last ceased to ring the caller had been answered already, by a menu or an announcement. */
  isCallerUp = false;
  /** The queue gave up ringing this member; or the agent's leg came back from the consultation before the colleague answered. */
  rangOut = false;
  /** Outgoing: the agent's leg has left it, and how the called leg came out is still to be told. */
  isLeft = false;
  /** The leg that ended before it was told how its dial came out (always on AMI 1.x), by Uniqueid. */
  awaitsDialEndOf: string | undefined;

  constructor(call: Call) {
    this.call = call;
  }

  get isConnected(): boolean {
    return this.call.connectedAt !== undefined;
  }

  /** The remote waits without a leg of the agent's. */
  get isWaitingAlone(): boolean {
    return this.away !== undefined;
  }

  /** Where it waits, leaving out that it is being brought into a conference. */
  get waiting(): Away | undefined {
    return this.away?.how === 'conference' ? this.away.from : this.away;
  }

  /** The space where the remote waits. */
  get parkedAt(): string | undefined {
    return this.waiting?.how === 'parked' ? this.waiting.space : undefined;
  }

  /** Uniqueid of the channel that hears music while both ends are up and apart: the remote, or the half of a Local channel. */
  get penned(): string | undefined {
    return this.waiting?.how === 'apart' ? this.waiting.waits : undefined;
  }

  /** The agent's leg is in a consultation that Atxfer made with it. */
  get isConsulting(): boolean {
    return this.waiting?.how === 'consulting';
  }

  /** Its two ends are being sent to a conference. */
  get isConferring(): boolean {
    return this.away?.how === 'conference';
  }

  /** A transfer, or a parking for anybody, was asked for or seen. */
  get movingOn(): boolean {
    return this.isPassedOn || this.intent?.to === 'leave';
  }

  /** The Uniqueids of all channels that the call goes by: what happens to others is nothing to it. */
  *channels(): Iterable<string> {
    yield* this.agentLegs;
    yield* this.helperLegs.keys();
    yield* this.dialled;
    const { remote, origin, dialler, neighbour, penned, mutedLeg, awaitsDialEndOf, origination } = this;
    const others = [remote, origin, dialler, neighbour, penned, mutedLeg, awaitsDialEndOf];
    for (const uniqueId of [...others, origination?.divertedFrom]) if (uniqueId !== undefined) yield uniqueId;
  }

  /** The other party waits there from now on; `undefined`: it is with the agent's leg again. */
  wait(waiting: Away | undefined): void {
    if (this.away?.how !== 'conference') this.away = waiting;
    else {
      const { how, room } = this.away;
      this.away = waiting === undefined ? { how, room } : { how, room, from: waiting };
    }
  }

  /** @returns the event to tell, or `undefined` when the change makes no sense now */
  change(change: CallChange, at: Instant, facts: CallFacts = {}): CallEvent | undefined {
    const next = advance(this.call, change, at, facts);
    if (next === undefined) return undefined;
    this.call = next;
    this.announced = true;
    return change.type === 'PutHoldAction' || change.type === 'EndHoldAction'
      ? { type: change.type, by: change.by, at, call: next }
      : { type: change.type, at, call: next };
  }

  /** After a take-over by masquerade: who was behind `a` is now behind `b`, and the other way round. */
  swap(a: string, b: string): void {
    const swapped = <Id extends string | undefined>(uniqueId: Id): Id | string =>
      uniqueId === a ? b : uniqueId === b ? a : uniqueId;
    this.remote = swapped(this.remote);
    const { waiting } = this;
    if (waiting?.how === 'apart') this.wait({ ...waiting, waits: swapped(waiting.waits) });
    this.neighbour = swapped(this.neighbour);
    this.mutedLeg = swapped(this.mutedLeg);
    this.origin = swapped(this.origin);
    this.dialler = swapped(this.dialler);
    for (const legs of [this.agentLegs, this.dialled]) {
      const [hasA, hasB] = [legs.delete(a), legs.delete(b)];
      if (hasA) legs.add(b);
      if (hasB) legs.add(a);
    }
    const helpers = [...this.helperLegs];
    this.helperLegs.clear();
    for (const [uniqueId, purpose] of helpers) this.helperLegs.set(swapped(uniqueId), purpose);
  }
}

export interface CallSeed {
  readonly id: string;
  readonly direction: Direction;
  readonly line: string;
  readonly number: string;
  readonly name?: string;
  readonly uniqueId?: string;
  readonly linkedId?: string | undefined;
}

export function newCall(seed: CallSeed, at: Instant): Call {
  const { linkedId } = seed;
  return {
    id: seed.id,
    direction: seed.direction,
    state: seed.direction === 'outgoing' ? 'dialing' : 'ringing',
    phase: seed.direction === 'outgoing' ? 'agentRinging' : 'ringing',
    number: seed.number,
    name: seed.name ?? '',
    line: seed.line,
    uniqueId: seed.uniqueId ?? '',
    ...(linkedId === undefined ? {} : { linkedId }),
    startedAt: at.wallMs,
    countedAtMonoMs: at.monoMs,
    holdMs: 0,
    talkMs: 0,
    phaseSinceMonoMs: at.monoMs,
    features: noFeatures,
  };
}
