import type { CtiEvent } from '../../../cti/event.ts';
import type { Instant } from '../../../cti/instant.ts';
import { type EndReason, outcomeByReason, outcomeOf } from '../../../cti/outcome.ts';
import { type CallChange, type CallFacts, withFacts } from '../../../cti/transition.ts';
import type { CallStory } from './callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { AsteriskChannels, byArrival } from '../../pbx/channels.ts';
import { ExpectedLegs } from './expectedLegs.ts';
import { identityOf, noticeMove } from './identity.ts';
import { verdictOf } from './verdict.ts';

export interface AdapterOptions {
  readonly extension: string;
  /** The phone as Asterisk names it, e.g. `PJSIP/101`. */
  readonly device: string;
  /** RingStarted of an incoming call when the phone reports Ringing, rather than when it is dialled. */
  readonly sendRingStartedOnRingingState: boolean;
  readonly newId: () => string;
  readonly emit: (event: CtiEvent) => void;
  /** Those of the PBX, which other lines go by as well; without them, the line follows channels of its own. */
  readonly channels?: AsteriskChannels;
  /** `concerns` may be other than before, though no event was followed. */
  readonly onConcerns?: () => void;
  /** A leg of the agent's phone waits in silence for a call that has ended; nothing else will hang it up. */
  readonly onLegLeft?: (channelName: string) => void;
}

/** The calls of one line with the legs behind them, and the only place that emits their events. */
export class LineCalls {
  readonly options: AdapterOptions;
  readonly channels: AsteriskChannels;
  readonly expected: ExpectedLegs;
  /** A queue that does not tell whom it calls, once one was noticed. */
  silentQueue: string | undefined;
  readonly #stories = new Map<string, CallStory>();

  constructor(options: AdapterOptions) {
    this.options = options;
    this.channels = options.channels ?? new AsteriskChannels();
    this.expected = new ExpectedLegs(() => options.onConcerns?.());
  }

  get size(): number {
    return this.#stories.size;
  }

  get(callId: string): CallStory | undefined {
    return this.#stories.get(callId);
  }

  all(): IterableIterator<CallStory> {
    return this.#stories.values();
  }

  /** The line follows every event about one of these Uniqueids or ActionIDs, beside those of its phone. */
  *concerns(): Iterable<string> {
    for (const story of this.all()) yield* story.channels();
    yield* this.expected.ids();
  }

  /** All channels that hang together with the line's phone or its calls, as they came. */
  related(): readonly AsteriskChannel[] {
    const own = this.channels.ofDevice(this.options.device).map(({ uniqueId }) => uniqueId);
    return byArrival(this.channels.related([...own, ...this.concerns()]));
  }

  /** A phone that diverts a click-to-call is followed by the name of a channel that hangs together with nothing. */
  get followsAll(): boolean {
    for (const { origination } of this.all())
      if (origination?.divertedTo !== undefined && !origination.lifted) return true;
    return false;
  }

  add(story: CallStory): void {
    this.#stories.set(story.call.id, story);
    this.options.onConcerns?.();
  }

  remove(callId: string): void {
    this.#stories.delete(callId);
  }

  /** @returns whether the change made sense and was told */
  tell(story: CallStory, change: CallChange, at: Instant, facts: CallFacts = {}): boolean {
    const event = story.change(change, at, facts);
    if (event === undefined) return false;
    if (!story.isQuiet) this.options.emit(event);
    return true;
  }

  inform(story: CallStory, facts: CallFacts, at: Instant): void {
    if (story.announced) this.tell(story, { type: 'CallInfoChanged' }, at, facts);
    else story.call = withFacts(story.call, facts);
  }

  identify(story: CallStory, at: Instant): void {
    noticeMove(story, this.channels);
    const { number, name } = identityOf(story, this.channels);
    if (number !== story.call.number || name !== story.call.name) this.inform(story, { number, name }, at);
  }

  attach(story: CallStory, leg: AsteriskChannel, at: Instant): void {
    const before = this.storyOfAgentLeg(leg.uniqueId);
    if (before === story) return;
    if (before !== undefined) {
      before.agentLegs.delete(leg.uniqueId);
      if (before.agentLegs.size === 0) this.finish(before, at);
    }
    story.agentLegs.add(leg.uniqueId);
    this.options.onConcerns?.();
    story.sinceMonoMs = at.monoMs;
    story.awaitsDialEndOf = undefined;
    // Events come from several threads of Asterisk: the ringing may have been told before the dial.
    story.hasRung ||= leg.state === 'ringing';
    if (story.announced && story.agentLegs.size === 1 && !story.helperLegs.has(leg.uniqueId)) {
      this.inform(story, this.ownFacts(story), at);
    }
  }

  finish(story: CallStory, at: Instant, reason?: EndReason, movedOn = false): void {
    this.#stories.delete(story.call.id);
    this.expected.forget(story.call.id);
    if (!story.announced) return;
    const { waiting, intent } = story;
    if (waiting?.how === 'apart' && (waiting.byUs || intent?.to === 'leave')) {
      for (const uniqueId of story.agentLegs) {
        const left = this.channels.get(uniqueId);
        if (left !== undefined) this.options.onLegLeft?.(left.name);
      }
    }
    // 0 is Asterisk's "not defined" (causes.h), no cause of Q.850.
    const cause = story.cause === 0 ? undefined : story.cause;
    const verdict = verdictOf(story, this.channels);
    const outcome =
      reason === undefined
        ? outcomeOf({
            direction: story.call.direction,
            connected: story.isConnected,
            ...(verdict.status === undefined ? {} : { dialStatus: verdict.status }),
            ...(verdict.cause === undefined ? {} : { cause: verdict.cause }),
            endedByAgent: story.dropped,
            rang: story.hasRung,
            servedElsewhere: story.servedElsewhere,
            movedOn: movedOn || story.movingOn,
          })
        : outcomeByReason[reason];
    this.tell(
      story,
      {
        type: 'RingFinished',
        outcome,
        ...(cause === undefined ? {} : { cause }),
        ...(reason === undefined ? {} : { endReason: reason }),
        ...(story.endedUnseen ? { approximate: true } : {}),
      },
      at,
    );
  }

  ownLeg(story: CallStory): AsteriskChannel | undefined {
    for (const uniqueId of story.agentLegs) {
      const leg = this.channels.get(uniqueId);
      if (leg?.isZombie === false) return leg;
    }
    return undefined;
  }

  ownFacts(story: CallStory): CallFacts {
    const leg = this.ownLeg(story);
    if (leg === undefined) return {};
    return { uniqueId: leg.uniqueId, ...(leg.linkedId === undefined ? {} : { linkedId: leg.linkedId }) };
  }

  isOurs(channel: AsteriskChannel): boolean {
    return channel.device === this.options.device;
  }

  isRemote(channel: AsteriskChannel): boolean {
    for (const story of this.all()) if (story.remote === channel.uniqueId) return true;
    return false;
  }

  storyOfAgentLeg(uniqueId: string | undefined): CallStory | undefined {
    if (uniqueId === undefined) return undefined;
    for (const story of this.all()) if (story.agentLegs.has(uniqueId)) return story;
    return undefined;
  }

  /** Whose call a dialling channel acts for: the agent's leg itself, or a Local channel whose other half dialled or joined it. */
  storyBehind(channel: AsteriskChannel): CallStory | undefined {
    const own = this.storyOfAgentLeg(channel.uniqueId);
    if (own !== undefined || !channel.isLocal) return own;
    const half = this.channels.otherHalf(channel);
    if (half === undefined) return undefined;
    for (const peer of this.channels.peers(half)) {
      const story = this.storyOfAgentLeg(peer.uniqueId);
      if (story !== undefined) return story;
    }
    // The agent has lifted, but the bridge is not told of yet: on 16 and 22 the other half may dial on before.
    for (const story of this.all()) {
      for (const leg of story.agentLegs) {
        if (this.channels.get(leg)?.dialledBy === half.uniqueId) return story;
      }
    }
    return undefined;
  }
}
