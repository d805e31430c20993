import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { ParkedCall, RingingColleague } from '../../cti/agent.ts';
import type { AbandonedCaller } from '../../cti/people/abandoned.ts';
import type { CommandResult, CtiCommand } from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import { type CtiEvent, isCallEvent } from '../../cti/event.ts';
import type { Features } from '../../cti/features.ts';
import type { AsteriskAdapter } from '../calls/adapter.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import { concern } from '../dialect/concern.ts';
import type { Dialect } from '../dialect/dialect.ts';
import type { LineRecord } from '../options/memory.ts';
import { AbandonedBoard } from './abandonedBoard.ts';
import { type AgentCommand, AgentDesk, type DeskOptions } from './agentDesk.ts';
import { ElsewhereBoard, type TakenCall } from './elsewhereBoard.ts';
import { ParkingBoard } from './parkingBoard.ts';
import type { DeskLink } from './deskConnection.ts';
import { readQueueEvent } from './queueEvent.ts';
import { RingingBoard } from './ringingBoard.ts';

export interface SurroundingsOptions extends DeskOptions {
  readonly adapter: AsteriskAdapter;
}

/** What the PBX listed around the line's own calls; `queues` is missing where it has none. */
export interface SurroundingsListing {
  readonly queues: readonly AmiPacket[] | undefined;
  readonly parked: readonly AmiPacket[];
}

/** What goes on around the line's own calls: the agent's queues, the car park, the colleagues' phones that ring. */
export class Surroundings {
  readonly #options: SurroundingsOptions;
  readonly #desk: AgentDesk;
  readonly #parking = new ParkingBoard();
  readonly #colleagues: RingingBoard;
  readonly #abandoned: AbandonedBoard;
  readonly #elsewhere: ElsewhereBoard;
  #parked: readonly ParkedCall[] = [];
  #ringing: readonly RingingColleague[] = [];

  constructor(options: SurroundingsOptions) {
    this.#options = options;
    this.#desk = new AgentDesk(options);
    const { adapter, line } = options;
    this.#colleagues = new RingingBoard(adapter.channels, line);
    this.#abandoned = new AbandonedBoard(adapter.channels);
    this.#elsewhere = new ElsewhereBoard(adapter);
  }

  get record(): LineRecord['agent'] {
    return this.#desk.record;
  }

  /** What has to be heard, see `concern.ts`. */
  *concerns(): Iterable<string> {
    yield concern.parking;
    yield* this.#desk.concerns();
    for (const device of this.#colleagues.devices) yield concern.watched(device);
    yield* this.#abandoned.concerns();
    yield* this.#elsewhere.concerns();
  }

  /** @param denial why no command would work now; `undefined` where commands can be carried out */
  features(denial: DenialCode | undefined): Features {
    return this.#desk.features(denial);
  }

  execute(command: AgentCommand): Promise<CommandResult> {
    return this.#desk.execute(command);
  }

  /** The work after a call lasts until it is let go. */
  holdWork(isHeld: boolean): void {
    this.#desk.holdWork(isHeld);
  }

  /** A link was made, and this is what stands; to be told before the calls are rebuilt and the events since are followed. */
  open(link: DeskLink, { queues, parked }: SurroundingsListing, dialect: Dialect): void {
    this.#desk.open(link, queues);
    this.#parking.list(parked, dialect, this.#options.edges.clock.now());
  }

  /** The phones of favourites, whose ringing calls may be picked up, too: extension by phone. */
  watchFavourites(phones: ReadonlyMap<string, string>): void {
    this.#colleagues.watch(phones);
    this.#tellRinging();
  }

  /** Conversations of colleagues with these numbers are reported; `undefined`: none are. */
  awaitCallers(isAwaited: ((number: string) => boolean) | undefined): void {
    this.#abandoned.await(isAwaited);
  }

  /** Before the panel logs off; see `AgentDesk.leave`. */
  leave(): Promise<void> {
    return this.#desk.leave();
  }

  /** A packet that the calls were told of already, and the channel events that it was read as. */
  hearPacket(packet: AmiPacket, events: readonly ChannelEvent[], dialect: Dialect): void {
    const queueEvent = readQueueEvent(packet);
    if (queueEvent !== undefined) this.#desk.hearQueue(queueEvent);
    if (queueEvent?.type === 'callerAbandoned' && this.#desk.isShown(queueEvent.queue))
      this.#tellAbandoned(this.#abandoned.left(queueEvent, this.#options.edges.clock.now()));
    if (this.#parking.hear(packet, dialect, this.#options.edges.clock.now())) this.#tellParked();
    let concerned = false;
    for (const event of events) {
      if (this.#colleagues.hear(event)) concerned = true;
      this.#hearOthers(event);
    }
    if (concerned) this.#tellRinging();
  }

  /** Every event of the line, after the line has taken it. */
  hear(event: CtiEvent): void {
    this.#desk.hear(event);
    if (event.type === 'ActiveCallSnapshot') {
      this.#colleagues.list();
      this.#tellRinging();
      this.#tellParked();
      for (const call of event.calls) this.#tellTaken(this.#elsewhere.hear(call));
    } else if (isCallEvent(event)) {
      this.#tellParked();
      this.#tellTaken(this.#elsewhere.hear(event.call));
    } else if (event.type === 'Disconnected') {
      // The line forgets them automatically.
      this.#colleagues.clear();
      this.#abandoned.clear();
      this.#elsewhere.clear();
      this.#ringing = [];
    }
  }

  /** What others do with callers. */
  #hearOthers(event: ChannelEvent): void {
    const { edges, emit } = this.#options;
    const at = edges.clock.now();
    this.#tellAbandoned(this.#abandoned.gaveUp(event, at));
    for (const reached of this.#abandoned.reached(event)) emit({ type: 'CallerReached', at, reached });
    for (const taken of this.#elsewhere.follow(event)) this.#tellTaken(taken);
  }

  #tellAbandoned(caller: AbandonedCaller | undefined): void {
    const { edges, emit } = this.#options;
    if (caller !== undefined) emit({ type: 'CallerAbandoned', at: edges.clock.now(), caller });
  }

  #tellTaken(taken: TakenCall | undefined): void {
    const { edges, emit } = this.#options;
    if (taken !== undefined) emit({ type: 'AnsweredElsewhere', at: edges.clock.now(), ...taken });
  }

  #tellParked(): void {
    const { adapter, edges, emit } = this.#options;
    const parked = this.#parking.parked(adapter.stories());
    if (JSON.stringify(parked) === JSON.stringify(this.#parked)) return;
    this.#parked = parked;
    emit({ type: 'ParkedCallsChanged', at: edges.clock.now(), parked });
  }

  #tellRinging(): void {
    const { edges, emit } = this.#options;
    const { ringing } = this.#colleagues;
    if (JSON.stringify(ringing) === JSON.stringify(this.#ringing)) return;
    this.#ringing = ringing;
    emit({ type: 'RingingColleaguesChanged', at: edges.clock.now(), ringing });
  }
}

export function isAgentCommand(command: CtiCommand): command is AgentCommand {
  return (
    command.type === 'SetAgentState' ||
    command.type === 'SetQueueLogin' ||
    command.type === 'ExtendAfterCallWork'
  );
}
