import type { ChannelFacts, ChannelState } from '../dialect/channelEvent.ts';
import type { ChannelIndex } from './channelIndex.ts';
import { isServiceChannel } from './serviceChannel.ts';

/** One leg inside Asterisk, as far as its events have told. */
export class AsteriskChannel {
  readonly uniqueId: string;
  /** The extension that the channel was created for: the number dialled, while the dial plan moves `exten` on. */
  firstExten = '';
  bridgeId: string | undefined;
  /** It is or was in a bridge with somebody. */
  hasMet = false;
  /** Some dial or Originate called this channel: it is the called side, not a phone that dials. */
  called = false;
  queue: string | undefined;
  /** Hangup causes of the legs that were dialled for it, directly or further on. */
  readonly causesBehind = new Set<number>();
  /** It is played music on hold. */
  hearsMusic = false;
  /** Of a half of a Local channel: the first that it was joined with, by Uniqueid. */
  firstPeer: string | undefined;
  /** Counts up with each channel that the PBX makes. */
  arrival = 0;
  /** When something was last heard of it, in the count of `AsteriskChannels.nextEra`. */
  era = 0;
  /** It left its bridge for another extension than the one it came from: somebody sent it there (`Redirect`). */
  sentElsewhere = false;
  /** Status listed it as called by somebody's dial, which it does not name. */
  isListedAsCalled = false;

  /** Where it is looked up, while it stands. */
  #index: ChannelIndex<AsteriskChannel> | undefined;
  #name: string;
  #device: string;
  #linkedId: string | undefined;
  #state: ChannelState = 'down';
  #callerNumber = '';
  #callerName = '';
  #connectedNumber = '';
  #connectedName = '';
  #exten = '';
  /** The last that was said of it, as long as nothing else has to be known: it has all of these fields. */
  #unread: ChannelFacts | undefined;
  #dialledBy: string | undefined;
  #conference: string | undefined;

  constructor(facts: ChannelFacts) {
    this.uniqueId = facts.uniqueId;
    this.#name = facts.name;
    this.#device = deviceOfChannel(facts.name);
    this.learn(facts);
    this.firstExten = facts.exten ?? '';
  }

  /** It is found there from now on; `undefined`: nowhere any more. */
  indexIn(index: ChannelIndex<AsteriskChannel> | undefined): void {
    this.#index?.remove(this);
    this.#index = index;
    index?.add(this);
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    const device = deviceOfChannel(name);
    this.#index?.byDevice.move(this, this.#device, device);
    this.#name = name;
    this.#device = device;
  }

  get linkedId(): string | undefined {
    return this.#unread?.linkedId ?? this.#linkedId;
  }

  get state(): ChannelState {
    return this.#unread?.state ?? this.#state;
  }

  set state(state: ChannelState) {
    this.read();
    this.#state = state;
  }

  get callerNumber(): string {
    return this.#unread?.callerNumber ?? this.#callerNumber;
  }

  set callerNumber(number: string) {
    this.read();
    if (number === this.#callerNumber) return;
    const before = this.numberAlone;
    this.#callerNumber = number;
    this.#index?.byNumber.move(this, before, this.numberAlone);
  }

  get callerName(): string {
    return this.#unread?.callerName ?? this.#callerName;
  }

  set callerName(name: string) {
    this.read();
    this.#callerName = name;
  }

  get connectedNumber(): string {
    return this.#unread?.connectedNumber ?? this.#connectedNumber;
  }

  set connectedNumber(number: string) {
    this.read();
    this.#connectedNumber = number;
  }

  get connectedName(): string {
    return this.#unread?.connectedName ?? this.#connectedName;
  }

  set connectedName(name: string) {
    this.read();
    this.#connectedName = name;
  }

  get exten(): string {
    return this.#unread?.exten ?? this.#exten;
  }

  set exten(exten: string) {
    if (exten === this.exten) return;
    this.read();
    this.#exten = exten;
  }

  /** The number of a channel of AMI 1.x, which names nothing else that it has in common with others. */
  get numberAlone(): string | undefined {
    const isLinked = this.#unread !== undefined || this.#linkedId !== undefined;
    return isLinked || this.#callerNumber === '' ? undefined : this.#callerNumber;
  }

  /** Uniqueid of the channel whose dial made this one. */
  get dialledBy(): string | undefined {
    return this.#dialledBy;
  }

  set dialledBy(uniqueId: string | undefined) {
    this.#index?.byDialler.move(this, this.#dialledBy, uniqueId);
    this.#dialledBy = uniqueId;
  }

  /** The ConfBridge room it is in. */
  get conference(): string | undefined {
    return this.#conference;
  }

  set conference(room: string | undefined) {
    this.#index?.byConference.move(this, this.#conference, room);
    this.#conference = room;
  }

  learn(facts: ChannelFacts): void {
    // All fields are there, so what was said before does not matter any more.
    if (facts.memory !== undefined) {
      const before = this.numberAlone;
      this.#unread = facts;
      this.#index?.byNumber.move(this, before, undefined);
      return;
    }
    this.read();
    this.#take(facts);
  }

  /** The memory that is kept for what is not read yet. */
  get memory(): object | undefined {
    return this.#unread?.memory;
  }

  /** Reads what was said last, and lets its packet go. */
  read(): void {
    const unread = this.#unread;
    if (unread === undefined) return;
    this.#unread = undefined;
    // Linked before, as far as the index knows.
    this.#linkedId = unread.linkedId;
    this.#take(unread);
  }

  #take(facts: ChannelFacts): void {
    // The name is learnt from creation and renames only: Dial and Link events may still carry the one before.
    if (facts.linkedId !== undefined) this.#link(facts.linkedId);
    if (facts.state !== undefined) this.#state = facts.state;
    if (facts.callerNumber !== undefined) this.callerNumber = facts.callerNumber;
    if (facts.callerName !== undefined) this.#callerName = facts.callerName;
    if (facts.connectedNumber !== undefined) this.#connectedNumber = facts.connectedNumber;
    if (facts.connectedName !== undefined) this.#connectedName = facts.connectedName;
    if (facts.exten !== undefined) this.#exten = facts.exten;
  }

  #link(linkedId: string): void {
    if (this.#linkedId === undefined) this.#index?.byNumber.move(this, this.numberAlone, undefined);
    this.#linkedId = linkedId;
  }

  /**
   * A masquerade puts the phone of the one channel behind the other (`ast_do_masquerade` in channel.c of Asterisk 11): state and ids go
   * with it; bridge, music, conference and place in the dial plan stay.
   */
  exchange(other: AsteriskChannel): void {
    const mine = this.#ofThePhone();
    Object.assign(this, other.#ofThePhone());
    Object.assign(other, mine);
  }

  #ofThePhone(): Partial<AsteriskChannel> {
    const { state, callerNumber, callerName, connectedNumber, connectedName } = this;
    const { firstExten, dialledBy, called, queue } = this;
    const ids = { callerNumber, callerName, connectedNumber, connectedName };
    return { state, ...ids, firstExten, dialledBy, called, queue };
  }

  /** AMI 1.x does not tell the leg of an Originate from that of a dial; but the former has the same number on both sides. */
  listAsCalled(): void {
    this.called = true;
    this.isListedAsCalled = this.callerNumber === '' || this.callerNumber !== this.connectedNumber;
  }

  get isLocal(): boolean {
    return this.name.startsWith('Local/');
  }

  /** Plays, records or carries media for the PBX; no person is behind it. */
  get isService(): boolean {
    return isServiceChannel(this.name);
  }

  /** What is left of a channel after a masquerade on Asterisk 11, or is about to be; its hangup ends no call. */
  get isZombie(): boolean {
    return this.name.endsWith('<ZOMBIE>') || this.name.endsWith('<MASQ>');
  }

  /** `SIP/101-0000000a` is a channel of the device `SIP/101`; device names may hold hyphens themselves. */
  get device(): string {
    return this.#device;
  }

  /** Name of the other half of a Local channel. */
  get otherHalfName(): string | undefined {
    if (!this.isLocal) return undefined;
    const half = this.name.slice(-2);
    if (half === ';1') return `${this.name.slice(0, -2)};2`;
    if (half === ';2') return `${this.name.slice(0, -2)};1`;
    return undefined;
  }
}

export function deviceOfChannel(name: string): string {
  const hyphen = name.lastIndexOf('-');
  return hyphen < 0 ? name : name.slice(0, hyphen);
}
