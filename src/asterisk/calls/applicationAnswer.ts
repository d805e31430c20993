import type { Timer } from '../../world/edges.ts';
import { type Answerer, answererOf, refusalOf } from '../pbx/application.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';
import { CallerWatch, type WatchOptions } from './queue/callerWatch.ts';
import { sayBusy } from './dialling.ts';
import { learnDialEnd } from './story/verdict.ts';
import { connectToPbx, isLeftToPbx } from './pbxParty.ts';

/** A dial plan that calls somebody has begun to by then, and one that does not has come to its application, ms. */
const firstLookMs = 1_000;
/** The next looks follow with growing patience, up to this, ms: an announcement may come before the menu. */
const patienceMs = 5_000;
/** Where nothing has changed for a minute, this is often enough, ms. */
const idleMs = 15_000;
const eagerForMs = 60_000;
/** Who is in an application for so long that others only pass through is talking to it, ms. */
const lastsMs = 4_000;

/** One leg that is looked at. */
interface Look {
  timer: Timer | undefined;
  pauseMs: number;
  /** The application that it was in at the last look, and since when. */
  seen: { readonly application: string | undefined; readonly sinceMs: number };
}

/**
 * A call to an application alone (a menu, a mailbox, an echo test) rings nowhere and is joined with no channel: the least account is
 * told of it by no event. While the agent's leg is there without anybody, the PBX is asked for this one channel now and then.
 */
export class ApplicationWatch {
  readonly #options: WatchOptions;
  readonly #looks = new Map<string, Look>();
  readonly #callers: CallerWatch;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#callers = new CallerWatch(options);
  }

  /** Call it after each event of the channel. */
  look(channel: AsteriskChannel | undefined): void {
    if (channel === undefined || this.#looks.has(channel.uniqueId) || !this.#isAlone(channel)) return;
    const sinceMs = this.#options.clock.now().monoMs;
    this.#wait(channel, {
      timer: undefined,
      pauseMs: firstLookMs,
      seen: { application: undefined, sinceMs },
    });
  }

  /** Call it when something happened to others: somebody whom a leg of ours called may have gone. */
  lookAround(): void {
    const { calls } = this.#options;
    for (const story of calls.all()) {
      for (const uniqueId of story.agentLegs) this.look(calls.channels.get(uniqueId));
    }
    this.#callers.lookAround();
  }

  clear(): void {
    this.#callers.clear();
    for (const { timer } of this.#looks.values()) this.#options.clock.clearTimeout(timer);
    this.#looks.clear();
  }

  #wait(channel: AsteriskChannel, look: Look): void {
    look.timer = this.#options.clock.setTimeout(() => void this.#askFor(channel, look), look.pauseMs);
    this.#looks.set(channel.uniqueId, look);
  }

  async #askFor(channel: AsteriskChannel, look: Look): Promise<void> {
    const { calls, clock, ask } = this.#options;
    const item = this.#isAlone(channel) ? await ask(channel.name) : undefined;
    // The link broke meanwhile.
    if (this.#looks.get(channel.uniqueId) !== look) return;
    this.#looks.delete(channel.uniqueId);
    if (item?.facts.uniqueId !== channel.uniqueId || !this.#isAlone(channel)) return;
    const at = clock.now();
    if (look.seen.application !== item.application)
      look.seen = { application: item.application, sinceMs: at.monoMs };
    const story = calls.storyOfAgentLeg(channel.uniqueId);
    const refusal = refusalOf(item);
    if (story !== undefined && refusal !== undefined) {
      learnDialEnd(story, undefined, refusal);
      sayBusy(calls, story, at);
    }
    const answerer = answererOf(item) ?? this.#answererUnnamed(channel, item);
    const isTalking = answerer?.lasts === false || at.monoMs - look.seen.sinceMs >= lastsMs;
    if (answerer !== undefined && isTalking) {
      connectToPbx(calls, channel, answerer.application, at, item.facts.exten);
    }
    const isEager = at.monoMs - look.seen.sinceMs < eagerForMs;
    look.pauseMs = isEager ? Math.min(look.pauseMs + firstLookMs, patienceMs) : idleMs;
    this.#wait(channel, look);
  }

  /** Where the PBX names no application, all that is known is that it answered the call that the phone dialled. */
  #answererUnnamed(channel: AsteriskChannel, { application, called }: ChannelSnapshot): Answerer | undefined {
    const isUnknown = application === undefined && !called && channel.state === 'up' && !channel.called;
    const story = this.#options.calls.storyOfAgentLeg(channel.uniqueId);
    return isUnknown && story?.origination === undefined ? { application: 'other', lasts: true } : undefined;
  }

  /** The agent's leg is up, or heard before an answer, in no call or in one without a party. */
  #isAlone(channel: AsteriskChannel): boolean {
    const { calls } = this.#options;
    if (!calls.isOurs(channel) || channel.isZombie || channel.bridgeId !== undefined) return false;
    if (channel.state !== 'up' && channel.state !== 'ring') return false;
    if (calls.channels.get(channel.uniqueId) !== channel) return false;
    const story = calls.storyOfAgentLeg(channel.uniqueId);
    if (story === undefined) return !channel.called && !calls.isRemote(channel);
    return !story.helperLegs.has(channel.uniqueId) && isLeftToPbx(calls, story);
  }
}
