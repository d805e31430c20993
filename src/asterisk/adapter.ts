import type { Call } from '../cti/call.ts';
import type { CtiEvent } from '../cti/event.ts';
import type { Instant } from '../cti/instant.ts';
import { type EndReason, outcomeByReason, outcomeOf } from '../cti/outcome.ts';
import type { CallChange, CallFacts } from '../cti/transition.ts';
import { CallStory, newCall } from './callStory.ts';
import { type AsteriskChannel, deviceOfChannel } from './channel.ts';
import type { ChannelEvent, ChannelFacts } from './channelEvent.ts';
import { AsteriskChannels } from './channels.ts';
import { ExpectedLegs, type LegPurpose } from './expectedLegs.ts';
import { identityOf } from './identity.ts';

export interface AdapterOptions {
  readonly extension: string;
  /** The phone as Asterisk names it, e.g. `PJSIP/101`. */
  readonly device: string;
  /** RingStarted of an incoming call when the phone reports Ringing, rather than when it is dialled. */
  readonly sendRingStartedOnRingingState: boolean;
  readonly newId: () => string;
  readonly emit: (event: CtiEvent) => void;
}

/**
 * Turns what happens to channels into what happens to the calls of one line. It knows no socket, no clock and no version: events
 * come in with their moment, call events go out.
 */
export class AsteriskAdapter {
  readonly channels = new AsteriskChannels();
  readonly #options: AdapterOptions;
  readonly #stories = new Map<string, CallStory>();
  readonly #expected = new ExpectedLegs();

  constructor(options: AdapterOptions) {
    this.#options = options;
  }

  story(callId: string): CallStory | undefined {
    return this.#stories.get(callId);
  }

  stories(): readonly CallStory[] {
    return [...this.#stories.values()];
  }

  handle(event: ChannelEvent, at: Instant): void {
    switch (event.type) {
      case 'created':
        return this.#created(this.channels.learn(event.channel), at);
      case 'changed':
        return this.#changed(this.channels.learn(event.channel), at);
      case 'dialBegun':
        return this.#dialBegun(event.caller, event.dest, at);
      case 'dialEnded':
        return this.#dialEnded(event, at);
      case 'bridgeEntered':
        return this.#joined(this.channels.learn(event.channel), event.bridgeId, at);
      case 'bridgeLeft': {
        const channel = this.channels.get(event.channel.uniqueId);
        if (channel !== undefined) this.channels.leave(channel, event.bridgeId);
        return;
      }
      case 'held':
      case 'unheld':
        return this.#held(this.channels.learn(event.channel), event.type === 'held', at);
      case 'musicStarted':
      case 'musicStopped':
        return this.#music(event.channel, event.type === 'musicStarted', at);
      case 'renamed':
        return this.#renamed(event.uniqueId, event.to, at);
      case 'joinedQueue':
      case 'leftQueue': {
        const channel = this.channels.get(event.uniqueId);
        if (channel !== undefined) channel.queue = event.type === 'joinedQueue' ? event.queue : undefined;
        return;
      }
      case 'queueDialled':
        return this.#queueDialled(event.uniqueId, event.destName, at);
      case 'queueRingEnded': {
        for (const story of this.#stories.values()) story.rangOut ||= story.origin === event.uniqueId;
        return;
      }
      case 'parked':
        return this.#parked(event.parkee, event.space, event.parker, at);
      case 'unparked':
        return this.#unparked(event.parkee, event.retrieverName, at);
      case 'originated':
        return this.#originated(event, at);
      case 'hungUp':
        return this.#hungUp(event.channel, event.cause, at);
    }
  }

  // What the controls tell before they act, so that the events that follow are understood.

  /** A call that an Originate of ours begins; it is told of by `taken`. */
  beginCall(callId: string, number: string, at: Instant): void {
    const call = newCall({ id: callId, direction: 'outgoing', line: this.#options.extension, number }, at);
    const story = new CallStory(call);
    story.origination = { actionId: undefined, lifted: false, failure: undefined };
    this.#stories.set(callId, story);
  }

  /** The PBX took the Originate: the call exists. */
  taken(callId: string, actionId: string, at: Instant): void {
    const story = this.#stories.get(callId);
    if (story === undefined) return;
    this.#expected.confirm(callId, actionId);
    if (story.origination !== undefined) story.origination.actionId = actionId;
    if (!story.announced) this.#tell(story, { type: 'CallInfoChanged' }, at);
  }

  /** The PBX refused the Originate: there never was a call. */
  forget(callId: string): void {
    this.#stories.delete(callId);
    this.#expected.forget(callId);
  }

  /** A leg of the line's device is about to come for this call. */
  expectLeg(callId: string, purpose: LegPurpose, channelId?: string): void {
    this.#expected.add({ callId, purpose, ...(channelId === undefined ? {} : { channelId }) });
  }

  /** The PBX took the Originate of that leg. */
  confirmLeg(callId: string, actionId: string): void {
    this.#expected.confirm(callId, actionId);
  }

  unexpectLeg(callId: string): void {
    this.#expected.forget(callId);
  }

  setParking(callId: string, parking: boolean, at: Instant): void {
    const story = this.#stories.get(callId);
    if (story === undefined) return;
    story.parking = parking;
    // The parking came to nothing and the agent's leg went meanwhile: now that is the end.
    if (!parking && story.parkedAt === undefined && story.agentLegs.size === 0) this.#finish(story, at);
  }

  setDropped(callId: string): void {
    const story = this.#stories.get(callId);
    if (story !== undefined) story.dropped = true;
  }

  setPhase(callId: string, phase: Call['phase'], at: Instant): void {
    const story = this.#stories.get(callId);
    if (story !== undefined && story.call.phase !== phase) this.#inform(story, { phase }, at);
  }

  /** Ends a call that a rebuild did not find again. */
  lose(story: CallStory, at: Instant): void {
    if (story.isConnected) this.#finish(story, at);
    else this.#finish(story, at, 'connectionLost');
  }

  adopt(story: CallStory): void {
    story.announced = true;
    this.#stories.set(story.call.id, story);
  }

  /** After a rebuild the two ends of a call may have found each other meanwhile. */
  settle(story: CallStory, at: Instant): void {
    this.#connect(story, at);
  }

  /** The link is gone: what is known of channels is void, the calls wait for the rebuild. */
  forgetChannels(): void {
    this.channels.clear();
    this.#expected.clear();
    for (const story of this.#stories.values()) {
      const { announced } = story;
      if (announced) story.call = { ...story.call, checking: true };
      else this.#stories.delete(story.call.id);
    }
  }

  /** Fields of a packet about one of the call's legs that the settings ask to hand on. */
  note(uniqueId: string, fields: Readonly<Record<string, string>>, at: Instant): void {
    for (const story of this.#stories.values()) {
      if (!story.agentLegs.has(uniqueId) && story.remote !== uniqueId && story.origin !== uniqueId) continue;
      const known = story.call.privateData ?? {};
      if (Object.entries(fields).every(([name, value]) => known[name] === value)) continue;
      this.#inform(story, { privateData: { ...known, ...fields } }, at);
    }
  }

  // What happened to channels.

  #created(channel: AsteriskChannel, at: Instant): void {
    if (!this.#isOurs(channel)) return;
    const expected = this.#expected.claim(channel);
    if (expected === undefined) return;
    const story = this.#stories.get(expected.callId);
    if (story === undefined) return;
    this.#attach(story, channel, at);
    if (expected.purpose !== 'dial') story.helperLegs.set(channel.uniqueId, expected.purpose);
  }

  #changed(channel: AsteriskChannel, at: Instant): void {
    if (this.#stories.size === 0 && !this.#isOurs(channel)) return;
    const story = this.#storyOfAgentLeg(channel.uniqueId);
    if (story !== undefined) {
      this.#agentLegChanged(story, channel, at);
      return;
    }
    for (const other of this.#stories.values()) {
      if (!other.dialled.has(channel.uniqueId) || other.isConnected) continue;
      if (channel.state === 'ringing' && other.call.phase === 'calling') {
        this.#inform(other, { phase: 'ringing' }, at);
      }
    }
  }

  #agentLegChanged(story: CallStory, channel: AsteriskChannel, at: Instant): void {
    const { call } = story;
    if (call.direction === 'incoming' && call.ringingAt === undefined) this.#ring(story, channel, at);
    if (channel.state === 'up' && story.origination?.lifted === false) {
      story.origination.lifted = true;
      if (call.phase === 'agentRinging') this.#inform(story, { phase: 'calling' }, at);
    }
    this.#identify(story, at);
  }

  #dialBegun(callerFacts: ChannelFacts | undefined, destFacts: ChannelFacts, at: Instant): void {
    const caller = callerFacts === undefined ? undefined : this.channels.learn(callerFacts);
    const dest = this.channels.learn(destFacts);
    dest.called = true;
    dest.dialledBy = caller?.uniqueId;
    if (caller !== undefined) {
      const story = this.#storyBehind(caller);
      if (story?.call.direction === 'outgoing' && !story.agentLegs.has(dest.uniqueId)) {
        this.#callsOut(story, caller, dest, at);
        return;
      }
      if (story === undefined && this.#isOurs(caller)) {
        this.#callsOut(this.#beginOnPhone(caller, at), caller, dest, at);
        return;
      }
    }
    if (this.#isOurs(dest)) this.#calledIn(caller, dest, at);
  }

  /** The other party of an outgoing call is dialled. */
  #callsOut(story: CallStory, caller: AsteriskChannel, dest: AsteriskChannel, at: Instant): void {
    story.dialled.add(dest.uniqueId);
    story.dialStatus = undefined;
    story.cause = undefined;
    const { number, name } = identityOf(story, this.channels, { caller, dest });
    const facts: CallFacts = { number, name, uniqueId: this.#ownLeg(story)?.uniqueId ?? story.call.uniqueId };
    if (story.call.ringingAt === undefined) this.#tell(story, { type: 'RingStarted' }, at, facts);
  }

  /** The line's phone is dialled. */
  #calledIn(caller: AsteriskChannel | undefined, dest: AsteriskChannel, at: Instant): void {
    const claimed = this.#storyOfAgentLeg(dest.uniqueId);
    if (caller === undefined) {
      // The dial of an Originate: ours, then it is claimed; or somebody else's.
      if (claimed === undefined) this.#beginForeign(dest, at);
      return;
    }
    if (claimed !== undefined) {
      // A leg that was taken for ours by guess, and is in truth called by somebody (AMI 1.x).
      if (!this.#expected.release(dest)) return;
      claimed.agentLegs.delete(dest.uniqueId);
      claimed.helperLegs.delete(dest.uniqueId);
    }
    const origin = this.channels.origin(caller);
    for (const story of this.#stories.values()) {
      // A parked or queued party rings the agent again: still the same call.
      const same = story.remote === origin.uniqueId || story.origin === origin.uniqueId;
      if (!same || (story.agentLegs.size > 0 && story.isConnected)) continue;
      this.#attach(story, dest, at);
      story.dialler = caller.uniqueId;
      if (story.isConnected) {
        story.parkedAt = undefined;
        this.#inform(story, { phase: 'resuming' }, at);
      }
      return;
    }
    this.#beginIncoming(caller, dest, at);
  }

  #dialEnded(event: Extract<ChannelEvent, { type: 'dialEnded' }>, at: Instant): void {
    const { caller, dest, status } = event;
    for (const story of this.#stories.values()) {
      const outgoing =
        story.call.direction === 'outgoing' &&
        (dest === undefined
          ? caller !== undefined && this.#storyBehind(this.channels.learn(caller)) === story
          : story.dialled.has(dest.uniqueId));
      const incoming =
        story.call.direction === 'incoming' &&
        (dest === undefined
          ? caller?.uniqueId === story.dialler
          : story.agentLegs.has(dest.uniqueId) && !story.helperLegs.has(dest.uniqueId));
      if (!outgoing && !incoming) continue;
      if (!story.isConnected) story.dialStatus = status;
      if (outgoing && status === 'BUSY') this.#tell(story, { type: 'AbonentBusy' }, at);
      if (story.awaitingDialEnd) this.#finish(story, at);
    }
  }

  #joined(channel: AsteriskChannel, bridgeId: string, at: Instant): void {
    this.channels.enter(channel, bridgeId);
    for (const member of [channel, ...this.channels.peers(channel)]) this.#noticePickUp(member, at);
    for (const story of this.#stories.values()) this.#connect(story, at);
  }

  /**
   * The agent's phone talks without ever having been seen to dial or be dialled: it picked a call up, or a queue of Asterisk 11
   * called it without telling (`eventwhencalled=no`).
   */
  #noticePickUp(leg: AsteriskChannel, at: Instant): void {
    if (!this.#isOurs(leg) || leg.isZombie || this.#storyOfAgentLeg(leg.uniqueId) !== undefined) return;
    const far = this.channels.farEnd(leg);
    if (far === undefined || this.#isRemote(far)) return;
    const { extension: line, newId } = this.#options;
    const seed = { id: newId(), direction: 'incoming', line, number: '', linkedId: leg.linkedId } as const;
    const story = new CallStory(newCall(seed, at));
    this.#stories.set(story.call.id, story);
    this.#attach(story, leg, at);
    this.#announceIncoming(story, far, at);
  }

  #queueDialled(callerId: string, destName: string, at: Instant): void {
    const dest = this.channels.byName(destName);
    if (dest === undefined) return;
    dest.dialledBy = callerId;
    const caller = this.channels.get(callerId);
    // A phone that is itself the queue's member: AMI 1.x has no Dial event for that either.
    if (caller !== undefined && this.#isOurs(dest)) this.#calledIn(caller, dest, at);
  }

  /** Looks whether the agent and the other party hear each other now. */
  #connect(story: CallStory, at: Instant): void {
    for (const uniqueId of story.agentLegs) {
      const leg = this.channels.get(uniqueId);
      const far = leg === undefined ? undefined : this.channels.farEnd(leg);
      if (leg === undefined || far === undefined || story.agentLegs.has(far.uniqueId)) continue;
      const wasWaiting = story.parkedAt !== undefined || story.call.phase === 'resuming';
      story.remote = far.uniqueId;
      if (!story.isConnected) {
        if (story.call.ringingAt === undefined) this.#tell(story, { type: 'RingStarted' }, at);
        this.#tell(story, { type: 'CommutationStarted' }, at, this.#ownFacts(story));
        this.#identify(story, at);
      } else if (wasWaiting) {
        story.parkedAt = undefined;
        this.#tell(story, { type: 'EndHoldAction', by: 'agent' }, at, this.#ownFacts(story));
      }
      return;
    }
    this.#leaveIfTakenAway(story, at);
  }

  /** A waiting party that talks to somebody else now has left this call. */
  #leaveIfTakenAway(story: CallStory, at: Instant): void {
    if (!story.isConnected || story.agentLegs.size > 0 || story.parking) return;
    const remote = this.channels.get(story.remote);
    if (remote !== undefined && this.channels.farEnd(remote) !== undefined)
      this.#finish(story, at, undefined, true);
  }

  #held(channel: AsteriskChannel, on: boolean, at: Instant): void {
    for (const story of this.#stories.values()) {
      const by = story.agentLegs.has(channel.uniqueId)
        ? 'agent'
        : story.remote === channel.uniqueId
          ? 'remote'
          : undefined;
      if (by === undefined) continue;
      if (on) story.heldByMusic = false;
      this.#tell(story, { type: on ? 'PutHoldAction' : 'EndHoldAction', by }, at);
    }
  }

  /**
   * Asterisk 11 without `callevents=yes` tells of no hold; what remains is the music that the other side of the bridge hears.
   * It counts only while the two are joined, and only where no Hold event said it already.
   */
  #music(facts: ChannelFacts, on: boolean, at: Instant): void {
    for (const story of this.#stories.values()) {
      if (!story.isConnected) continue;
      for (const uniqueId of story.agentLegs) {
        const leg = this.channels.get(uniqueId);
        if (leg === undefined) continue;
        const onAgent = facts.uniqueId === uniqueId;
        const onPeer = this.channels.peers(leg).some((peer) => peer.uniqueId === facts.uniqueId);
        if (!onAgent && !onPeer) continue;
        const by = onAgent ? 'remote' : 'agent';
        if (on) {
          if (this.#tell(story, { type: 'PutHoldAction', by }, at)) story.heldByMusic = true;
        } else if (story.heldByMusic) {
          story.heldByMusic = false;
          this.#tell(story, { type: 'EndHoldAction', by }, at);
        }
        return;
      }
    }
  }

  #renamed(uniqueId: string, to: string, at: Instant): void {
    const channel = this.channels.get(uniqueId);
    if (channel === undefined) return;
    const before = this.channels.rename(channel, to);
    if (before === undefined) return;
    for (const story of this.#stories.values()) {
      story.swap(channel.uniqueId, before.uniqueId);
      const own = this.#ownLeg(story);
      if (own !== undefined && own.uniqueId !== story.call.uniqueId)
        this.#inform(story, this.#ownFacts(story), at);
    }
  }

  #parked(parkee: ChannelFacts, space: string, parker: string, at: Instant): void {
    this.channels.learn(parkee);
    for (const story of this.#stories.values()) {
      if (story.remote !== parkee.uniqueId) continue;
      const ours =
        story.parking || parker === this.#options.device || deviceOfChannel(parker) === this.#options.device;
      if (!ours) continue;
      story.parking = false;
      story.parkedAt = space;
      this.#tell(story, { type: 'PutHoldAction', by: 'agent' }, at);
      return;
    }
  }

  #unparked(parkee: ChannelFacts, retrieverName: string, at: Instant): void {
    for (const story of this.#stories.values()) {
      if (story.remote !== parkee.uniqueId || story.parkedAt === undefined) continue;
      const retriever = this.channels.byName(retrieverName);
      if (retriever === undefined || !this.#isOurs(retriever)) {
        this.#finish(story, at, undefined, true);
        return;
      }
      // The agent fetched it on the phone: that leg is this call's, whatever it was taken for.
      story.helperLegs.set(retriever.uniqueId, 'resume');
      this.#attach(story, retriever, at);
      return;
    }
  }

  #originated(event: Extract<ChannelEvent, { type: 'originated' }>, at: Instant): void {
    const expected = this.#expected.byAction(event.actionId);
    const leg = this.channels.get(event.uniqueId);
    if (leg !== undefined && event.exten !== undefined) leg.firstExten = event.exten;
    const story =
      expected === undefined ? this.#storyOfAgentLeg(event.uniqueId) : this.#stories.get(expected.callId);
    if (event.success && leg !== undefined && event.exten !== undefined) {
      const behind = this.#storyBehind(leg);
      if (behind?.call.number === '') this.#inform(behind, { number: event.exten }, at);
    }
    if (story === undefined) return;
    if (event.success) {
      if (expected !== undefined && leg !== undefined && this.#isOurs(leg)) this.#attach(story, leg, at);
      return;
    }
    if (expected?.purpose === 'resume' && story.agentLegs.size === 0)
      this.#inform(story, { phase: 'onHold' }, at);
    if (expected !== undefined && expected.purpose !== 'dial') return;
    if (story.origination === undefined) return;
    story.origination.failure = event.reason;
    this.#finishUnlifted(story, at);
  }

  #hungUp(facts: ChannelFacts, cause: number, at: Instant): void {
    const channel = this.channels.get(facts.uniqueId);
    if (channel === undefined) return;
    this.channels.remove(channel);
    this.#expected.gone(channel.uniqueId);
    for (const story of this.#stories.values()) {
      const { uniqueId } = channel;
      if (story.agentLegs.delete(uniqueId)) {
        const helped = story.helperLegs.get(uniqueId);
        story.helperLegs.delete(uniqueId);
        if (!channel.isZombie && helped === undefined) story.cause = cause;
        this.#agentLegGone(story, helped === 'resume', at);
      } else if (story.remote === uniqueId && !channel.isZombie) {
        if (story.isConnected && (story.agentLegs.size === 0 || story.parkedAt !== undefined))
          this.#finish(story, at);
      } else if (story.dialled.has(uniqueId)) {
        if (!story.isConnected) story.cause = cause;
      } else if (story.awaitingDialEnd && (story.dialler === uniqueId || story.origin === uniqueId)) {
        this.#finish(story, at);
      }
    }
  }

  #agentLegGone(story: CallStory, wasBringingBack: boolean, at: Instant): void {
    if (story.agentLegs.size > 0) {
      this.#inform(story, this.#ownFacts(story), at);
      return;
    }
    if (story.isConnected) {
      const remoteIsThere = this.channels.get(story.remote) !== undefined;
      if (!story.isWaitingAlone || !remoteIsThere) this.#finish(story, at);
      else if (wasBringingBack) this.#inform(story, { phase: 'onHold' }, at);
      return;
    }
    if (story.origination !== undefined && !story.origination.lifted) {
      this.#finishUnlifted(story, at);
      return;
    }
    const dialler = this.channels.get(story.dialler);
    const told = story.dialStatus !== undefined || story.dropped || story.cause !== 16;
    if (story.call.direction === 'incoming' && !told && dialler !== undefined) story.awaitingDialEnd = true;
    else this.#finish(story, at);
  }

  /** A click-to-call whose agent never lifted: the hangup of the leg and OriginateResponse come in either order, or one alone. */
  #finishUnlifted(story: CallStory, at: Instant): void {
    const { origination } = story;
    if (origination === undefined || story.agentLegs.size > 0) return;
    if (story.dropped) return this.#finish(story, at);
    const byCause: Readonly<Record<number, EndReason>> = {
      17: 'phoneBusy',
      19: 'phoneNotAnswered',
      20: 'phoneUnreachable',
      21: 'phoneRejected',
    };
    const told = story.cause === undefined ? undefined : byCause[story.cause];
    if (told !== undefined) return this.#finish(story, at, told);
    if (origination.failure === undefined) {
      if (origination.actionId === undefined) this.#finish(story, at, 'phoneNotAnswered');
      return;
    }
    const byReason: Readonly<Record<number, EndReason>> = { 3: 'phoneNotAnswered', 5: 'phoneBusy' };
    this.#finish(story, at, byReason[origination.failure] ?? 'phoneUnreachable');
  }

  // Beginnings.

  #beginIncoming(caller: AsteriskChannel, leg: AsteriskChannel, at: Instant): void {
    const { extension: line, newId } = this.#options;
    const seed = { id: newId(), direction: 'incoming', line, number: '', linkedId: leg.linkedId } as const;
    const story = new CallStory(newCall(seed, at));
    story.dialler = caller.uniqueId;
    this.#stories.set(story.call.id, story);
    this.#attach(story, leg, at);
    this.#ring(story, leg, at);
  }

  /** The phone is dialled or rings: by now it is known who calls. */
  #ring(story: CallStory, leg: AsteriskChannel, at: Instant): void {
    const rings = leg.state === 'ringing' || leg.state === 'up';
    if (this.#options.sendRingStartedOnRingingState && !rings) return;
    const dialler = this.channels.get(story.dialler);
    const origin = dialler === undefined ? undefined : this.channels.origin(dialler);
    if (origin?.isLocal === true) {
      // Nobody dialled it: an Originate through the dial plan, as FreePBX does it.
      this.#stories.delete(story.call.id);
      this.#beginForeign(leg, at);
      return;
    }
    this.#announceIncoming(story, origin, at);
  }

  #announceIncoming(story: CallStory, origin: AsteriskChannel | undefined, at: Instant): void {
    story.origin = origin?.uniqueId;
    const did = origin?.firstExten ?? '';
    const facts = {
      ...this.#ownFacts(story),
      ...(origin?.queue === undefined ? {} : { queue: origin.queue }),
      ...(did === '' || did === 's' || did === this.#options.extension ? {} : { did }),
    };
    this.#tell(story, { type: 'RingStarted' }, at, { ...identityOf(story, this.channels), ...facts });
  }

  /** The agent dials on the phone itself. */
  #beginOnPhone(leg: AsteriskChannel, at: Instant): CallStory {
    const { extension: line, newId } = this.#options;
    const seed = { id: newId(), direction: 'outgoing', line, number: '', linkedId: leg.linkedId } as const;
    const story = new CallStory(newCall(seed, at));
    this.#stories.set(story.call.id, story);
    this.#attach(story, leg, at);
    return story;
  }

  /** Another program's Originate of the line's phone. */
  #beginForeign(leg: AsteriskChannel, at: Instant): void {
    const story = this.#beginOnPhone(leg, at);
    const lifted = leg.state === 'up';
    story.origination = { actionId: undefined, lifted, failure: undefined };
    this.#tell(story, { type: 'CallInfoChanged' }, at, {
      ...this.#ownFacts(story),
      phase: lifted ? 'calling' : 'agentRinging',
    });
  }

  // The rest.

  #attach(story: CallStory, leg: AsteriskChannel, at: Instant): void {
    const before = this.#storyOfAgentLeg(leg.uniqueId);
    if (before === story) return;
    if (before !== undefined) {
      before.agentLegs.delete(leg.uniqueId);
      if (before.agentLegs.size === 0) this.#finish(before, at);
    }
    story.agentLegs.add(leg.uniqueId);
    story.awaitingDialEnd = false;
    if (story.announced && story.agentLegs.size === 1 && !story.helperLegs.has(leg.uniqueId)) {
      this.#inform(story, this.#ownFacts(story), at);
    }
  }

  #finish(story: CallStory, at: Instant, reason?: EndReason, movedOn = false): void {
    this.#stories.delete(story.call.id);
    this.#expected.forget(story.call.id);
    if (!story.announced) return;
    const { cause } = story;
    // The queue cancels its own dial when the member's time is up.
    const dialStatus = story.rangOut && story.dialStatus === 'CANCEL' ? 'NOANSWER' : story.dialStatus;
    const outcome =
      reason === undefined
        ? outcomeOf({
            direction: story.call.direction,
            connected: story.isConnected,
            ...(dialStatus === undefined ? {} : { dialStatus }),
            ...(cause === undefined ? {} : { cause }),
            endedByAgent: story.dropped,
            movedOn,
          })
        : outcomeByReason[reason];
    this.#tell(
      story,
      {
        type: 'RingFinished',
        outcome,
        ...(cause === undefined ? {} : { cause }),
        ...(reason === undefined ? {} : { endReason: reason }),
      },
      at,
    );
  }

  #identify(story: CallStory, at: Instant): void {
    const { number, name } = identityOf(story, this.channels);
    if (number !== story.call.number || name !== story.call.name) this.#inform(story, { number, name }, at);
  }

  #inform(story: CallStory, facts: CallFacts, at: Instant): void {
    if (story.announced) this.#tell(story, { type: 'CallInfoChanged' }, at, facts);
    else story.call = { ...story.call, ...facts };
  }

  /** @returns whether the change made sense and was told */
  #tell(story: CallStory, change: CallChange, at: Instant, facts: CallFacts = {}): boolean {
    const event = story.change(change, at, facts);
    if (event === undefined) return false;
    this.#options.emit(event);
    return true;
  }

  #ownLeg(story: CallStory): AsteriskChannel | undefined {
    for (const uniqueId of story.agentLegs) {
      const leg = this.channels.get(uniqueId);
      if (leg !== undefined) return leg;
    }
    return undefined;
  }

  #ownFacts(story: CallStory): CallFacts {
    const leg = this.#ownLeg(story);
    if (leg === undefined) return {};
    return { uniqueId: leg.uniqueId, ...(leg.linkedId === undefined ? {} : { linkedId: leg.linkedId }) };
  }

  #isOurs(channel: AsteriskChannel): boolean {
    return channel.device === this.#options.device;
  }

  #isRemote(channel: AsteriskChannel): boolean {
    for (const story of this.#stories.values()) if (story.remote === channel.uniqueId) return true;
    return false;
  }

  #storyOfAgentLeg(uniqueId: string | undefined): CallStory | undefined {
    if (uniqueId === undefined) return undefined;
    for (const story of this.#stories.values()) if (story.agentLegs.has(uniqueId)) return story;
    return undefined;
  }

  /** Whose call a dialling channel acts for: the agent's leg itself, or a Local channel that the agent's leg is joined to. */
  #storyBehind(channel: AsteriskChannel): CallStory | undefined {
    const own = this.#storyOfAgentLeg(channel.uniqueId);
    if (own !== undefined || !channel.isLocal) return own;
    const half = this.channels.otherHalf(channel);
    if (half === undefined) return undefined;
    for (const peer of this.channels.peers(half)) {
      const story = this.#storyOfAgentLeg(peer.uniqueId);
      if (story !== undefined) return story;
    }
    return undefined;
  }
}
