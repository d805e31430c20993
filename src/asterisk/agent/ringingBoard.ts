import type { RingingColleague } from '../../cti/agent.ts';
import { type AsteriskChannel, deviceOfChannel } from '../pbx/channel.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { type AsteriskChannels, byArrival } from '../pbx/channels.ts';

interface RingingLine {
  readonly extension: string;
  /** Its own phone: the colleagues' are of the same technology. */
  readonly device: string;
  readonly colleagues?: readonly string[];
}

/** The colleagues' phones that ring because somebody calls them. It looks at the line's own picture of the channels. */
export class RingingBoard {
  readonly #channels: AsteriskChannels;
  readonly #line: RingingLine;
  /** Extension by device, e.g. 102 by `PJSIP/102`. */
  readonly #extensions: ReadonlyMap<string, string>;
  /** Favourites that are no colleagues of the settings, in the same way. */
  #favourites: ReadonlyMap<string, string> = new Map();
  readonly #ringing = new Map<string, RingingColleague>();

  constructor(channels: AsteriskChannels, line: RingingLine) {
    const { device, colleagues = [] } = line;
    this.#channels = channels;
    this.#line = line;
    const technology = device.slice(0, device.indexOf('/') + 1);
    const others = colleagues.map((extension) => [`${technology}${extension}`, extension] as const);
    this.#extensions = new Map(others.filter(([other]) => other !== device));
  }

  get ringing(): readonly RingingColleague[] {
    return [...this.#ringing.values()];
  }

  /** Extension by phone; in place of those before. */
  watch(favourites: ReadonlyMap<string, string>): void {
    const others = [...favourites].filter(
      ([device]) => device !== this.#line.device && !this.#extensions.has(device),
    );
    const isSame =
      others.length === this.#favourites.size &&
      others.every(([device, extension]) => this.#favourites.get(device) === extension);
    if (isSame) return;
    this.#favourites = new Map(others);
    const kept = [...this.#ringing].filter(
      ([id, { favourite }]) => favourite !== true || this.#isWatched(id),
    );
    this.#ringing.clear();
    for (const [id, ringing] of kept) this.#ringing.set(id, ringing);
    this.#lookAt(this.#favourites.keys());
  }

  #isWatched(uniqueId: string): boolean {
    return this.#favourites.has(this.#channels.get(uniqueId)?.device ?? '');
  }

  get #hasNone(): boolean {
    return this.#extensions.size === 0 && this.#favourites.size === 0;
  }

  #extensionOf(device: string): string | undefined {
    return this.#extensions.get(device) ?? this.#favourites.get(device);
  }

  /** The channels were read again. */
  list(): void {
    this.clear();
    this.#lookAt(this.devices);
  }

  /** The phones that are looked at. */
  get devices(): readonly string[] {
    return [...this.#extensions.keys(), ...this.#favourites.keys()];
  }

  #lookAt(devices: Iterable<string>): void {
    const legs = [...devices].flatMap((device) => this.#channels.ofDevice(device));
    for (const leg of byArrival(legs)) this.#look(leg);
  }

  clear(): void {
    this.#ringing.clear();
  }

  /** @returns whether a colleague's phone is concerned; the channels must know of the event already */
  hear(event: ChannelEvent): boolean {
    if (this.#hasNone) return false;
    const uniqueId = this.#subject(event);
    if (uniqueId === undefined) return false;
    const channel = this.#channels.get(uniqueId);
    if (channel === undefined) return this.#ringing.delete(uniqueId);
    this.#look(channel);
    return true;
  }

  /** The colleague's leg that the event is about. */
  #subject(event: ChannelEvent): string | undefined {
    switch (event.type) {
      case 'changed':
      case 'hungUp':
      case 'bridgeEntered':
        return this.#legOf(event.channel);
      case 'dialBegun':
        return this.#legOf(event.dest);
      case 'dialEnded':
        return event.dest === undefined ? undefined : this.#legOf(event.dest);
      case 'queueDialled': {
        const dest = this.#channels.byName(event.destName);
        return dest && this.#legOf(dest);
      }
      case 'renamed':
        return this.#ringing.has(event.uniqueId) || this.#isColleague(event.to) ? event.uniqueId : undefined;
      default:
        return undefined;
    }
  }

  #legOf({ uniqueId, name }: { readonly uniqueId: string; readonly name: string }): string | undefined {
    return this.#ringing.has(uniqueId) || this.#isColleague(name) ? uniqueId : undefined;
  }

  #isColleague(channelName: string): boolean {
    return this.#extensionOf(deviceOfChannel(channelName)) !== undefined;
  }

  #look(channel: AsteriskChannel): void {
    const extension = this.#extensionOf(channel.device);
    // A leg that no one dialled is the colleague's own call, made by an Originate.
    const isCalled = channel.dialledBy !== undefined || channel.isListedAsCalled;
    const origin = this.#channels.origin(channel);
    if (extension === undefined || channel.state !== 'ringing' || !isCalled || this.#isOwn(channel, origin)) {
      this.#ringing.delete(channel.uniqueId);
      return;
    }
    const from = origin === channel ? undefined : origin;
    this.#ringing.set(channel.uniqueId, {
      id: channel.uniqueId,
      extension,
      number: channel.connectedNumber || (from?.callerNumber ?? ''),
      name: channel.connectedName || (from?.callerName ?? ''),
      ...(this.#extensions.has(channel.device) ? {} : { favourite: true }),
    });
  }

  /** This line calls the colleague: picking that up would be answering oneself. */
  #isOwn(channel: AsteriskChannel, origin: AsteriskChannel): boolean {
    const { device, extension } = this.#line;
    if (origin.device === device) return true;
    // Status does not say who dials, only whose number is shown.
    return channel.isListedAsCalled && channel.connectedNumber === extension;
  }
}
