import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Call } from '../../cti/call.ts';
import { type CommandResult, type CtiCommand, done, refused } from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import { type CtiEvent, isCallEvent } from '../../cti/event.ts';
import { type Features, noFeatures } from '../../cti/features.ts';
import type { Edges } from '../../world/edges.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import type { LineRecord } from '../options/memory.ts';
import { AfterCallWork } from './afterCallWork.ts';
import { AgentState } from './agentState.ts';
import { isBusy, isConnected } from './busy.ts';
import { DeskConnection, type DeskLink } from './deskConnection.ts';
import { PanelPauses } from './panelPauses.ts';
import { type Cover, PauseCover } from './pauseCover.ts';
import { QueueBoard } from './queueBoard.ts';
import { queueAbilities, type QueueCommand, type QueueDesk, runQueueCommand } from './queueCommands.ts';
import type { MemberFacts, QueueEvent } from './queueEvent.ts';
import { QueueOrders } from './queueOrders.ts';
import { QueueWatch } from './queueWatch.ts';

export type AgentCommand = QueueCommand | Extract<CtiCommand, { readonly type: 'ExtendAfterCallWork' }>;

export interface DeskOptions {
  readonly line: LineOptions;
  readonly edges: Edges;
  readonly calls: () => readonly Call[];
  readonly emit: (event: CtiEvent) => void;
  /** `record` is another: to be kept before anything else happens. */
  readonly onRecord: () => void;
}

/**
 * The agent at their desk: the queues they are in, whether they take calls, and the work after a call. The state is the PBX's;
 * a pause that the panel has set it also ends, and remembers until then.
 */
export class AgentDesk {
  readonly #options: DeskOptions;
  readonly #connection = new DeskConnection();
  readonly #board: QueueBoard;
  readonly #orders: QueueOrders;
  readonly #held: PauseCover;
  readonly #watch: QueueWatch;
  readonly #pauses: PanelPauses;
  readonly #work: AfterCallWork;
  readonly #state: AgentState;
  readonly #desk: QueueDesk;
  #isListed = false;
  /** A connected call has ended, and the work after it has not begun: another call goes on. */
  #owesWork = false;
  #kept: string;

  constructor(options: DeskOptions) {
    this.#options = options;
    const { calls, edges, emit, line } = options;
    const { queues, device, extension, memory } = line;
    const last = memory?.last?.agent;
    const name = queues?.extensionFormat.replaceAll('{0}', extension) || undefined;
    this.#board = new QueueBoard({
      device,
      names: queues?.names ?? [],
      ...(name === undefined ? {} : { interface: name }),
    });
    this.#orders = new QueueOrders(edges.clock);
    this.#held = new PauseCover(last?.pausedByPanel ?? []);
    this.#work = new AfterCallWork(edges.clock, queues?.afterCallWorkMs ?? 0, () => this.#review());
    const shared = {
      connection: this.#connection,
      board: this.#board,
      orders: this.#orders,
      held: this.#held,
      cover: () => this.#cover,
    };
    this.#watch = new QueueWatch({ ...shared, edges, traces: queues?.traceState === true, emit });
    this.#pauses = new PanelPauses({
      ...shared,
      clock: edges.clock,
      onClaimed: () => this.#keep(),
      onSettled: () => this.#report(),
    });
    this.#state = new AgentState({
      ...shared,
      calls,
      queues: () => this.#watch.queues,
      work: this.#work,
      isReleasing: () => this.#pauses.isReleasing,
      last,
    });
    this.#desk = {
      ...shared,
      line,
      interface: name,
      choice: () => this.#state.choice,
      endWork: () => this.#work.end(),
      keep: () => this.#keep(),
    };
    this.#kept = JSON.stringify(this.record);
  }

  /** What has to be known again after a crash or a quit. */
  get record(): LineRecord['agent'] {
    const { chosen, reason, ...stood } = this.#state.record;
    return { chosen, reason, pausedByPanel: this.#held.queues, ...stood };
  }

  /** A link was made. @param listing the answer to QueueStatus; `undefined` where this PBX has no queues */
  open(link: DeskLink, listing: readonly AmiPacket[] | undefined): void {
    this.#connection.open(link);
    this.#isListed = listing !== undefined;
    this.#watch.list(listing ?? []);
    if (this.#connection.isOnline) this.#settle();
  }

  /** What the PBX has is known, and commands can be sent. */
  #settle(): void {
    if (this.#isListed) this.#held.check(this.#board.memberships);
    this.#watch.report();
    this.#pauses.align();
    this.#report();
  }

  /**
   * The panel goes: what it holds paused is put right while the PBX still listens, unless a call stands, whose end the next start
   * will see to. Never rejects, and is over within a second.
   */
  async leave(): Promise<void> {
    const link = this.#connection.ready;
    this.#connection.close();
    this.#work.end();
    this.#owesWork = false;
    if (link === undefined || isBusy(this.#options.calls())) return;
    await this.#pauses.release(link);
    this.#keep();
  }

  // What happens.

  concerns(): Iterable<string> {
    return this.#board.concerns();
  }

  /** The queue is one of the agent's. */
  isShown(queue: string): boolean {
    return this.#board.isShown(queue);
  }

  hearQueue(event: QueueEvent): void {
    const own = this.#watch.hear(event);
    if (event.type === 'memberPaused' && !this.#orders.hear(event)) this.#heardOther(event);
    else if (event.type === 'memberAdded' || event.type === 'memberRemoved') this.#orders.hear(event);
    if (own === 'nothing') return;
    if (own === 'newQueue') void this.#listQueue(event.queue);
    this.#watch.report();
    // Who was logged in during a call, by whomever, is covered like the others.
    if (event.type === 'memberAdded' && this.#cover !== undefined) this.#pauses.align();
    this.#report();
  }

  async #listQueue(queue: string): Promise<void> {
    if (!(await this.#watch.listQueue(queue))) return;
    this.#watch.report();
    this.#report();
  }

  #heardOther(event: MemberFacts): void {
    if (!this.#board.membershipsIn(event.queue).some(({ interface: name }) => name === event.interface))
      return;
    this.#held.heard(event.queue, event.paused === true, event.reason ?? '', this.#cover);
  }

  /** Every event of the line, after the line has taken it. */
  hear(event: CtiEvent): void {
    if (event.type === 'Connected') {
      this.#connection.connected();
      this.#settle();
    } else if (event.type === 'Disconnected') {
      this.#connection.lost(event.at.monoMs);
      this.#state.lost();
      this.#orders.giveUp();
      this.#report();
    } else if (isCallEvent(event) || event.type === 'ActiveCallSnapshot') {
      this.#owesWork ||= event.type === 'RingFinished' && event.call.connectedAt !== undefined;
      this.#workAfter(event.at.monoMs);
      this.#review();
    }
  }

  /** @param monoMs when the calls changed; a call whose end no one saw may have ended when the link was lost */
  #workAfter(monoMs: number): void {
    const calls = this.#options.calls();
    if (calls.some(isConnected)) this.#work.end();
    if (!this.#owesWork || isBusy(calls)) return;
    this.#owesWork = false;
    const { isOnline, lostMonoMs } = this.#connection;
    if (this.#board.memberships.length > 0) this.#work.begin(isOnline ? monoMs : lostMonoMs);
  }

  // Commands.

  /** @param denial why no command would work now; `undefined` where commands can be carried out */
  features(denial: DenialCode | undefined): Features {
    // An agent without queues is offered nothing: no call would be kept away.
    if (this.#watch.queues.length === 0) return noFeatures;
    const { link } = this.#connection;
    if (denial !== undefined || link === undefined) {
      return { can: [], denied: { SetAgentState: denial ?? 'notConnected' } };
    }
    const { pause, login, isLoggedIn } = queueAbilities(this.#desk, link);
    const can: AgentCommand['type'][] = [];
    if (pause && isLoggedIn) can.push('SetAgentState');
    if (login) can.push('SetQueueLogin');
    if (this.#work.untilMonoMs !== undefined) can.push('ExtendAfterCallWork');
    return { can, denied: pause && !isLoggedIn ? { SetAgentState: 'noQueues' } : {} };
  }

  /** Never rejects. */
  async execute(command: AgentCommand): Promise<CommandResult> {
    const link = this.#connection.ready;
    if (link === undefined) return refused('notConnected');
    if (command.type === 'ExtendAfterCallWork') {
      if (!this.#work.extend()) return refused('noAfterCallWork');
      this.#report();
      return done;
    }
    if (this.#work.isHeld && 'state' in command && command.state === 'ready')
      return refused('dispositionMissing');
    const result = await this.#pauses.inTurn(() => runQueueCommand(this.#desk, link, command));
    this.#pauses.align();
    this.#report();
    return result;
  }

  /** The work after a call lasts until it is let go. */
  holdWork(isHeld: boolean): void {
    this.#work.hold(isHeld);
    this.#review();
  }

  /** Why the panel keeps queue calls away now. */
  get #cover(): Cover | undefined {
    const auto = this.#options.line.queues?.autoPauseOnCommutationStart === true;
    if (auto && this.#options.calls().some(isConnected)) return 'call';
    return this.#work.isRunning ? 'work' : undefined;
  }

  /** Checks whether the pauses that stand are those that should, and reports the agent's state. */
  #review(): void {
    this.#pauses.alignIfDue();
    this.#report();
  }

  #keep(): void {
    const record = JSON.stringify(this.record);
    if (record === this.#kept) return;
    this.#kept = record;
    this.#options.onRecord();
  }

  #report(): void {
    const at = this.#options.edges.clock.now();
    const agent = this.#state.next(at);
    this.#keep();
    if (agent !== undefined) this.#options.emit({ type: 'AgentStateChanged', at, agent });
  }
}
