import type { Call } from '../cti/call.ts';
import { type CtiEvent, isCallEvent } from '../cti/event.ts';

/** `changed`: somebody else is at the other end, after a transfer or because the number came late. */
export const moments = ['ringing', 'answered', 'changed', 'ended'] as const;

export type Moment = (typeof moments)[number];

/** Something that a page or a program may be started for; it is reported once. */
export interface CallMoment {
  readonly moment: Moment;
  readonly call: Call;
  /** The number of the one whom the call is about: with a colleague who is asked for a customer, the customer's. */
  readonly firstCaller: string;
}

interface Followed {
  readonly call: Call;
  readonly firstCaller: string;
  /** Numbers of those who were at the other end, as they came. */
  readonly parties: readonly string[];
  readonly reached: ReadonlySet<Moment>;
}

/** More parties than this are at the other end of no call; a phone system that claims more opens nothing more. */
const mostParties = 8;
/** So many moments are remembered for the next start; they are of the last calls. */
const mostKept = 300;
/** Ended calls that can still be asked about. */
const mostEnded = 20;

/**
 * Follows the calls of a line and gives each of their moments once: also where a queue rings the agent again and again for one caller,
 * and where the link was lost or Offhook was started again in between.
 */
export class Moments {
  readonly #calls = new Map<string, Followed>();
  readonly #ended = new Map<string, Followed>();
  /** What was told, by thread, moment and party. */
  readonly #told: Set<string>;

  /** @param told what `kept` gave at an earlier time */
  constructor(told: Iterable<string> = []) {
    this.#told = new Set(told);
  }

  /** Already reported, and not to be reported again, even after a restart; latest last. */
  get kept(): readonly string[] {
    return [...this.#told].slice(-mostKept);
  }

  /** A call that stands, or one of the last that have ended. */
  find(callId: string): Pick<CallMoment, 'call' | 'firstCaller'> | undefined {
    return this.#calls.get(callId) ?? this.#ended.get(callId);
  }

  /** The latest call. */
  get last(): Pick<CallMoment, 'call' | 'firstCaller'> | undefined {
    return [...this.#calls.values()].at(-1) ?? [...this.#ended.values()].at(-1);
  }

  take(event: CtiEvent): readonly CallMoment[] {
    if (event.type === 'ActiveCallSnapshot') return this.#found(event.calls);
    return isCallEvent(event) ? this.#follow(event.call) : [];
  }

  /** A call that is talked on when Offhook starts is no news to the agent; one that rings is. */
  #found(calls: readonly Call[]): readonly CallMoment[] {
    const standing = new Set(calls.map(({ id }) => id));
    for (const id of this.#calls.keys()) if (!standing.has(id)) this.#calls.delete(id);
    return calls.flatMap((call) => {
      if (call.checking === true) return [];
      const isNews = this.#calls.has(call.id) || call.state === 'ringing' || call.state === 'dialing';
      const found = this.#follow(call);
      return isNews ? found : [];
    });
  }

  #follow(call: Call): readonly CallMoment[] {
    const before = this.#calls.get(call.id);
    const parties = partiesOf(call, before?.parties ?? []);
    const firstCaller = this.#firstCallerOf(call, before);
    const due = momentsOf(call, before, parties);
    const reached = new Set([...(before?.reached ?? []), ...due]);
    const followed: Followed = { call, firstCaller, parties, reached };
    const news = due.filter((moment) => this.#isNews(call, moment));
    this.#calls.delete(call.id);
    if (call.state === 'ended') this.#end(followed);
    else this.#calls.set(call.id, followed);
    return news.map((moment) => ({ moment, call, firstCaller }));
  }

  #firstCallerOf(call: Call, before: Followed | undefined): string {
    const about = call.consultFor === undefined ? undefined : this.#calls.get(call.consultFor);
    if (about !== undefined) return about.firstCaller;
    // The consultation is over, its call goes on: it is still about the same customer.
    const wasAbout = before !== undefined && before.firstCaller !== before.call.number;
    return wasAbout ? before.firstCaller : call.number;
  }

  #isNews(call: Call, moment: Moment): boolean {
    const key = `${threadOf(call)} ${moment} ${tailOf(call.number)}`;
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }

  #end(followed: Followed): void {
    const { call } = followed;
    // They have spoken: should the caller come to this agent once more, that is another matter.
    if (call.connectedAt !== undefined)
      for (const key of this.#told) if (key.startsWith(`${threadOf(call)} `)) this.#told.delete(key);
    for (const key of [...this.#told].slice(0, -mostKept)) this.#told.delete(key);
    this.#ended.set(call.id, followed);
    for (const id of [...this.#ended.keys()].slice(0, -mostEnded)) this.#ended.delete(id);
  }
}

/** All that has come about with this picture of the call, in order. */
function momentsOf(call: Call, before: Followed | undefined, parties: readonly string[]): readonly Moment[] {
  const reached = before?.reached ?? new Set();
  if (call.state === 'ended') return ['ended'];
  const rings = call.ringingAt !== undefined || call.state === 'ringing' || call.connectedAt !== undefined;
  const due: Moment[] = [];
  if (rings && !reached.has('ringing')) due.push('ringing');
  else if (rings && parties.length > (before?.parties.length ?? 0)) due.push('changed');
  if (call.connectedAt !== undefined && !reached.has('answered')) due.push('answered');
  return due;
}

function partiesOf(call: Call, before: readonly string[]): readonly string[] {
  const isOther = call.number !== '' && !before.some((number) => isSameParty(number, call.number));
  const isOne = call.conference === undefined && call.application === undefined;
  return isOther && isOne && before.length < mostParties ? [...before, call.number] : before;
}

/** A phone system may write one number in several ways in the course of a call: seven digits are enough to know it by. */
function isSameParty(one: string, other: string): boolean {
  return tailOf(one) === tailOf(other);
}

function tailOf(number: string): string {
  const digits = number.replace(/[^0-9]/g, '');
  return digits.length < 7 ? number : digits.slice(-7);
}

/** What all attempts to reach an agent for one caller have in common. */
function threadOf({ linkedId, uniqueId }: Call): string {
  return linkedId ?? uniqueId;
}
