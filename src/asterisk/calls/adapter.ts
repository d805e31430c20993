import type { Call } from '../../cti/call.ts';
import type { Instant } from '../../cti/instant.ts';
import { CallStory, newCall } from './callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { AsteriskChannels } from '../pbx/channels.ts';
import { joinedConference, leftConference, membersOf } from './conferring.ts';
import { passedOn } from './consulting.ts';
import { changed, created, dialBegun, dialEnded, joinedQueue, leftQueue, queueDialled } from './dialling.ts';
import { hungUp, originated } from './ending.ts';
import type { LegPurpose } from './expectedLegs.ts';
import { held, music, parked, unparked } from './holding.ts';
import { joined, left, renamed } from './joining.ts';
import { type AdapterOptions, LineCalls } from './lineCalls.ts';

/** What is known of a call of ours before the PBX tells anything. */
export interface CallBeginning {
  /** `incoming`: one that rang at somebody else, and that the agent takes. */
  readonly direction?: Call['direction'];
  readonly name?: string;
  readonly consultFor?: string;
}

/**
 * Turns what happens to channels into what happens to the calls of one line. It knows no socket, no clock and no version: events
 * come in with their moment, call events go out.
 */
export class AsteriskAdapter {
  readonly #calls: LineCalls;
  readonly #rooms = new Set<string>();

  constructor(options: AdapterOptions) {
    this.#calls = new LineCalls(options);
  }

  /** For a rebuild. */
  get calls(): LineCalls {
    return this.#calls;
  }

  get channels(): AsteriskChannels {
    return this.#calls.channels;
  }

  story(callId: string): CallStory | undefined {
    return this.#calls.get(callId);
  }

  stories(): readonly CallStory[] {
    return [...this.#calls.all()];
  }

  handle(event: ChannelEvent, at: Instant): void {
    const calls = this.#calls;
    switch (event.type) {
      case 'created':
        return created(calls, calls.channels.learn(event.channel), at);
      case 'changed':
        return changed(calls, calls.channels.learn(event.channel), at);
      case 'dialBegun':
        return dialBegun(calls, event.caller, event.dest, at);
      case 'dialEnded':
        return dialEnded(calls, event, at);
      case 'bridgeEntered':
        return joined(calls, calls.channels.learn(event.channel), event.bridgeId, at);
      case 'bridgeLeft': {
        const channel = calls.channels.get(event.channel.uniqueId);
        if (channel !== undefined) left(calls, channel, event.bridgeId, event.channel.exten, at);
        return;
      }
      case 'held':
      case 'unheld':
        return held(calls, calls.channels.learn(event.channel), event.type === 'held', at);
      case 'musicStarted':
      case 'musicStopped':
        return music(calls, event.channel, event.type === 'musicStarted', at);
      case 'renamed':
        return renamed(calls, event.uniqueId, event.to, at);
      case 'joinedQueue':
        return joinedQueue(calls, event.uniqueId, event.queue, at);
      case 'leftQueue':
        return leftQueue(calls, event.uniqueId, at);
      case 'queueDialled':
        return queueDialled(calls, event.uniqueId, event.destName, at);
      case 'queueRingEnded': {
        for (const story of calls.all()) story.rangOut ||= story.origin === event.uniqueId;
        return;
      }
      case 'parked':
        return parked(calls, event.parkee, event.space, event.parker, at);
      case 'unparked':
        return unparked(calls, event, at);
      case 'transferred':
        return passedOn(calls, event.legs, at);
      case 'conferenceJoined':
        return joinedConference(calls, calls.channels.learn(event.channel), event.conference, at);
      case 'conferenceLeft':
        return leftConference(calls, calls.channels.learn(event.channel), event.conference, at);
      case 'originated':
        return originated(calls, event, at);
      case 'hungUp':
        return hungUp(calls, event.channel, event.cause, at);
    }
  }

  // What the controls tell before they act, so that the events that follow are understood.

  /** A call that an Originate of ours begins; it is told of by `taken`. */
  beginCall(callId: string, number: string, at: Instant, known: CallBeginning = {}): void {
    const calls = this.#calls;
    const { direction = 'outgoing', name = '', consultFor } = known;
    const call = newCall({ id: callId, direction, line: calls.options.extension, number, name }, at);
    const story = new CallStory(consultFor === undefined ? call : { ...call, consultFor });
    story.origination = { actionId: undefined, lifted: false, failure: undefined };
    calls.add(story);
  }

  /** The PBX took the Originate: the call exists. */
  taken(callId: string, actionId: string, at: Instant): void {
    const calls = this.#calls;
    const story = calls.get(callId);
    if (story === undefined) return;
    calls.expected.confirm(callId, actionId);
    if (story.origination !== undefined) story.origination.actionId = actionId;
    const type = story.call.direction === 'incoming' ? 'RingStarted' : 'CallInfoChanged';
    if (!story.announced) calls.tell(story, { type }, at);
  }

  /** The PBX refused the Originate: there never was a call. */
  forget(callId: string): void {
    this.#calls.remove(callId);
    this.#calls.expected.forget(callId);
  }

  /** A leg of the line's device is about to come for this call. */
  expectLeg(callId: string, purpose: LegPurpose, channelId?: string): void {
    this.#calls.expected.add({ callId, purpose, ...(channelId === undefined ? {} : { channelId }) });
  }

  /** The PBX took the Originate of that leg. */
  confirmLeg(callId: string, actionId: string): void {
    this.#calls.expected.confirm(callId, actionId);
  }

  unexpectLeg(callId: string): void {
    this.#calls.expected.forget(callId);
  }

  setParking(callId: string, parking: boolean, at: Instant): void {
    const calls = this.#calls;
    const story = calls.get(callId);
    if (story === undefined) return;
    story.parking = parking;
    // The parking came to nothing and the agent's leg went meanwhile: now that is the end.
    if (!parking && story.parkedAt === undefined && story.agentLegs.size === 0) calls.finish(story, at);
  }

  /** The call's two ends are about to be sent apart by us: what is left of the agent's when the other one goes is ours to hang up. */
  setPenned(callId: string): void {
    const story = this.#calls.get(callId);
    if (story !== undefined) story.isPennedByUs = true;
  }

  /** The call is about to leave the line for somebody else: its end will be `transferred`. */
  setMovingOn(callId: string, movingOn: boolean): void {
    const story = this.#calls.get(callId);
    if (story !== undefined) story.movingOn = movingOn;
  }

  /** The parties of these calls are about to be brought into one room. */
  beginConference(room: string, callIds: readonly string[]): void {
    this.#rooms.add(room);
    for (const callId of callIds) {
      const story = this.#calls.get(callId);
      if (story !== undefined) story.conferring = room;
    }
  }

  /** Who has not come by now does not come. */
  settleConference(callIds: readonly string[], at: Instant): void {
    const calls = this.#calls;
    for (const callId of callIds) {
      const story = calls.get(callId);
      if (story?.conferring === undefined) continue;
      story.conferring = undefined;
      if (!story.isWaitingAlone && story.agentLegs.size === 0) calls.finish(story, at);
    }
  }

  /** The rooms of our own making, with who is there. */
  conferences(): { readonly room: string; readonly members: readonly AsteriskChannel[] }[] {
    return [...this.#rooms].map((room) => ({ room, members: membersOf(this.#calls, room) }));
  }

  forgetConference(room: string): void {
    this.#rooms.delete(room);
  }

  /** The leg is muted on our order; `undefined`: none is any more. */
  setMuted(callId: string, leg: string | undefined, at: Instant): void {
    const calls = this.#calls;
    const story = calls.get(callId);
    if (story === undefined) return;
    story.mutedLeg = leg;
    calls.inform(story, { muted: leg === undefined ? undefined : true }, at);
  }

  /** Keys were sent to the other party. */
  pressed(callId: string, digits: string, at: Instant): void {
    this.#calls.options.emit({ type: 'DtmfEntered', at, callId, digits });
  }

  /** The caller withholds who they are. */
  withhold(callId: string, at: Instant): void {
    const story = this.#calls.get(callId);
    if (story === undefined) return;
    story.isWithheld = true;
    this.#calls.inform(story, { number: '', name: '' }, at);
  }

  setDropped(callId: string): void {
    const story = this.#calls.get(callId);
    if (story !== undefined) story.dropped = true;
  }

  /** Ends a call of which no leg is left to hang up. */
  end(callId: string, at: Instant): void {
    const calls = this.#calls;
    const story = calls.get(callId);
    if (story !== undefined) calls.finish(story, at);
  }

  setPhase(callId: string, phase: Call['phase'], at: Instant): void {
    const calls = this.#calls;
    const story = calls.get(callId);
    if (story !== undefined && story.call.phase !== phase) calls.inform(story, { phase }, at);
  }

  /** The link is gone: what is known of channels is void, the calls wait for the rebuild. */
  forgetChannels(): void {
    const calls = this.#calls;
    calls.channels.clear();
    calls.expected.forgetGuesses();
    for (const story of calls.all()) {
      const { announced } = story;
      if (announced) story.call = { ...story.call, checking: true };
      else calls.remove(story.call.id);
    }
  }

  /** Fields of a packet about one of the call's legs that the settings ask to hand on. */
  note(uniqueId: string, fields: Readonly<Record<string, string>>, at: Instant): void {
    const calls = this.#calls;
    for (const story of calls.all()) {
      if (!story.agentLegs.has(uniqueId) && story.remote !== uniqueId && story.origin !== uniqueId) continue;
      const known = story.call.privateData ?? {};
      if (Object.entries(fields).every(([name, value]) => known[name] === value)) continue;
      calls.inform(story, { privateData: { ...known, ...fields } }, at);
    }
  }
}
