import { AsteriskClient } from '../../ami/client.ts';
import type { AmiStatus } from '../../ami/status.ts';
import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Instant } from '../../cti/instant.ts';
import type { Link, LinkFault } from '../../cti/link.ts';
import type { Edges, Timer } from '../../world/edges.ts';
import type { DeskLink } from '../agent/deskConnection.ts';
import type { SurroundingsListing } from '../agent/surroundings.ts';
import { learnChannels } from '../calls/rebuild/foundChannels.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { PbxSnapshot } from '../dialect/snapshot.ts';
import type { AmiSource, LineOptions, RecordingSource } from '../options/lineOptions.ts';
import { BootWatch } from '../pbx/bootWatch.ts';
import { AsteriskChannels } from '../pbx/channels.ts';
import { clientOptions } from '../pbx/clientOptions.ts';
import { snippetContext } from '../pbx/dialPlan.ts';
import { followChannels } from '../pbx/followChannels.ts';
import { askGranted, type Granted } from '../pbx/granted.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';
import { linkOf } from '../pbx/linkState.ts';
import { RightsWatch } from '../pbx/rightsWatch.ts';
import { StrayChannels } from '../pbx/strayChannels.ts';
import { isAmi1 } from '../recording/recording.ts';
import { RecordingPlayer } from '../recording/recordingPlayer.ts';
import { Hearers } from './hearers.ts';
import { LiveEvents } from './liveEvents.ts';
import type { PbxView } from './pbxView.ts';
import { Questions } from './questions.ts';
import { ViewIndex } from './viewIndex.ts';

/** The PBX, and where its dial plan has our lines. */
export type PbxOptions = Pick<LineOptions, 'source' | 'controls'>;

/** A snapshot that failed while the link stands (an Asterisk that still boots, say) is asked for again after this, ms. */
const snapshotRetryMs = 2_000;

/**
 * A PBX, followed once for all lines on it: one session, from the login to what controls need, one picture of its channels. After each
 * login it asks what the account may do and what stands, and looks again when rights change or the PBX has booted. A line is a view on
 * it, and hears of what concerns it and of nothing else.
 */
export class FollowedPbx {
  readonly channels = new AsteriskChannels();
  readonly #options: PbxOptions;
  readonly #edges: Edges;
  readonly #index = new ViewIndex();
  readonly #hearers = new Hearers(this.#index, this.channels);
  /** Who has followed an event of the packet that is being heard, or hears the packet anyway. */
  #hearing = new Set<PbxView>();
  readonly #live: LiveEvents;
  readonly #rights: RightsWatch;
  readonly #boot: BootWatch;
  #link: Link = { state: 'off' };
  #client: AsteriskClient | undefined;
  #player: RecordingPlayer | undefined;
  #granted: Granted | undefined;
  /** Counts the links that were made. */
  #links = 0;
  /** Lines that came when the calls of the others were known already. */
  readonly #newcomers = new Set<PbxView>();
  #retry: Timer | undefined;

  constructor(options: PbxOptions, edges: Edges) {
    this.#options = options;
    this.#edges = edges;
    this.#live = new LiveEvents({
      channels: this.channels,
      clock: edges.clock,
      onEvent: (packet, event, at) => this.#follow(packet, event, at),
      onPacket: (packet, events, dialect) => this.#hear(packet, events, dialect),
      onStuck: (reason) => this.#client?.reconnect(reason),
    });
    this.#rights = new RightsWatch({
      pbx: options,
      edges,
      isIdle: () => this.#link.state === 'online' && [...this.#index.all].every((view) => view.isIdle()),
      granted: () => this.#granted,
      grant: (granted) => this.#grant(granted),
      logInAnew: () => void this.#logInAnew(),
    });
    this.#boot = new BootWatch(edges.clock, () => this.#lookAgain());
  }

  get client(): AsteriskClient | undefined {
    return this.#client;
  }

  get dialect(): Dialect {
    return this.#live.dialect;
  }

  /** What the account may do; known while commands can be carried out. */
  get granted(): Granted | undefined {
    return this.#granted;
  }

  /** From now on the view hears what concerns it; the first one has the link made. Without effect while it is. */
  join(view: PbxView): void {
    if (this.#index.has(view)) return;
    this.#index.add(view);
    const { source } = this.#options;
    if (this.#client === undefined && this.#player === undefined) {
      if (source.kind === 'ami') this.#start(source);
      else this.#play(source);
      return;
    }
    if (this.#client === undefined || this.#granted === undefined) {
      if (this.#link.state !== 'off') view.onLink(this.#link);
      return;
    }
    this.#newcomers.add(view);
    void this.#welcome(this.#client, this.#granted);
  }

  /**
   * The view hears nothing more.
   * @returns ends the link, where that was the last one; until then things may be sent
   */
  leave(view: PbxView): () => Promise<void> {
    this.#index.remove(view);
    this.#newcomers.delete(view);
    const client = this.#client;
    if (this.#index.size > 0) return () => Promise.resolve();
    this.#live.stop();
    this.#player?.stop();
    this.#player = undefined;
    this.#client = undefined;
    this.#close();
    this.#link = { state: 'off' };
    return async () => client?.stop();
  }

  /** What concerns the view may be something else by now. */
  touch(view: PbxView): void {
    this.#index.touch(view);
  }

  /** Checks the link, or makes the next attempt at once. */
  connectNow(): void {
    if (this.#link.state === 'refused') this.#client?.start();
    else this.#client?.checkNow();
    this.#rights.look();
  }

  /** What the PBX is asked about itself; `undefined`: there is no link. */
  get questions(): Questions | undefined {
    return this.#client && this.#questions(this.#client);
  }

  #questions(client: AsteriskClient): Questions {
    return new Questions(client, this.#live.dialect, this.#edges.log);
  }

  #start(source: AmiSource): void {
    const client = new AsteriskClient(clientOptions(source, this.#edges));
    this.#client = client;
    client.onStatus((status) => this.#onStatus(client, status));
    const strays = new StrayChannels({
      channels: this.channels,
      clock: this.#edges.clock,
      standing: () => this.#questions(client).standingIds(),
      onHangup: (packet) => this.#live.take(packet),
    });
    client.onEvent((packet) => {
      if (client !== this.#client) return;
      this.#live.take(packet);
      if (!this.#live.areHeld) strays.hear();
    });
    client.start();
  }

  #play(source: RecordingSource): void {
    this.#player = new RecordingPlayer(source, this.#edges.clock, {
      onGreeting: (greeting) => {
        this.#live.dialect = isAmi1(greeting) ? dialect1 : dialect2;
        this.#live.release();
        this.#tellLink({ state: 'online', version: greeting });
      },
      onPacket: (packet) => this.#live.take(packet),
      onEnd: (fault) => this.#tellLink({ state: 'refused', fault }),
    });
    this.#player.start();
  }

  // What comes unasked.

  #follow(packet: AmiPacket, event: ChannelEvent, at: Instant): void {
    const concerned = this.#hearers.before(event, this.#hearing);
    const followed = followChannels(this.channels, event);
    if (followed === undefined) return;
    this.#hearers.after(event, followed, concerned);
    for (const view of concerned) {
      view.follow(packet, event, followed, at);
      this.#index.touch(view);
      this.#hearing.add(view);
    }
  }

  #hear(packet: AmiPacket, events: readonly ChannelEvent[], dialect: Dialect): void {
    const hearing = this.#hearing;
    this.#hearers.ofPacket(packet, hearing);
    if (hearing.size === 0) return;
    this.#hearing = new Set();
    for (const view of hearing) {
      view.hear(packet, events, dialect);
      this.#index.touch(view);
    }
  }

  // The link.

  #tellLink(link: Link): void {
    this.#link = link;
    this.#edges.log({ level: 'info', what: 'link', ...link });
    this.#each((view) => view.onLink(link));
  }

  #each(tell: (view: PbxView) => void): void {
    for (const view of [...this.#index.all]) if (this.#index.has(view)) tell(view);
  }

  #close(): void {
    this.#edges.clock.clearTimeout(this.#retry);
    this.#rights.stop();
    this.#boot.stop();
    this.#newcomers.clear();
    this.#granted = undefined;
  }

  #onStatus(client: AsteriskClient, status: AmiStatus): void {
    if (client !== this.#client) return;
    const live = this.#live;
    if (status.state !== 'online') {
      // Events are held for a newcomer, too, while the channels are known.
      const isVoid = !live.areHeld || this.#granted !== undefined;
      this.#close();
      if (isVoid) this.channels.clear();
      this.#each((view) => view.onLost(isVoid));
      live.reset();
    } else {
      live.dialect = status.major === 1 ? dialect1 : dialect2;
      live.hold();
      void this.#findCalls(client, status.greeting);
    }
    const now = linkOf(status, this.#link);
    if (now !== undefined) this.#tellLink(now);
  }

  /** Asks what the account may do and which calls stand; only then are live events believed. */
  async #findCalls(client: AsteriskClient, greeting: string): Promise<void> {
    this.#tellLink({ state: 'checking', version: greeting });
    try {
      const granted = await askGranted((action) => client.send(action), this.#options);
      this.#live.asked();
      const devices = new Set([...this.#index.all].map(({ device }) => device));
      const { snapshot, around } = await this.#questions(client).standing(devices);
      if (client !== this.#client || client.status.state !== 'online') return;
      this.#granted = granted;
      const views = [...this.#index.all];
      this.#openAround(client, granted, around, views);
      this.#links += 1;
      this.#found(snapshot, views);
      this.#tellLink({ state: 'online', version: greeting });
      this.#rights.start();
      this.#boot.start();
    } catch (error) {
      if (client !== this.#client || client.status.state !== 'online') return;
      const fault = linkFaultOf(error);
      this.#edges.log({ level: 'warn', what: 'calls not found out', ...fault });
      await this.#notFound(client, greeting, fault);
    }
  }

  /** The channels first, once for all; then each line's calls; and then what has happened since. */
  #found(snapshot: PbxSnapshot, views: readonly PbxView[]): void {
    const found = learnChannels(this.channels, snapshot, snippetContext(this.#options));
    for (const view of views) {
      view.onFound({ snapshot, found });
      this.#index.touch(view);
      this.#newcomers.delete(view);
    }
    this.#live.release();
    for (const view of views) view.onReleased();
  }

  /** Lines that come later: the PBX is asked what stands, and the others wait that long for what happens. */
  async #welcome(client: AsteriskClient, granted: Granted): Promise<void> {
    const [live, links, link] = [this.#live, this.#links, this.#link];
    if (link.state !== 'online') return;
    for (const view of this.#newcomers) view.onLink({ state: 'checking', version: link.version });
    // They are a part of the answer that is awaited.
    if (live.areHeld) return;
    live.hold();
    live.asked();
    const devices = new Set([...this.#newcomers].map(({ device }) => device));
    const standing = await this.#questions(client)
      .standing(devices)
      .catch(() => undefined);
    if (links !== this.#links || this.#granted === undefined) return;
    if (standing === undefined) {
      live.release();
      const retry = (): void => void this.#welcome(client, granted);
      this.#retry = this.#edges.clock.setTimeout(retry, snapshotRetryMs);
      return;
    }
    const { snapshot, around } = standing;
    const views = [...this.#newcomers];
    this.#openAround(client, granted, around, views);
    this.#found(snapshot, views);
    for (const view of views) view.onLink(link);
  }

  async #notFound(client: AsteriskClient, greeting: string, fault: LinkFault): Promise<void> {
    if (fault.code === 'rightsMissing') {
      await client.stop();
      this.#tellLink({ state: 'refused', fault });
      return;
    }
    this.#each((view) => view.onFault({ ...fault, code: 'snapshotFailed' }));
    const retry = (): void => void this.#findCalls(client, greeting);
    this.#retry = this.#edges.clock.setTimeout(retry, snapshotRetryMs);
  }

  #openAround(
    client: AsteriskClient,
    granted: Granted,
    around: SurroundingsListing,
    views: readonly PbxView[],
  ): void {
    const link: DeskLink = {
      send: (action) => this.sendOver(client, action),
      list: client.list.bind(client),
      may: (action) => (this.#granted ?? granted).capabilities.may(action),
    };
    for (const view of views) {
      view.onAround(link, around, this.#live.dialect);
      this.#index.touch(view);
    }
  }

  /** What the PBX did not have at the login, because it still booted. */
  async #lookAgain(): Promise<void> {
    const [client, before, links] = [this.#client, this.#granted, this.#links];
    if (client === undefined || before === undefined) return;
    try {
      const granted = await askGranted((action) => client.send(action), this.#options);
      const isSame = before.capabilities.equals(granted.capabilities);
      const around = isSame ? undefined : await this.#questions(client).around();
      if (links !== this.#links || this.#granted === undefined) return;
      this.#grant(granted);
      if (around !== undefined) this.#openAround(client, granted, around, [...this.#index.all]);
    } catch (error) {
      // The link has broken: all is asked with the next one.
      this.#edges.log({ level: 'info', what: 'rights not asked', ...linkFaultOf(error) });
    }
  }

  /** As a control does; when the PBX says that a right is gone, it is asked what is left. @throws AmiError as rejection */
  async sendOver(client: AsteriskClient, action: AmiAction): Promise<AmiPacket> {
    try {
      return await client.send(action);
    } catch (error) {
      this.#rights.hearRefusal(error, (again) => client.send(again));
      throw error;
    }
  }

  /** Rights come with a login, and no line is in a call. */
  async #logInAnew(): Promise<void> {
    const client = this.#client;
    this.#edges.log({ level: 'info', what: 'logging in again for other rights' });
    await client?.stop();
    if (client === this.#client) client?.start();
  }

  #grant(granted: Granted): void {
    if (this.#granted === undefined) return;
    this.#granted = granted;
    this.#each((view) => view.onGranted());
  }
}
