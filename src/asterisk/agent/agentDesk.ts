import type { AmiPacket } from '../../ami/wire/packet.ts';
import { type Agent, type AgentStatus, offline, type Queue } from '../../cti/agent.ts';
import type { Call } from '../../cti/call.ts';
import { type CommandResult, type CtiCommand, done, refused } from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import { type CtiEvent, isCallEvent } from '../../cti/event.ts';
import { type Features, noFeatures } from '../../cti/features.ts';
import type { Edges } from '../../world/edges.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import type { LineRecord } from '../options/memory.ts';
import { AfterCallWork } from './afterCallWork.ts';
import { type Cover, isCoverReason, PauseCover } from './pauseCover.ts';
import { type Membership, QueueBoard } from './queueBoard.ts';
import {
  type DeskLink,
  queueAbilities,
  type QueueCommand,
  type QueueDesk,
  runQueueCommand,
} from './queueCommands.ts';
import { type MemberFacts, type QueueEvent, readQueueEvent } from './queueEvent.ts';
import { QueueOrders, unpauseAction } from './queueOrders.ts';
import { StateClock } from './stateClock.ts';

/** A panel that closes waits no longer than this for the PBX to end the pauses it holds, ms. */
const leaveMs = 1_000;

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
  readonly #board: QueueBoard;
  readonly #orders: QueueOrders;
  readonly #held: PauseCover;
  readonly #work: AfterCallWork;
  readonly #clock: StateClock;
  readonly #desk: QueueDesk;
  /** What is asked of the PBX goes out one after the other, so that an echo is never taken for somebody else's doing. */
  #turn: Promise<unknown> = Promise.resolve();
  #link: DeskLink | undefined;
  /** Events since a list was asked for, one for each list. */
  readonly #heardMeanwhile = new Set<QueueEvent[]>();
  #isOnline = false;
  #isListed = false;
  /** When the PBX was heard last, monotonic ms: a call whose end nobody saw may have ended then. */
  #heardMonoMs = Number.NEGATIVE_INFINITY;
  /** A connected call has ended, and the work after it has not begun: another call goes on. */
  #owesWork = false;
  /** How often our own pauses are being ended: in between the PBX has the agent paused, and nobody chose that. */
  #releasing = 0;
  #alignedFor: Cover | undefined;
  #agent: Agent;
  #queues: readonly Queue[] = [];
  #chosen: Agent['chosen'];
  #reason: string;
  #kept: string;

  constructor(options: DeskOptions) {
    this.#options = options;
    const { line, edges } = options;
    const { queues, device, extension, memory } = line;
    const { chosen, reason, pausedByPanel } = memory?.last?.agent ?? {
      chosen: 'ready' as const,
      reason: '',
      pausedByPanel: [],
    };
    const name = queues?.extensionFormat.replaceAll('{0}', extension);
    this.#board = new QueueBoard({
      device,
      names: queues?.names ?? [],
      ...(name === undefined ? {} : { interface: name }),
    });
    this.#orders = new QueueOrders(edges.clock);
    this.#held = new PauseCover(pausedByPanel);
    this.#work = new AfterCallWork(edges.clock, queues?.afterCallWorkMs ?? 0, () => this.#review());
    this.#clock = new StateClock(memory?.last?.agent.stood);
    this.#chosen = chosen;
    this.#reason = reason;
    this.#desk = {
      line,
      interface: name,
      board: this.#board,
      orders: this.#orders,
      held: this.#held,
      cover: () => this.#cover,
      choice: () => ({ chosen: this.#chosen, reason: this.#reason }),
      endWork: () => this.#work.end(),
      keep: () => this.#keep(),
    };
    this.#agent = { ...offline, chosen };
    this.#kept = JSON.stringify(this.record);
  }

  /** What has to be known again after a crash or a quit. */
  get record(): LineRecord['agent'] {
    const { last } = this.#clock;
    const stood = last === undefined ? {} : { stood: last };
    return { chosen: this.#chosen, reason: this.#reason, pausedByPanel: this.#held.queues, ...stood };
  }

  /** A link was made. `listing`: what QueueStatus told; `undefined` where this PBX has no queues. */
  open(link: DeskLink, listing: readonly AmiPacket[] | undefined): void {
    this.#link = link;
    this.#isListed = listing !== undefined;
    const events = (listing ?? []).flatMap((packet) => readQueueEvent(packet) ?? []);
    this.#board.list(events, this.#options.edges.clock.now());
    if (this.#isOnline) this.#settle();
  }

  /** What the PBX has is known, and commands can be sent. */
  #settle(): void {
    if (this.#isListed) this.#held.check(this.#board.memberships);
    this.#tellQueues();
    this.#review(true);
  }

  /**
   * The panel goes: what it holds paused is put right while the PBX still listens, unless a call stands, whose end the next start
   * will see to. Never rejects, and is over within a second.
   */
  async leave(): Promise<void> {
    const link = this.#link;
    const wasOnline = this.#isOnline;
    this.#isOnline = false;
    this.#link = undefined;
    this.#work.end();
    this.#owesWork = false;
    if (link === undefined || !wasOnline || this.#isBusy()) return;
    const ending = this.#board.memberships
      .filter((membership) => this.#held.mayCover(membership))
      .map(async ({ queue, interface: name }) => {
        await link.send(unpauseAction(queue, name));
        this.#held.yield(queue);
      });
    const { clock } = this.#options.edges;
    let timer: object | undefined;
    const timeUp = new Promise<void>((resolve) => {
      timer = clock.setTimeout(resolve, leaveMs);
    });
    await Promise.race([Promise.allSettled(ending), timeUp]);
    clock.clearTimeout(timer);
    this.#keep();
  }

  // What happens.

  hearPacket(packet: AmiPacket): void {
    const event = readQueueEvent(packet);
    if (event === undefined) return;
    const { clock } = this.#options.edges;
    for (const heard of this.#heardMeanwhile) heard.push(event);
    const own = this.#board.handle(event, clock.now());
    if (event.type === 'memberPaused' && !this.#orders.hear(event)) this.#heardOther(event);
    else if (event.type === 'memberAdded' || event.type === 'memberRemoved') this.#orders.hear(event);
    if (own === 'nothing') return;
    if (own === 'newQueue') void this.#listQueue(event.queue);
    this.#tellQueues();
    // Who was logged in during a call, by whomever, is covered like the others.
    if (event.type === 'memberAdded' && this.#cover !== undefined) this.#align();
    this.#tell();
  }

  /** Every event of the line, after the line has taken it. */
  hear(event: CtiEvent): void {
    if (event.type === 'Connected') {
      this.#isOnline = true;
      this.#settle();
    } else if (event.type === 'Disconnected') {
      if (this.#isOnline) this.#heardMonoMs = event.at.monoMs;
      this.#isOnline = false;
      this.#clock.lost();
      this.#orders.giveUp();
      this.#tell();
    } else if (isCallEvent(event) || event.type === 'ActiveCallSnapshot') {
      this.#owesWork ||= event.type === 'RingFinished' && event.call.connectedAt !== undefined;
      const { memberships } = this.#board;
      if (this.#options.calls().some(isConnected)) this.#work.end();
      if (this.#owesWork && !this.#isBusy()) {
        this.#owesWork = false;
        if (memberships.length > 0) this.#work.begin(this.#isOnline ? event.at.monoMs : this.#heardMonoMs);
      }
      this.#review();
    }
  }

  #heardOther(event: MemberFacts): void {
    if (!this.#board.membershipsIn(event.queue).some(({ interface: name }) => name === event.interface))
      return;
    this.#held.heard(event.queue, event.paused === true, event.reason ?? '', this.#cover);
  }

  /** The PBX has the agent in a queue that was not followed so far: who waits in it? */
  async #listQueue(queue: string): Promise<void> {
    const link = this.#link;
    const { clock } = this.#options.edges;
    // What comes in the same segment as the list is heard before the list is had.
    const heard: QueueEvent[] = [];
    this.#heardMeanwhile.add(heard);
    const list = await link?.list({ name: 'QueueStatus', fields: [['Queue', queue]] }).catch(() => undefined);
    this.#heardMeanwhile.delete(heard);
    if (list === undefined || link !== this.#link) return;
    const events = list.items.flatMap((packet) => readQueueEvent(packet) ?? []);
    this.#board.list(events, clock.now(), queue);
    for (const event of heard) this.#board.handle(event, clock.now());
    this.#tellQueues();
    this.#tell();
  }

  // Commands.

  /** @param denial why no command would work now; `undefined` where commands can be carried out */
  features(denial: DenialCode | undefined): Features {
    // Who has no queues is offered nothing: no call would be kept away.
    if (this.#queues.length === 0) return noFeatures;
    const link = this.#link;
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
    const link = this.#isOnline ? this.#link : undefined;
    if (link === undefined) return refused('notConnected');
    if (command.type === 'ExtendAfterCallWork') {
      if (!this.#work.extend()) return refused('noAfterCallWork');
      this.#tell();
      return done;
    }
    if (this.#work.isHeld && 'state' in command && command.state === 'ready')
      return refused('dispositionMissing');
    const result = await this.#inTurn(() => runQueueCommand(this.#desk, link, command));
    this.#review(true);
    return result;
  }

  /** The work after a call lasts until it is let go. */
  holdWork(isHeld: boolean): void {
    this.#work.hold(isHeld);
    this.#review();
  }

  // The pauses of the panel.

  get #cover(): Cover | undefined {
    const auto = this.#options.line.queues?.autoPauseOnCommutationStart === true;
    if (auto && this.#options.calls().some(isConnected)) return 'call';
    return this.#work.isRunning ? 'work' : undefined;
  }

  /** Looks whether the pauses that stand are those that should, and tells what the agent's state is now. */
  #review(anew = false): void {
    if (anew || this.#cover !== this.#alignedFor) this.#align();
    this.#tell();
  }

  #align(): void {
    const cover = this.#cover;
    this.#alignedFor = cover;
    const link = this.#isOnline ? this.#link : undefined;
    if (link?.may('QueuePause') !== true) return;
    // What is on its way may still have to be undone: the steps are found out in turn.
    const releasing = cover === undefined && this.#held.queues.length > 0 ? 1 : 0;
    this.#releasing += releasing;
    void this.#inTurn(() => this.#takeSteps(link)).then(() => {
      this.#releasing -= releasing;
      this.#tell();
    });
  }

  async #takeSteps(link: DeskLink): Promise<void> {
    if (link !== this.#link) return;
    const steps = this.#held.steps(this.#cover, this.#board.memberships);
    await Promise.all(
      steps.map(async ({ membership, reason }) => {
        const { queue } = membership;
        if (reason === undefined) {
          const result = await this.#orders.unpause(link.send, membership);
          if (result.status === 'done') this.#held.yield(queue);
          return;
        }
        // First remembered, then sent: after a crash in between there is nothing to put right, and that is seen then.
        this.#held.claim(queue);
        this.#keep();
        const result = await this.#orders.pause(link.send, membership, reason);
        const isRefused = result.status === 'refused' && result.code !== 'connectionLost';
        if (isRefused && !membership.paused) this.#held.yield(queue);
      }),
    );
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  #isBusy(): boolean {
    return this.#options.calls().some((call) => isConnected(call) || call.state === 'dialing');
  }

  #tellQueues(): void {
    const before = this.#queues;
    const queues = this.#board.queues;
    if (JSON.stringify(queues) === JSON.stringify(before)) return;
    this.#queues = queues;
    const { edges, emit, line } = this.#options;
    if (line.queues?.traceState === true) {
      const known = new Map(before.map((queue) => [queue.name, JSON.stringify(queue)]));
      for (const { name: queue, ...state } of queues) {
        if (known.get(queue) === JSON.stringify({ name: queue, ...state })) continue;
        edges.log({ level: 'info', what: 'queue', queue, ...state });
      }
    }
    emit({ type: 'QueuesChanged', at: edges.clock.now(), queues });
  }

  #keep(): void {
    const record = JSON.stringify(this.record);
    if (record === this.#kept) return;
    this.#kept = record;
    this.#options.onRecord();
  }

  #tell(): void {
    const at = this.#options.edges.clock.now();
    this.#learnChoice();
    const before = this.#agent;
    const status = this.#status();
    if (status === 'notReady' && this.#releasing > 0) {
      this.#keep();
      return;
    }
    const reason = status === 'notReady' ? this.#pauseReason() : undefined;
    const until = this.#work.untilMonoMs;
    const agent: Agent = {
      status,
      ...(reason === undefined ? {} : { reason }),
      since: this.#clock.since(status, reason ?? '', at, this.#board.history),
      chosen: this.#chosen,
      ...(until === undefined ? {} : { afterCallWorkUntilMonoMs: until }),
    };
    this.#keep();
    if (JSON.stringify(agent) === JSON.stringify(before)) return;
    this.#agent = agent;
    this.#options.emit({ type: 'AgentStateChanged', at, agent });
  }

  #status(): AgentStatus {
    if (!this.#isOnline) return 'offline';
    if (this.#isBusy()) return 'talking';
    if (this.#options.calls().some(({ state }) => state === 'ringing')) return 'ringing';
    if (this.#work.isRunning) return 'afterCallWork';
    const { memberships } = this.#board;
    // Who has no queues at all is not kept from anything.
    if (memberships.length === 0) return this.#queues.length === 0 ? 'ready' : 'offline';
    return memberships.every(({ paused }) => paused) ? 'notReady' : 'ready';
  }

  #pauseReason(): string {
    const reason = this.#board.memberships.find(({ paused }) => paused)?.reason;
    // AMI 1.x does not list it; it is what it was when the panel last heard.
    return reason ?? this.#reason;
  }

  /** What the agent chose is what the PBX has, without what the panel has laid over it. */
  #learnChoice(): void {
    if (!this.#isOnline || this.#link === undefined) return;
    const { memberships } = this.#board;
    const isChosen = (one: Membership): boolean =>
      one.paused && !this.#held.covers(one) && !isCoverReason(one.reason ?? '');
    const notReady = memberships.length > 0 && memberships.every(isChosen);
    this.#reason = notReady ? this.#pauseReason() : '';
    this.#chosen = notReady ? 'notReady' : 'ready';
  }
}

function isConnected({ state }: Call): boolean {
  return state === 'talking' || state === 'held';
}
