import type { AmiPacket } from '../../ami/wire/packet.ts';
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
import { rebuildLine, type Standing } from '../calls/rebuild/rebuild.ts';
import { ableInAll, type ControlContext, type PhoneAbilities } from '../controls/control/control.ts';
import { EventWaiters } from '../controls/control/eventWaiters.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { concern } from '../dialect/concern.ts';
import { fieldsOf, subjectOf } from '../dialect/packetFields.ts';
import { FollowedPbx } from '../floor/followedPbx.ts';
import type { PbxView } from '../floor/pbxView.ts';
import type { LineOptions, LineSession } from '../options/lineOptions.ts';
import type { Followed } from '../pbx/followChannels.ts';
import { snippetContext } from '../pbx/dialPlan.ts';
import { isWithheld } from '../pbx/presentation.ts';
import { LampWatch } from '../pbx/hints/lampWatch.ts';
import type { Readiness } from './features.ts';
import { LineCommands } from './lineCommands.ts';
import { lineContext } from './lineContext.ts';

/**
 * One agent's line on one PBX: follows the calls and carries out the commands. The PBX is followed for it (`FollowedPbx`), and for other
 * lines that are on the same one. What it tells is a sequence of call events; `line` is their sum.
 */
export class AsteriskConnection {
  readonly #options: LineOptions;
  readonly #edges: Edges;
  readonly #adapter: AsteriskAdapter;
  readonly #applications: ApplicationWatch;
  readonly #keeper: LineKeeper;
  readonly #surroundings: Surroundings;
  readonly #lamps: LampWatch;
  readonly #pbx: FollowedPbx;
  readonly #view: PbxView;
  readonly #listeners = new Set<(event: CtiEvent) => void>();
  readonly #lampListeners = new Set<() => void>();
  readonly #waiters: EventWaiters;
  readonly #commands: LineCommands;
  /** Learnt of the phone, which is no other for a link that broke. */
  readonly #phone: PhoneAbilities;
  #line: Line;
  /** Of those whose lamps are watched. */
  #mayPickUp = false;
  /** What controls go by; there is one while commands can be carried out. */
  #context: ControlContext | undefined;
  #leavePhone: (() => void) | undefined;

  /** @param pbx that other lines are on, too; its source is the line's. Without it the line is there alone */
  constructor(options: LineOptions, edges: Edges, pbx: FollowedPbx = new FollowedPbx(options, edges)) {
    this.#options = options;
    this.#edges = edges;
    this.#pbx = pbx;
    this.#view = this.#createView();
    this.#line = newLine(options.extension, options.device);
    this.#phone = { ...(options.memory?.last?.phone ?? ableInAll) };
    this.#waiters = new EventWaiters(edges.clock);
    this.#adapter = this.#createAdapter();
    this.#lamps = new LampWatch({
      context: options.originateContext,
      log: edges.log,
      onChanged: () => this.#tellLamps(),
    });
    this.#applications = new ApplicationWatch({
      calls: this.#adapter.calls,
      clock: edges.clock,
      ask: async (channelName) => this.#pbx.questions?.channel(channelName),
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
      onTried: () => {
        // Of the phone, too, something may have been learnt.
        this.#keeper.keepSoon();
        this.#touch();
      },
    });
  }

  #createAdapter(): AsteriskAdapter {
    const { extension, device, sendRingStartedOnRingingState } = this.#options;
    return new AsteriskAdapter({
      extension,
      device,
      sendRingStartedOnRingingState,
      newId: this.#edges.newId,
      channels: this.#pbx.channels,
      emit: (event) => this.#publish(event),
      onConcerns: () => this.#touch(),
      onLegLeft: (channel) => {
        const hangup = { name: 'Hangup', fields: [['Channel', channel]] } as const;
        void this.#context?.send(hangup).catch(() => undefined);
      },
    });
  }

  #createView(): PbxView {
    return {
      device: this.#options.device,
      concerns: () => this.#concerns(),
      isIdle: () => this.#line.calls.length === 0,
      follow: (packet, event, followed, at) => this.#follow(packet, event, followed, at),
      hear: (packet, events, dialect) => {
        this.#surroundings.hearPacket(packet, events, dialect);
        this.#lamps.hear(packet);
      },
      onLink: (link) => this.#tellLink(link),
      onAround: (link, around, dialect) => {
        this.#surroundings.open(link, around, dialect);
        this.#lamps.open(link);
      },
      onFound: (standing) => {
        this.#context = lineContext(this.#pbx, {
          options: this.#options,
          edges: this.#edges,
          adapter: this.#adapter,
          phone: this.#phone,
          line: () => this.#line,
          waiters: this.#waiters,
          current: () => this.#context,
        });
        this.#rebuild(standing);
      },
      onReleased: () => {
        for (const leg of this.#adapter.channels.ofDevice(this.#options.device)) this.#applications.look(leg);
      },
      onGranted: () => this.#grant(),
      onLost: (isVoid) => this.#lose(isVoid),
      onFault: (fault) => this.#publish({ type: 'Error', at: this.#now(), fault }),
    };
  }

  *#concerns(): Iterable<string> {
    const { calls } = this.#adapter;
    yield concern.device(this.#options.device);
    yield* calls.concerns();
    if (calls.followsAll) yield concern.everything;
    yield* this.#surroundings.concerns();
    yield* this.#lamps.concerns();
  }

  /** What concerns the line may be something else by now. */
  #touch(): void {
    this.#pbx.touch(this.#view);
  }

  #grant(): void {
    const { granted } = this.#pbx;
    if (this.#context === undefined || granted === undefined) return;
    this.#context.capabilities = granted.capabilities;
    this.#context.dialPlan = granted.dialPlan;
    this.#commands.refreshFeatures(this.#now());
    this.#lamps.lookAgain();
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
    this.#touch();
    this.#offerPickUps();
  }

  /** Conversations of colleagues with these numbers are reported as `CallerReached`; `undefined`: none are. */
  awaitCallers(isAwaited: ((number: string) => boolean) | undefined): void {
    this.#surroundings.awaitCallers(isAwaited);
    this.#touch();
  }

  /** To ask the PBX about other things than calls. */
  get session(): LineSession | undefined {
    const { client } = this.#pbx;
    return client && { client, silentQueue: this.#adapter.calls.silentQueue };
  }

  start(): void {
    // What it can do depends on it, too: a microphone may be plugged in.
    this.#leavePhone ??= this.#options.softphone?.onChanged(() =>
      this.#commands.refreshFeatures(this.#now()),
    );
    this.#pbx.join(this.#view);
  }

  /** Leaves the PBX, and logs off where no other line is on it. Calls on the PBX are left alone. Never rejects. */
  async stop(): Promise<void> {
    this.#leavePhone?.();
    this.#leavePhone = undefined;
    const logOff = this.#pbx.leave(this.#view);
    this.#context = undefined;
    this.#applications.clear();
    this.#lamps.close();
    await this.#surroundings.leave();
    await logOff();
    this.#waiters.giveUp();
    const link = { state: 'off' } as const;
    this.#edges.log({ level: 'info', what: 'link', ...link });
    this.#tellLink(link);
  }

  /** After a wake-up, a change of network, or because somebody cannot wait: checks the link, or makes the next attempt at once. */
  connectNow(): void {
    this.#pbx.connectNow();
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

  #lose(isVoid: boolean): void {
    this.#context = undefined;
    this.#applications.clear();
    this.#lamps.close();
    if (isVoid) this.#adapter.forgetChannels();
  }

  #offerPickUps(): void {
    this.#surroundings.watchFavourites(this.#mayPickUp ? this.#lamps.phones : new Map());
    this.#touch();
  }

  #tellLamps(): void {
    this.#offerPickUps();
    for (const listener of this.#lampListeners) listener();
  }

  #follow(packet: AmiPacket, event: ChannelEvent, followed: Followed, at: Instant): void {
    this.#adapter.follow(event, followed, at);
    // A recording cannot be asked.
    if (this.#pbx.client !== undefined) {
      if (event.type === 'changed' || event.type === 'created') this.#applications.look(followed.channel);
      this.#applications.lookAround();
    }
    const { packetInfoConfig: names } = this.#options;
    const subject = names.length === 0 ? undefined : subjectOf(event);
    if (subject !== undefined) this.#adapter.note(subject, fieldsOf(packet, names), at);
  }

  #rebuild(standing: Standing): void {
    const at = this.#now();
    const known = this.#keeper.takeUp(this.#adapter.calls, at);
    if (known !== undefined) this.#publish({ type: 'ActiveCallSnapshot', at, calls: known.calls });
    const pen = snippetContext(this.#options);
    const calls = rebuildLine(
      this.#adapter,
      standing,
      { pen, ...(known === undefined ? {} : { lostAt: known.lostAt }) },
      at,
    );
    this.#publish({ type: 'ActiveCallSnapshot', at, calls });
  }

  #tellLink(link: Link): void {
    const type = link.state === 'online' ? 'Connected' : 'Disconnected';
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
    this.#touch();
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
