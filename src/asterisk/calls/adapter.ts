import type { Call } from '../../cti/call.ts';
import type { CommandResult } from '../../cti/command.ts';
import type { Instant } from '../../cti/instant.ts';
import type { Intent } from './story/away.ts';
import { CallStory, newCall } from './story/callStory.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { AsteriskChannels } from '../pbx/channels.ts';
import { type Followed, followChannels } from '../pbx/followChannels.ts';
import { membersOf } from './conferring.ts';
import { followEvent } from './following.ts';
import type { LegPurpose } from './story/expectedLegs.ts';
import { intend, settle } from './intending.ts';
import { type AdapterOptions, LineCalls } from './story/lineCalls.ts';

/** What is known of a call of ours before the PBX tells anything. */
export interface CallBeginning {
  /** `incoming`: one that rang at somebody else, and that the agent takes. */
  readonly direction?: Call['direction'];
  readonly name?: string;
  readonly consultFor?: string;
  /** For the agent to send once the call is answered. */
  readonly keys?: string;
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

  /** For a line that follows the channels alone. */
  handle(event: ChannelEvent, at: Instant): void {
    const followed = followChannels(this.channels, event);
    if (followed !== undefined) this.follow(event, followed, at);
  }

  /** @param followed what the event has made of the channels */
  follow(event: ChannelEvent, followed: Followed, at: Instant): void {
    followEvent(this.#calls, event, followed, at);
  }

  // What the controls tell before they act, so that the events that follow are understood.

  /** A call that an Originate of ours begins; `taken` reports it. */
  beginCall(callId: string, number: string, at: Instant, known: CallBeginning = {}): void {
    const calls = this.#calls;
    const { direction = 'outgoing', name = '', consultFor, keys } = known;
    const call = newCall({ id: callId, direction, line: calls.options.extension, number, name }, at);
    const story = new CallStory({
      ...call,
      ...(consultFor === undefined ? {} : { consultFor }),
      ...(keys === undefined ? {} : { keys }),
    });
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

  /**
   * The one way in which a control acts on calls: what it is about to do is known before, and settled or undone after, whatever
   * happens.
   * @returns what `act` returns; it rejects where `act` does
   */
  async during<Result extends CommandResult | 'unable'>(
    callIds: string | readonly string[],
    intent: Intent,
    now: () => Instant,
    act: () => Promise<Result>,
  ): Promise<Result> {
    const ids = typeof callIds === 'string' ? [callIds] : callIds;
    let status: CommandResult['status'] = 'refused';
    for (const id of ids) this.intend(id, intent);
    try {
      const result = await act();
      if (result !== 'unable') status = result.status;
      return result;
    } finally {
      for (const id of ids) this.settle(id, intent, status, now());
    }
  }

  /** For `during`, and for sessions that are played again. */
  intend(callId: string, intent: Intent): void {
    if (intent.to === 'meet') this.#rooms.add(intent.room);
    const story = this.#calls.get(callId);
    if (story !== undefined) intend(story, intent);
  }

  settle(callId: string, intent: Intent, status: CommandResult['status'], at: Instant): void {
    const story = this.#calls.get(callId);
    if (story !== undefined) settle(this.#calls, story, intent, status, at);
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

  /** The agent's own leg, which was with the PBX, was sent on to that number. */
  goOnTo(callId: string, number: string, at: Instant): void {
    const story = this.#calls.get(callId);
    if (story !== undefined) this.#calls.inform(story, { application: undefined, number, name: '' }, at);
  }

  /** Keys were sent to the other party; which ones is kept secret where the PBX asks: it may be for a PIN. */
  pressed(callId: string, digits: string, at: Instant): void {
    const isSecret = this.#calls.get(callId)?.call.application !== undefined;
    const told = isSecret ? '•'.repeat(digits.length) : digits;
    this.#calls.options.emit({ type: 'DtmfEntered', at, callId, digits: told });
  }

  /** What the agent may send once the call is answered; undefined: nothing, or nothing more. */
  setKeys(callId: string, keys: string | undefined, at: Instant): void {
    const story = this.#calls.get(callId);
    if (story !== undefined) this.#calls.inform(story, { keys }, at);
  }

  /** The caller withholds who they are. */
  withhold(callId: string, at: Instant): void {
    const story = this.#calls.get(callId);
    if (story === undefined) return;
    story.isWithheld = true;
    this.#calls.inform(story, { number: '', name: '' }, at);
  }

  /** The PBX took the Originate, and its time is long over: whether or not a phone still rings, there is no call. */
  giveUp(callId: string, at: Instant): void {
    const calls = this.#calls;
    const story = calls.get(callId);
    if (story?.origination?.lifted !== false || story.isConnected || calls.ownLeg(story)?.state === 'up')
      return;
    calls.finish(story, at, 'notReported');
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
