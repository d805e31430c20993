import type { AsteriskClient } from '../../ami/client.ts';
import type { Call } from '../../cti/call.ts';
import type { CommandResult, CtiCommand } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { Instant } from '../../cti/instant.ts';
import { type Line, newLine, reduce } from '../../cti/line.ts';
import type { LampReport } from '../../cti/people/lamp.ts';
import type { Link } from '../../cti/link.ts';
import type { Edges } from '../../world/edges.ts';
import { Surroundings } from '../agent/surroundings.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import { ApplicationWatch } from '../calls/applicationAnswer.ts';
import { LineKeeper } from '../calls/rebuild/lineKeeper.ts';
import { LiveEvents } from '../calls/rebuild/liveEvents.ts';
import { rebuild } from '../calls/rebuild/rebuild.ts';
import { ableInAll, type PhoneAbilities } from '../controls/control/control.ts';
import { EventWaiters } from '../controls/control/eventWaiters.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { PbxSnapshot } from '../dialect/snapshot.ts';
import type { LineOptions, LineSession, RecordingSource } from '../options/lineOptions.ts';
import { snippetContext } from '../pbx/dialPlan.ts';
import { isWithheld } from '../pbx/presentation.ts';
import { LampWatch } from '../pbx/hints/lampWatch.ts';
import { isAmi1 } from '../recording/recording.ts';
import { RecordingPlayer } from '../recording/recordingPlayer.ts';
import type { Readiness } from './features.ts';
import { LineCommands } from './lineCommands.ts';
import { LineLink } from './lineLink.ts';

/**
 * One agent's line on one PBX: follows the calls and carries out the commands, over a link that is kept up (`LineLink`). What it tells
 * is a sequence of call events; `line` is their sum.
 */
export class AsteriskConnection {
  readonly #options: LineOptions;
  readonly #edges: Edges;
  readonly #adapter: AsteriskAdapter;
  readonly #live: LiveEvents;
  readonly #applications: ApplicationWatch;
  readonly #keeper: LineKeeper;
  readonly #surroundings: Surroundings;
  readonly #lamps: LampWatch;
  readonly #link: LineLink;
  readonly #listeners = new Set<(event: CtiEvent) => void>();
  readonly #lampListeners = new Set<() => void>();
  readonly #waiters: EventWaiters;
  readonly #commands: LineCommands;
  /** Learnt of the phone, which is no other for a link that broke. */
  readonly #phone: PhoneAbilities;
  #line: Line;
  /** Of those whose lamps are watched. */
  #mayPickUp = false;
  #player: RecordingPlayer | undefined;
  #leavePhone: (() => void) | undefined;

  constructor(options: LineOptions, edges: Edges) {
    this.#options = options;
    this.#edges = edges;
    this.#line = newLine(options.extension, options.device);
    this.#phone = { ...(options.memory?.last?.phone ?? ableInAll) };
    this.#waiters = new EventWaiters(edges.clock);
    this.#adapter = this.#createAdapter();
    this.#live = this.#createLive();
    this.#lamps = new LampWatch({
      context: options.originateContext,
      log: edges.log,
      onChanged: () => this.#tellLamps(),
    });
    this.#applications = new ApplicationWatch({
      calls: this.#adapter.calls,
      clock: edges.clock,
      ask: async (channelName) => {
        const { client } = this.#link;
        return client && this.#link.questions(client).channel(channelName);
      },
    });
    this.#surroundings = new Surroundings({
      line: options,
      edges,
      adapter: this.#adapter,
      calls: () => this.#line.calls,
      emit: (event) => this.#publish(event),
      onRecord: () => this.#keeper.keep(),
    });
    this.#keeper = new LineKeeper({
      memory: options.memory,
      clock: edges.clock,
      stories: () => this.#adapter.stories(),
      others: () => ({ agent: this.#surroundings.record, phone: { ...this.#phone } }),
    });
    this.#commands = new LineCommands({
      line: () => this.#line,
      story: (callId) => this.#adapter.story(callId),
      ready: () => this.#readiness(),
      surroundings: this.#surroundings,
      now: () => this.#now(),
      log: edges.log,
      publish: (event) => this.#publish(event),
      // Of the phone, too, something may have been learnt.
      onTried: () => this.#keeper.keepSoon(),
    });
    this.#link = this.#createLink();
  }

  #createAdapter(): AsteriskAdapter {
    const { extension, device, sendRingStartedOnRingingState } = this.#options;
    return new AsteriskAdapter({
      extension,
      device,
      sendRingStartedOnRingingState,
      newId: this.#edges.newId,
      emit: (event) => this.#publish(event),
      onLegLeft: (channel) => {
        const hangup = { name: 'Hangup', fields: [['Channel', channel]] } as const;
        void this.#link.context?.send(hangup).catch(() => undefined);
      },
    });
  }

  #createLive(): LiveEvents {
    return new LiveEvents({
      adapter: this.#adapter,
      fieldNames: this.#options.packetInfoConfig,
      clock: this.#edges.clock,
      onFollowed: (uniqueId) => this.#lookAtApplication(uniqueId),
      onHeard: (packet, events, dialect) => {
        this.#surroundings.hearPacket(packet, events, dialect);
        this.#lamps.hear(packet);
      },
      onStuck: (reason) => this.#link.client?.reconnect(reason),
    });
  }

  #createLink(): LineLink {
    return new LineLink({
      line: this.#options,
      edges: this.#edges,
      live: this.#live,
      controls: {
        adapter: this.#adapter,
        phone: this.#phone,
        line: () => this.#line,
        listen: (wanted) => this.#waiters.listen(wanted),
        waitFor: (wanted, timeoutMs) => this.#waiters.wait(wanted, timeoutMs),
      },
      link: () => this.#line.link,
      onLink: (link) => this.#tellLink(link),
      onAround: (link, around) => {
        this.#surroundings.open(link, around, this.#live.dialect);
        this.#lamps.open(link);
      },
      onFound: (snapshot) => this.#rebuild(snapshot),
      onGranted: () => {
        this.#commands.refreshFeatures(this.#now());
        this.#lamps.lookAgain();
      },
      onLost: () => this.#forgetChannels(),
      onFault: (fault) => this.#publish({ type: 'Error', at: this.#now(), fault }),
    });
  }

  get line(): Line {
    return this.#line;
  }

  /** Every event of the line, in order. @returns the function that ends it */
  onEvent(listener: (event: CtiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the phones of some colleagues do: those that `watchLamps` names. */
  get lamps(): LampReport {
    return this.#lamps.report;
  }

  /** Each change of `lamps`. @returns the function that ends it */
  onLamps(listener: () => void): () => void {
    this.#lampListeners.add(listener);
    return () => this.#lampListeners.delete(listener);
  }

  /**
   * Follows the lamps of these extensions from now on, by the hints of the PBX; none: it is not asked.
   * @param pickUp their ringing calls may be taken
   */
  watchLamps(extensions: readonly string[], { pickUp }: { readonly pickUp: boolean }): void {
    this.#mayPickUp = pickUp;
    this.#lamps.watch(extensions);
    this.#offerPickUps();
  }

  /** Conversations of colleagues with these numbers are reported as `CallerReached`; `undefined`: none are. */
  awaitCallers(isAwaited: ((number: string) => boolean) | undefined): void {
    this.#surroundings.awaitCallers(isAwaited);
  }

  /** To ask the PBX about other things than calls. */
  get session(): LineSession | undefined {
    const { client } = this.#link;
    return client && { client, silentQueue: this.#adapter.calls.silentQueue };
  }

  start(): void {
    const { source } = this.#options;
    if (this.#link.client !== undefined || this.#player !== undefined) return;
    // What it can do depends on it, too: a microphone may be plugged in.
    this.#leavePhone = this.#options.softphone?.onChanged(() => this.#commands.refreshFeatures(this.#now()));
    if (source.kind === 'ami') this.#link.start(source);
    else this.#play(source);
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

  /** Logs off. Calls on the PBX are left alone. Never rejects. */
  async stop(): Promise<void> {
    this.#leavePhone?.();
    this.#live.stop();
    this.#player?.stop();
    this.#player = undefined;
    const client: AsteriskClient | undefined = this.#link.leave();
    this.#applications.clear();
    this.#lamps.close();
    await this.#surroundings.leave();
    await client?.stop();
    this.#waiters.giveUp();
    this.#tellLink({ state: 'off' });
  }

  /** After a wake-up, a change of network, or because somebody cannot wait: checks the link, or makes the next attempt at once. */
  connectNow(): void {
    this.#link.connectNow();
  }

  /** Somebody may have set the phone up otherwise, or put another there: all is tried again. */
  forgetPhone(): void {
    Object.assign(this.#phone, ableInAll);
    this.#keeper.keepSoon();
    this.#commands.refreshFeatures(this.#now());
  }

  /** Carries a command out. Never rejects: a command is done, refused with a reason, or timed out. */
  execute(command: CtiCommand): Promise<CommandResult> {
    return this.#commands.execute(command);
  }

  /** For the CDR and the dial plan of the PBX; only while the call goes on. Never rejects. */
  setVariable(callId: string, name: string, value: string): Promise<CommandResult> {
    return this.#commands.setVariable(callId, name, value);
  }

  /** The work after a call lasts until it is let go, however long that is. */
  holdWork(isHeld: boolean): void {
    this.#surroundings.holdWork(isHeld);
  }

  /** The link is gone: what is known of channels is void. */
  #forgetChannels(): void {
    this.#applications.clear();
    this.#lamps.close();
    if (!this.#live.areHeld) this.#adapter.forgetChannels();
    this.#live.reset();
  }

  #offerPickUps(): void {
    this.#surroundings.watchFavourites(this.#mayPickUp ? this.#lamps.phones : new Map());
  }

  #tellLamps(): void {
    this.#offerPickUps();
    for (const listener of this.#lampListeners) listener();
  }

  #lookAtApplication(uniqueId?: string): void {
    // A recording cannot be asked.
    if (this.#link.client === undefined) return;
    this.#applications.look(this.#adapter.channels.get(uniqueId));
    this.#applications.lookAround();
  }

  #rebuild(snapshot: PbxSnapshot): void {
    const at = this.#now();
    const known = this.#keeper.takeUp(this.#adapter.calls, at);
    if (known !== undefined) this.#publish({ type: 'ActiveCallSnapshot', at, calls: known.calls });
    const pen = snippetContext(this.#options);
    const calls = rebuild(
      this.#adapter,
      snapshot,
      { pen, ...(known === undefined ? {} : { lostAt: known.lostAt }) },
      at,
    );
    this.#publish({ type: 'ActiveCallSnapshot', at, calls });
    this.#live.release();
    for (const leg of this.#adapter.channels.ofDevice(this.#options.device)) this.#applications.look(leg);
  }

  #tellLink(link: Link): void {
    const type = link.state === 'online' ? 'Connected' : 'Disconnected';
    this.#edges.log({ level: 'info', what: 'link', ...link });
    this.#publish({ type, at: this.#now(), link });
  }

  /**
   * What each event of the line comes by, in this order: it is summed up before anybody hears of it; listeners before those that send
   * something for it; and what can be done now is looked at last, when all know of it.
   */
  readonly #stations: readonly ((told: CtiEvent) => void)[] = [
    (told) => (this.#line = reduce(this.#line, told)),
    (told) => this.#tellListeners(told),
    (told) => this.#waiters.hear(told),
    (told) => this.#keepCalls(told),
    (told) => this.#askPresentation(told),
    (told) => this.#followUp(told),
    (told) => this.#surroundings.hear(told),
    (told) => this.#refreshFeatures(told),
  ];

  /** An event gets its features, and comes by all stations. One that a station publishes goes all its way first. */
  #publish(event: CtiEvent): void {
    const told = this.#commands.withFeatures(event);
    for (const station of this.#stations) station(told);
  }

  #tellListeners(told: CtiEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(told);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        this.#edges.log({ level: 'error', what: 'listener failed', detail });
      }
    }
  }

  #keepCalls(told: CtiEvent): void {
    if ('call' in told || told.type === 'ActiveCallSnapshot') this.#keeper.keepSoon();
  }

  /** Whether a caller withholds who they are. */
  #askPresentation(told: CtiEvent): void {
    if (told.type === 'RingStarted') void this.#withholdIfAsked(told.call);
  }

  #followUp(told: CtiEvent): void {
    if (told.type === 'RingFinished') void this.#commands.followUp(told.call);
  }

  #refreshFeatures(told: CtiEvent): void {
    if (told.type !== 'LineStateChanged') this.#commands.refreshFeatures(told.at);
  }

  async #withholdIfAsked(call: Call): Promise<void> {
    const leg = this.#adapter.channels.get(call.uniqueId);
    if (await isWithheld(call, leg?.name, this.#link.context)) this.#adapter.withhold(call.id, this.#now());
  }

  #readiness(): Readiness {
    if (this.#options.source.kind === 'recording') return 'replayOnly';
    const { context } = this.#link;
    return this.#line.link.state === 'online' && context !== undefined ? context : 'notConnected';
  }

  #now(): Instant {
    return this.#edges.clock.now();
  }
}
