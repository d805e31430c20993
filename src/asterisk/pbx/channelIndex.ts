/** What a channel is looked up by. */
export interface Indexed {
  readonly device: string;
  readonly dialledBy: string | undefined;
  readonly conference: string | undefined;
  readonly numberAlone: string | undefined;
}

/** Channels by what they have in common; nearly always it is one, which then needs no set of its own. */
class ChannelGroups<Channel extends object> {
  readonly #groups = new Map<string, Channel | Set<Channel>>();

  /** As a copy, in the order in which they came. */
  of(key: string | undefined): readonly Channel[] {
    const group = key === undefined ? undefined : this.#groups.get(key);
    if (group === undefined) return [];
    return group instanceof Set ? [...group] : [group];
  }

  each(key: string, visit: (channel: Channel) => void): void {
    const group = this.#groups.get(key);
    if (group instanceof Set) for (const channel of group) visit(channel);
    else if (group !== undefined) visit(group);
  }

  /** The channel has another key than before; `undefined`: none. */
  move(channel: Channel, from: string | undefined, to: string | undefined): void {
    if (from === to) return;
    if (from !== undefined) this.#remove(from, channel);
    if (to !== undefined) this.#add(to, channel);
  }

  #add(key: string, channel: Channel): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, channel);
    else if (group instanceof Set) group.add(channel);
    else if (group !== channel) this.#groups.set(key, new Set([group, channel]));
  }

  #remove(key: string, channel: Channel): void {
    const group = this.#groups.get(key);
    if (group === channel) this.#groups.delete(key);
    if (!(group instanceof Set)) return;
    group.delete(channel);
    if (group.size === 0) this.#groups.delete(key);
  }
}

/** What channels are looked up by, so that nothing that happens has to look through all channels of the PBX. */
export class ChannelIndex<Channel extends Indexed> {
  readonly byDevice = new ChannelGroups<Channel>();
  /** By the Uniqueid of the channel whose dial made them. */
  readonly byDialler = new ChannelGroups<Channel>();
  /** By the ConfBridge room. */
  readonly byConference = new ChannelGroups<Channel>();
  /** By their own number; only those of AMI 1.x, where numbers are all that tells who belongs together. */
  readonly byNumber = new ChannelGroups<Channel>();

  add(channel: Channel): void {
    this.#place(channel, true);
  }

  remove(channel: Channel): void {
    this.#place(channel, false);
  }

  #place(channel: Channel, isThere: boolean): void {
    const place = (groups: ChannelGroups<Channel>, key: string | undefined): void =>
      isThere ? groups.move(channel, undefined, key) : groups.move(channel, key, undefined);
    place(this.byDevice, channel.device);
    place(this.byDialler, channel.dialledBy);
    place(this.byConference, channel.conference);
    place(this.byNumber, channel.numberAlone);
  }
}

/** Pieces of memory that packets came in and that may be kept, each some 64 KiB: what a hundred calls say in a few seconds. */
const memoriesMax = 4;

/** A channel whose last packet may be unread. */
export interface Readable {
  readonly memory: object | undefined;
  read(): void;
}

interface Kept<Channel> {
  readonly memory: object;
  readonly channels: Set<Channel>;
}

/**
 * Channels whose last packet is not read yet. A packet keeps the memory around it, so those that wait longest are read before there is too
 * much of that: on a busy PBX after some hundred events, in which a channel is spoken of several times and many come and go.
 */
export class UnreadChannels<Channel extends Readable> {
  #kept: Kept<Channel>[] = [];

  /** @param memory that is kept for it from now on */
  add(memory: object, channel: Channel): void {
    const last = this.#kept.at(-1);
    if (last?.memory === memory) {
      last.channels.add(channel);
      return;
    }
    this.#kept.push({ memory, channels: new Set([channel]) });
    if (this.#kept.length <= memoriesMax) return;
    const oldest = this.#kept.shift();
    for (const each of oldest?.channels ?? []) if (each.memory === oldest?.memory) each.read();
  }

  /** It has hung up. */
  remove(channel: Channel): void {
    for (const { channels } of this.#kept) channels.delete(channel);
  }

  clear(): void {
    this.#kept = [];
  }
}
