import { AsteriskChannel } from './channel.ts';
import { ChannelIndex, UnreadChannels } from './channelIndex.ts';
import type { ChannelFacts } from '../dialect/channelEvent.ts';

/** How far a chain of Local channels is followed; longer ones are loops of somebody's dial plan. */
const hopsMax = 16;

/** As many hangups are remembered as can be overtaken by other events of their channels. */
const goneMax = 1_000;

export function byArrival(channels: Iterable<AsteriskChannel>): AsteriskChannel[] {
  return [...channels].sort((a, b) => a.arrival - b.arrival);
}

/** Somebody's phone or trunk. */
const isParty = (channel: AsteriskChannel): boolean =>
  !channel.isLocal && !channel.isZombie && !channel.isService;

function swapped(
  uniqueId: string | undefined,
  one: AsteriskChannel,
  other: AsteriskChannel,
): string | undefined {
  if (uniqueId === one.uniqueId) return other.uniqueId;
  return uniqueId === other.uniqueId ? one.uniqueId : uniqueId;
}

/** All channels of the PBX by Uniqueid, and how they hang together: by dial, by bridge, by the two halves of a Local channel. */
export class AsteriskChannels {
  readonly #byUniqueId = new Map<string, AsteriskChannel>();
  readonly #byName = new Map<string, AsteriskChannel>();
  readonly #bridges = new Map<string, Set<AsteriskChannel>>();
  #index = new ChannelIndex<AsteriskChannel>();
  readonly #unread = new UnreadChannels<AsteriskChannel>();

  /** Uniqueids of the last that have hung up. */
  readonly #gone = new Set<string>();
  /** The same in a circle: the next takes the place of the oldest. A set takes long to find its first where many were deleted. */
  #goneInTurn: string[] = [];
  #goneNext = 0;

  /** Counts up with each look for silent channels. */
  #era = 0;
  #arrivals = 0;

  get size(): number {
    return this.#byUniqueId.size;
  }

  get(uniqueId: string | undefined): AsteriskChannel | undefined {
    return uniqueId === undefined ? undefined : this.#byUniqueId.get(uniqueId);
  }

  byName(name: string): AsteriskChannel | undefined {
    return this.#byName.get(name);
  }

  all(): IterableIterator<AsteriskChannel> {
    return this.#byUniqueId.values();
  }

  /** Those of one phone. */
  ofDevice(device: string): readonly AsteriskChannel[] {
    return this.#index.byDevice.of(device);
  }

  /** Those that this one's dial made. */
  dialledFrom(uniqueId: string): readonly AsteriskChannel[] {
    return this.#index.byDialler.of(uniqueId);
  }

  /** Those in this ConfBridge room. */
  inConference(room: string): readonly AsteriskChannel[] {
    return this.#index.byConference.of(room);
  }

  /** Of AMI 1.x: those with this number of their own. */
  withNumber(number: string): readonly AsteriskChannel[] {
    return this.#index.byNumber.of(number);
  }

  /** Adds the channel, or adds to what is known of it. */
  learn(facts: ChannelFacts): AsteriskChannel {
    const known = this.#byUniqueId.get(facts.uniqueId);
    if (known !== undefined) {
      known.era = this.#era;
      if (facts.memory !== undefined && facts.memory !== known.memory) this.#unread.add(facts.memory, known);
      known.learn(facts);
      return known;
    }
    const channel = new AsteriskChannel(facts);
    if (facts.memory !== undefined) this.#unread.add(facts.memory, channel);
    channel.era = this.#era;
    channel.arrival = this.#arrivals += 1;
    channel.indexIn(this.#index);
    this.#byUniqueId.set(channel.uniqueId, channel);
    this.#byName.set(channel.name, channel);
    return channel;
  }

  /** Begins to count again. @returns those of which nothing was heard since the call before */
  nextEra(): readonly AsteriskChannel[] {
    const silent = [...this.#byUniqueId.values()].filter((channel) => channel.era < this.#era);
    this.#era += 1;
    return silent;
  }

  /** Nothing was heard of it since the last call of `nextEra`. */
  isSilent(channel: AsteriskChannel): boolean {
    return channel.era < this.#era;
  }

  remove(channel: AsteriskChannel): void {
    this.leave(channel);
    channel.indexIn(undefined);
    this.#unread.remove(channel);
    this.#byUniqueId.delete(channel.uniqueId);
    if (this.#byName.get(channel.name) === channel) this.#byName.delete(channel.name);
  }

  /** It has hung up, whether it was known or not. */
  setGone(uniqueId: string): void {
    if (this.#gone.has(uniqueId)) return;
    const oldest = this.#goneInTurn[this.#goneNext];
    if (oldest !== undefined) this.#gone.delete(oldest);
    this.#goneInTurn[this.#goneNext] = uniqueId;
    this.#goneNext = (this.#goneNext + 1) % goneMax;
    this.#gone.add(uniqueId);
  }

  isGone(uniqueId: string): boolean {
    return this.#gone.has(uniqueId);
  }

  clear(): void {
    this.#gone.clear();
    this.#goneInTurn = [];
    this.#goneNext = 0;
    this.#byUniqueId.clear();
    this.#byName.clear();
    this.#bridges.clear();
    this.#index = new ChannelIndex<AsteriskChannel>();
    this.#unread.clear();
  }

  /**
   * A masquerade on Asterisk 11 renames three times: X to X<MASQ>, helper to X, X<MASQ> to helper<ZOMBIE>. The one that takes
   * over a name takes over its owner, as far as that is the phone's and not the channel's: no event tells of it again.
   * @returns the channel that had the name before, when this rename is such a take-over
   */
  rename(channel: AsteriskChannel, to: string): AsteriskChannel | undefined {
    if (this.#byName.get(channel.name) === channel) this.#byName.delete(channel.name);
    channel.name = to;
    channel.era = this.#era;
    this.#byName.set(to, channel);
    const before = to.endsWith('<MASQ>') ? undefined : this.#byName.get(`${to}<MASQ>`);
    if (before === undefined) return undefined;
    channel.exchange(before);
    const dialled = [channel, before].flatMap(({ uniqueId }) => this.dialledFrom(uniqueId));
    for (const other of dialled) other.dialledBy = swapped(other.dialledBy, channel, before);
    for (const other of this.#byUniqueId.values())
      other.firstPeer = swapped(other.firstPeer, channel, before);
    return before;
  }

  enter(channel: AsteriskChannel, bridgeId: string): void {
    this.leave(channel);
    channel.bridgeId = bridgeId;
    const members = this.#bridges.get(bridgeId);
    if (members === undefined) this.#bridges.set(bridgeId, new Set([channel]));
    else members.add(channel);
    for (const peer of this.peers(channel)) {
      channel.hasMet = true;
      peer.hasMet = true;
      this.#meet(channel, peer);
      this.#meet(peer, channel);
    }
  }

  #meet(half: AsteriskChannel, peer: AsteriskChannel): void {
    if (half.isLocal && isParty(peer)) half.firstPeer ??= peer.uniqueId;
  }

  /** Out of the bridge named, or out of any. */
  leave(channel: AsteriskChannel, bridgeId: string | undefined = channel.bridgeId): void {
    if (bridgeId === undefined || channel.bridgeId !== bridgeId) return;
    const members = this.#bridges.get(bridgeId);
    members?.delete(channel);
    if (members?.size === 0) this.#bridges.delete(bridgeId);
    channel.bridgeId = undefined;
  }

  /** The others in the channel's bridge. */
  peers(channel: AsteriskChannel): AsteriskChannel[] {
    const members = channel.bridgeId === undefined ? undefined : this.#bridges.get(channel.bridgeId);
    return members === undefined ? [] : [...members].filter((member) => member !== channel);
  }

  /**
   * All that hang together with these, however indirectly: by dial, by bridge, by a conference, by the halves of Local channels. A line
   * that is in none of their calls has nothing to do with what happens to one of them.
   */
  related(uniqueIds: Iterable<string>): ReadonlySet<AsteriskChannel> {
    const all = new Set<AsteriskChannel>();
    for (const uniqueId of uniqueIds) {
      const channel = this.#byUniqueId.get(uniqueId);
      if (channel !== undefined) all.add(channel);
    }
    // What is added meanwhile comes up in turn.
    for (const channel of all) this.#addNeighbours(all, channel);
    return all;
  }

  #addNeighbours(all: Set<AsteriskChannel>, channel: AsteriskChannel): void {
    const add = (other: AsteriskChannel | undefined): void => {
      if (other !== undefined) all.add(other);
    };
    add(this.get(channel.dialledBy));
    this.#index.byDialler.each(channel.uniqueId, add);
    if (channel.bridgeId !== undefined)
      for (const member of this.#bridges.get(channel.bridgeId) ?? []) add(member);
    if (channel.conference !== undefined) this.#index.byConference.each(channel.conference, add);
    if (!channel.isLocal) return;
    add(this.otherHalf(channel));
    add(this.get(channel.firstPeer));
    // The half of an Atxfer that dials, before it is known whose it is (AMI 1.x).
    if (channel.linkedId === undefined) add(this.transferer(channel));
  }

  otherHalf(channel: AsteriskChannel): AsteriskChannel | undefined {
    const name = channel.otherHalfName;
    return name === undefined ? undefined : this.#byName.get(name);
  }

  /** The channel that is heard at the other end: through bridges and the halves of Local channels. */
  farEnd(channel: AsteriskChannel): AsteriskChannel | undefined {
    const ends = this.farEnds(channel);
    return ends.find((end) => this.areOneCall(channel, end)) ?? ends[0];
  }

  /** The one was dialled by the other, directly or through Local channels: who entered a bridge first tells nothing. */
  areOneCall(one: AsteriskChannel, other: AsteriskChannel): boolean {
    return this.origin(one) === other || this.origin(other) === one;
  }

  /** Which of the others in the channel's bridge leads to that end: the end itself, or the half of a Local channel. */
  towards(channel: AsteriskChannel, end: AsteriskChannel): AsteriskChannel | undefined {
    const peers = this.peers(channel).filter((peer) => !peer.isService);
    return peers.find((peer) => peer === end) ?? peers.find((peer) => this.#leadsTo(peer, end)) ?? peers[0];
  }

  #leadsTo(peer: AsteriskChannel, end: AsteriskChannel): boolean {
    const half = this.otherHalf(peer);
    return half !== undefined && this.farEnds(half).includes(end);
  }

  /** All that are heard at the other end, the nearest first; more than one in a conference. */
  farEnds(channel: AsteriskChannel): AsteriskChannel[] {
    const seen = new Set([channel]);
    const ends: AsteriskChannel[] = [];
    let edge = this.peers(channel);
    for (let hop = 0; hop < hopsMax && edge.length > 0; hop++) {
      const next: AsteriskChannel[] = [];
      for (const peer of edge) {
        if (seen.has(peer) || peer.isService) continue;
        seen.add(peer);
        if (!peer.isLocal && !peer.isZombie) {
          ends.push(peer);
          continue;
        }
        const half = this.otherHalf(peer);
        if (half === undefined || seen.has(half)) continue;
        seen.add(half);
        next.push(...this.peers(half));
      }
      edge = next;
    }
    return ends;
  }

  /**
   * Who makes the call that half `;2` of a Local channel dials for Atxfer: the other half, which no one dialled, is put into a bridge
   * with the one who transfers (bridge_basic.c). Asterisk 11 does so only when the target has answered; until then it is the one
   * channel of that number that is in no bridge.
   */
  transferer(dialler: AsteriskChannel): AsteriskChannel | undefined {
    const half = this.otherHalf(dialler);
    if (!dialler.name.endsWith(';2') || half === undefined || half.dialledBy !== undefined) return undefined;
    // Once the transfer is complete it is in the bridge of the one who was transferred.
    if (half.firstPeer !== undefined) return this.get(half.firstPeer);
    // An Originate gives its own half a CallerID at once; and from AMI 2.0 on the bridge is reported.
    if (half.linkedId !== undefined || half.callerNumber !== '') return undefined;
    const candidates = this.withNumber(dialler.callerNumber).filter(
      ({ isLocal, isZombie, state, bridgeId }) =>
        !isLocal && !isZombie && state === 'up' && bridgeId === undefined,
    );
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  /** Those by whose dial the channel was made, the nearest first, as far as they stand. */
  diallersOf(channel: AsteriskChannel): AsteriskChannel[] {
    const found: AsteriskChannel[] = [];
    let at = channel;
    for (let hop = 0; hop < hopsMax; hop++) {
      const before = at.isLocal && at.dialledBy === undefined ? this.otherHalf(at) : this.get(at.dialledBy);
      if (before === undefined) break;
      found.push(before);
      at = before;
    }
    return found;
  }

  /**
   * Where a call came from: back through dials and the halves of Local channels. A Local channel that no one dialled is the
   * origin itself: it was made by an Originate.
   */
  origin(channel: AsteriskChannel): AsteriskChannel {
    let at = channel;
    for (let hop = 0; hop < hopsMax; hop++) {
      const before = at.isLocal && at.dialledBy === undefined ? this.otherHalf(at) : this.get(at.dialledBy);
      if (before === undefined) return at;
      const dialler = this.get(before.dialledBy);
      if (at.isLocal && at.dialledBy === undefined) {
        if (dialler === undefined) return this.transferer(at) ?? before;
        at = dialler;
      } else {
        at = before;
      }
    }
    return at;
  }
}
