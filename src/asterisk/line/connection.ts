import type { AmiAction } from '../../ami/wire/action.ts';
import { AsteriskClient } from '../../ami/client.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { AmiStatus } from '../../ami/status.ts';
import type { Call } from '../../cti/call.ts';
import type { CommandResult, CtiCommand } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { Instant } from '../../cti/instant.ts';
import { type Line, newLine, reduce } from '../../cti/line.ts';
import type { Link } from '../../cti/link.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import { ApplicationWatch } from '../calls/applicationAnswer.ts';
import { Surroundings, type SurroundingsListing } from '../agent/surroundings.ts';
import { BootWatch } from '../pbx/bootWatch.ts';
import type { Capabilities } from '../pbx/capabilities.ts';
import { controlContext, type ControlFacts } from '../controls/context.ts';
import { ableInAll, type ControlContext, type PhoneAbilities } from '../controls/control/control.ts';
import { type DialPlanLines, snippetContext } from '../pbx/dialPlan.ts';
import { askGranted, type Granted } from '../pbx/granted.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { Edges, Timer } from '../../world/edges.ts';
import { EventWaiters } from '../controls/control/eventWaiters.ts';
import { clientOptions } from '../pbx/clientOptions.ts';
import type { Readiness } from './features.ts';
import type { AmiSource, LineOptions, LineSession } from '../options/lineOptions.ts';
import { LineCommands } from './lineCommands.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';
import { linkOf } from '../pbx/linkState.ts';
import { LiveEvents } from '../calls/rebuild/liveEvents.ts';
import { LineKeeper } from '../calls/rebuild/lineKeeper.ts';
import { rebuild } from '../calls/rebuild/rebuild.ts';
import { isWithheld } from '../pbx/presentation.ts';
import { Questions } from './questions.ts';
import { isAmi1 } from '../recording/recording.ts';
import { RecordingPlayer } from '../recording/recordingPlayer.ts';
import { RightsWatch } from '../pbx/rightsWatch.ts';
import type { PbxSnapshot } from '../dialect/snapshot.ts';

/** A snapshot that failed while the link stands (an Asterisk that still boots, say) is asked for again after this, ms. */
const snapshotRetryMs = 2_000;

/**
 * One agent's line on one PBX: keeps the link, follows the calls, carries out the commands. What it tells is a sequence of call
 * events; `line` is their sum.
 */
export class AsteriskConnection {
  readonly #options: LineOptions;
  readonly #edges: Edges;
  readonly #adapter: AsteriskAdapter;
  readonly #live: LiveEvents;
  readonly #applications: ApplicationWatch;
  readonly #keeper: LineKeeper;
  readonly #rights: RightsWatch;
  readonly #surroundings: Surroundings;
  readonly #boot: BootWatch;
  readonly #listeners = new Set<(event: CtiEvent) => void>();
  readonly #waiters: EventWaiters;
  readonly #commands: LineCommands;
  #line: Line;
  #client: AsteriskClient | undefined;
  #player: RecordingPlayer | undefined;
  #context: ControlContext | undefined;
  /** Learnt of the phone, which is no other for a link that broke. */
  readonly #phone: PhoneAbilities;
  #retry: Timer | undefined;

  constructor(options: LineOptions, edges: Edges) {
    this.#options = options;
    this.#edges = edges;
    this.#line = newLine(options.extension, options.device);
    this.#phone = { ...(options.memory?.last?.phone ?? ableInAll) };
    this.#waiters = new EventWaiters(edges.clock);
    this.#adapter = new AsteriskAdapter({
      extension: options.extension,
      device: options.device,
      sendRingStartedOnRingingState: options.sendRingStartedOnRingingState,
      newId: edges.newId,
      emit: (event) => this.#publish(event),
      onLegLeft: (channel) => {
        const hangup = { name: 'Hangup', fields: [['Channel', channel]] } as const;
        void this.#context?.send(hangup).catch(() => undefined);
      },
    });
    this.#live = new LiveEvents({
      adapter: this.#adapter,
      fieldNames: options.packetInfoConfig,
      clock: edges.clock,
      onFollowed: (uniqueId) => this.#lookAtApplication(uniqueId),
      onHeard: (packet, events, dialect) => this.#surroundings.hearPacket(packet, events, dialect),
      onStuck: (reason) => this.#client?.reconnect(reason),
    });
    this.#applications = new ApplicationWatch({
      calls: this.#adapter.calls,
      clock: edges.clock,
      ask: async (channelName) => this.#client && this.#questions(this.#client).channel(channelName),
    });
    this.#rights = new RightsWatch({
      line: options,
      edges,
      isIdle: () => this.#line.link.state === 'online' && this.#line.calls.length === 0,
      granted: () => this.#context,
      grant: (granted) => this.#grant(granted),
      logInAnew: () => void this.#logInAnew(),
    });
    this.#keeper = new LineKeeper({
      memory: options.memory,
      clock: edges.clock,
      stories: () => this.#adapter.stories(),
      others: () => ({ agent: this.#surroundings.record, phone: { ...this.#phone } }),
    });
    this.#surroundings = new Surroundings({
      line: options,
      edges,
      adapter: this.#adapter,
      calls: () => this.#line.calls,
      emit: (event) => this.#publish(event),
      onRecord: () => this.#keeper.keep(),
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
    this.#boot = new BootWatch(edges.clock, () => this.#lookAgain());
  }

  get line(): Line {
    return this.#line;
  }

  /** Every event of the line, in order. @returns the function that ends it */
  onEvent(listener: (event: CtiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To ask the PBX about other things than calls. */
  get session(): LineSession | undefined {
    return this.#client && { client: this.#client, silentQueue: this.#adapter.calls.silentQueue };
  }

  start(): void {
    const { source } = this.#options;
    if (this.#client !== undefined || this.#player !== undefined) return;
    if (source.kind === 'ami') this.#startClient(source);
    else {
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
  }

  /** Logs off. Calls on the PBX are left alone. Never rejects. */
  async stop(): Promise<void> {
    this.#edges.clock.clearTimeout(this.#retry);
    this.#rights.stop();
    this.#live.stop();
    this.#player?.stop();
    this.#player = undefined;
    const client = this.#client;
    this.#client = undefined;
    this.#context = undefined;
    this.#applications.clear();
    this.#boot.stop();
    await this.#surroundings.leave();
    await client?.stop();
    this.#waiters.giveUp();
    this.#tellLink({ state: 'off' });
  }

  /** After a wake-up, a change of network, or because somebody cannot wait: checks the link, or makes the next attempt at once. */
  connectNow(): void {
    if (this.#line.link.state === 'refused') this.#client?.start();
    else this.#client?.checkNow();
    this.#rights.look();
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

  #startClient(source: AmiSource): void {
    const client = new AsteriskClient(clientOptions(source, this.#edges));
    this.#client = client;
    client.onStatus((status) => this.#onStatus(client, status));
    client.onEvent((packet) => {
      if (client === this.#client) this.#live.take(packet);
    });
    client.start();
  }

  #onStatus(client: AsteriskClient, status: AmiStatus): void {
    if (client !== this.#client) return;
    if (status.state !== 'online') this.#disconnected();
    else {
      this.#live.dialect = status.major === 1 ? dialect1 : dialect2;
      this.#live.hold();
      void this.#findCalls(client, status.greeting);
    }
    const link = linkOf(status, this.#line.link);
    if (link !== undefined) this.#tellLink(link);
  }

  #disconnected(): void {
    this.#edges.clock.clearTimeout(this.#retry);
    this.#rights.stop();
    this.#boot.stop();
    this.#context = undefined;
    this.#applications.clear();
    if (!this.#live.areHeld) this.#adapter.forgetChannels();
    this.#live.reset();
  }

  /** Asks what the account may do and which calls stand; only then are live events believed. */
  async #findCalls(client: AsteriskClient, greeting: string): Promise<void> {
    this.#tellLink({ state: 'checking', version: greeting });
    try {
      const { capabilities, dialPlan } = await askGranted((action) => client.send(action), this.#options);
      this.#live.asked();
      const { snapshot, around } = await this.#questions(client).standing();
      if (client !== this.#client || client.status.state !== 'online') return;
      this.#openSurroundings(client, capabilities, around);
      this.#rebuild(client, snapshot, capabilities, dialPlan);
      this.#tellLink({ state: 'online', version: greeting });
      this.#rights.start();
      this.#boot.start();
    } catch (error) {
      if (client !== this.#client || client.status.state !== 'online') return;
      const fault = linkFaultOf(error);
      this.#edges.log({ level: 'warn', what: 'calls not found out', ...fault });
      if (fault.code === 'rightsMissing') {
        await client.stop();
        this.#tellLink({ state: 'refused', fault });
        return;
      }
      this.#publish({ type: 'Error', at: this.#now(), fault: { ...fault, code: 'snapshotFailed' } });
      this.#retry = this.#edges.clock.setTimeout(
        () => void this.#findCalls(client, greeting),
        snapshotRetryMs,
      );
    }
  }

  #questions(client: AsteriskClient): Questions {
    return new Questions(client, this.#live.dialect, { device: this.#options.device, log: this.#edges.log });
  }

  #openSurroundings(client: AsteriskClient, known: Capabilities, around: SurroundingsListing): void {
    const may = (action: string): boolean => (this.#context?.capabilities ?? known).may(action);
    const send = (action: AmiAction): Promise<AmiPacket> => this.#send(client, action);
    const link = { send, list: client.list.bind(client), may };
    this.#surroundings.open(link, around, this.#live.dialect);
  }

  /** What the PBX did not have at the login, because it still booted. */
  async #lookAgain(): Promise<void> {
    const [client, context] = [this.#client, this.#context];
    if (client === undefined || context === undefined) return;
    try {
      const before = context.capabilities;
      const granted = await askGranted((action) => client.send(action), this.#options);
      const around = before.equals(granted.capabilities) ? undefined : await this.#questions(client).around();
      if (context !== this.#context) return;
      this.#grant(granted);
      if (around !== undefined) this.#openSurroundings(client, granted.capabilities, around);
    } catch (error) {
      // The link has broken: all is asked with the next one.
      this.#edges.log({ level: 'info', what: 'rights not asked', ...linkFaultOf(error) });
    }
  }

  #lookAtApplication(uniqueId?: string): void {
    // A recording cannot be asked.
    if (this.#client === undefined) return;
    this.#applications.look(this.#adapter.channels.get(uniqueId));
    this.#applications.lookAround();
  }

  /** As a control does, and when the PBX says that a right is gone, asks what is left. */
  async #send(client: AsteriskClient, action: AmiAction): Promise<AmiPacket> {
    try {
      return await client.send(action);
    } catch (error) {
      this.#rights.hearRefusal(error, (again) => client.send(again));
      throw error;
    }
  }

  /** Rights come with a login, and nobody is in a call. */
  async #logInAnew(): Promise<void> {
    const client = this.#client;
    this.#edges.log({ level: 'info', what: 'logging in again for other rights' });
    await client?.stop();
    if (client === this.#client) client?.start();
  }

  #grant({ capabilities, dialPlan }: Granted): void {
    if (this.#context === undefined) return;
    this.#context.capabilities = capabilities;
    this.#context.dialPlan = dialPlan;
    this.#commands.refreshFeatures(this.#now());
  }

  #rebuild(
    client: AsteriskClient,
    snapshot: PbxSnapshot,
    capabilities: Capabilities,
    dialPlan: DialPlanLines,
  ): void {
    const at = this.#now();
    const facts: ControlFacts = {
      options: this.#options,
      edges: this.#edges,
      adapter: this.#adapter,
      dialect: this.#live.dialect,
      capabilities,
      phone: this.#phone,
      dialPlan,
      line: () => this.#line,
      send: (action) => this.#send(client, action),
      ask: (channelName) => this.#questions(client).channel(channelName),
      listen: (wanted) => this.#waiters.listen(wanted),
      waitFor: (wanted, timeoutMs) => this.#waiters.wait(wanted, timeoutMs),
    };
    this.#context = controlContext(facts, () => this.#context);
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
    for (const channel of this.#adapter.channels.all()) this.#applications.look(channel);
  }

  #tellLink(link: Link): void {
    const type = link.state === 'online' ? 'Connected' : 'Disconnected';
    this.#edges.log({ level: 'info', what: 'link', ...link });
    this.#publish({ type, at: this.#now(), link });
  }

  /** Adds the features, sums up, and tells everybody. */
  #publish(event: CtiEvent): void {
    const told = this.#commands.withFeatures(event);
    this.#line = reduce(this.#line, told);
    for (const listener of this.#listeners) {
      try {
        listener(told);
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        this.#edges.log({ level: 'error', what: 'listener failed', detail });
      }
    }
    this.#waiters.hear(told);
    if ('call' in told || told.type === 'ActiveCallSnapshot') this.#keeper.keepSoon();
    if (told.type === 'RingStarted') void this.#askPresentation(told.call);
    if (told.type === 'RingFinished') void this.#commands.followUp(told.call);
    this.#surroundings.hear(told);
    if (told.type !== 'LineStateChanged') this.#commands.refreshFeatures(event.at);
  }

  async #askPresentation(call: Call): Promise<void> {
    const leg = this.#adapter.channels.get(call.uniqueId);
    if (await isWithheld(call, leg?.name, this.#context)) this.#adapter.withhold(call.id, this.#now());
  }

  #readiness(): Readiness {
    if (this.#options.source.kind === 'recording') return 'replayOnly';
    return this.#line.link.state === 'online' && this.#context !== undefined ? this.#context : 'notConnected';
  }

  #now(): Instant {
    return this.#edges.clock.now();
  }
}
