import type { Agent, Queue } from '../../../cti/agent.ts';
import type { Call, CallState } from '../../../cti/call.ts';
import type { CommandResult } from '../../../cti/command.ts';
import type { CallEvent, CtiEvent } from '../../../cti/event.ts';
import { newCall } from '../../calls/story/callStory.ts';
import type { QueueOptions } from '../../options/lineOptions.ts';
import type { LineRecord } from '../../options/memory.ts';
import { lineOptions, LineWorld } from '../../testing/lineWorld.ts';
import { type AgentCommand, AgentDesk } from '../agentDesk.ts';
import { readQueueEvent } from '../queueEvent.ts';
import { QueuePbx } from './queuePbx.ts';

export const own = 'Local/101@from-queue/n';

export interface BenchOptions extends Partial<QueueOptions> {
  readonly family?: '1.x' | '2.x';
  /** Actions that the account may not send. */
  readonly denied?: readonly string[];
}

/** A desk on a clock that the test moves, at a PBX with the queues `support` (the agent is in) and `sales`. */
export class DeskBench {
  readonly world = new LineWorld();
  readonly pbx: QueuePbx;
  readonly #given: BenchOptions;
  readonly #device: string;
  desk: AgentDesk;
  events: CtiEvent[] = [];
  calls: Call[] = [];
  /** What a file would hold. */
  record: LineRecord['agent'] | undefined;
  #ids = 0;
  /** Calls that ended while the link was down: the rebuild tells of them. */
  #endedUnseen: Call[] = [];

  constructor(given: BenchOptions = {}) {
    const { family = '2.x' } = given;
    this.#given = given;
    this.#device = family === '1.x' ? 'SIP/101' : 'PJSIP/101';
    this.pbx = new QueuePbx(family, ['support', 'sales', 'other']);
    this.pbx.nowMs = () => this.now().wallMs;
    this.pbx.put('support', own, this.#device);
    this.pbx.put('support', 'Local/102@from-queue/n', this.#device.replace('101', '102'));
    this.desk = this.#newDesk();
  }

  /** A bench whose desk is connected. */
  static async online(given: BenchOptions = {}): Promise<DeskBench> {
    const bench = new DeskBench(given);
    await bench.connect();
    return bench;
  }

  get agent(): Agent | undefined {
    return this.events.findLast((event) => event.type === 'AgentStateChanged')?.agent;
  }

  get queues(): readonly Queue[] {
    return this.events.findLast((event) => event.type === 'QueuesChanged')?.queues ?? [];
  }

  /** The states that were told, in order. */
  get statuses(): string[] {
    return this.events.flatMap((event) => (event.type === 'AgentStateChanged' ? [event.agent.status] : []));
  }

  /** Goes on before the PBX has done what it was asked. */
  set isHasty(isHasty: boolean) {
    this.pbx.isSlow = isHasty;
  }

  async connect(): Promise<void> {
    const { pbx } = this;
    // What an earlier connection asked for is done by now: the list waits for the same lock of the queue.
    pbx.serve();
    await this.#idle();
    pbx.isDown = false;
    pbx.isMute = false;
    const { desk } = this;
    pbx.hears = (packet) => {
      const event = readQueueEvent(packet);
      if (event !== undefined) desk.hearQueue(event);
    };
    const may = (action: string): boolean => this.#given.denied?.includes(action) !== true;
    const list = () => Promise.resolve({ response: pbx.listing()[0]!, items: pbx.listing(), complete: true });
    // Of a panel that has crashed nothing arrives any more.
    const send: QueuePbx['send'] = (action) =>
      desk === this.desk ? pbx.send(action) : new Promise(() => undefined);
    desk.open({ send, list, may }, pbx.listing());
    for (const call of this.#endedUnseen.splice(0)) this.#tellEnd(call);
    this.hear({ type: 'ActiveCallSnapshot', at: this.now(), calls: this.calls });
    this.hear({ type: 'Connected', at: this.now(), link: { state: 'online', version: '' } });
    await this.settle();
  }

  async lose(): Promise<void> {
    this.pbx.isDown = true;
    this.pbx.hears = () => undefined;
    this.hear({ type: 'Disconnected', at: this.now(), link: { state: 'connecting', attempt: 1 } });
    await this.settle();
  }

  /** The panel is gone without a word; another one starts with what was kept, not connected yet. */
  async crash(): Promise<void> {
    this.pbx.hears = () => undefined;
    this.desk = this.#newDesk();
    await this.settle();
  }

  async execute(command: AgentCommand): Promise<CommandResult> {
    const run = this.desk.execute(command);
    await this.settle();
    return run;
  }

  async advance(byMs: number): Promise<void> {
    this.world.clock.advance(byMs);
    await this.settle();
  }

  /** Lets what waits for promises run. */
  async settle(): Promise<void> {
    if (!this.pbx.isSlow) this.pbx.serve();
    await this.#idle();
  }

  // Calls.

  /** A call that is connected at once. @returns its id */
  async talk(): Promise<string> {
    const id = this.ring();
    await this.move(id, 'talking');
    return id;
  }

  ring(state: CallState = 'ringing'): string {
    const id = `call-${++this.#ids}`;
    const call = newCall({ id, direction: 'incoming', line: '101', number: '201' }, this.now());
    this.calls = [...this.calls, { ...call, state }];
    this.#tell('RingStarted', id);
    return id;
  }

  async move(id: string, state: CallState): Promise<void> {
    const { wallMs } = this.now();
    this.calls = this.calls.map((call) =>
      call.id === id
        ? { ...call, state, ...(state === 'talking' ? { connectedAt: call.connectedAt ?? wallMs } : {}) }
        : call,
    );
    this.#tell('CommutationStarted', id);
    await this.settle();
  }

  async end(id: string): Promise<void> {
    this.#tellEnd(this.#remove(id));
    await this.settle();
  }

  /** It ends while no one looks. */
  endUnseen(id: string): void {
    this.#endedUnseen.push(this.#remove(id));
  }

  hear(event: CtiEvent): void {
    this.desk.hear(event);
  }

  now() {
    return this.world.edges.clock.now();
  }

  async #idle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  }

  #remove(id: string): Call {
    const ended = this.calls.find((call) => call.id === id)!;
    this.calls = this.calls.filter((call) => call !== ended);
    return ended;
  }

  #tellEnd(call: Call): void {
    this.hear({ type: 'RingFinished', at: this.now(), call: { ...call, state: 'ended' } });
  }

  #tell(type: CallEvent['type'] & ('RingStarted' | 'CommutationStarted'), id: string): void {
    const call = this.calls.find((one) => one.id === id)!;
    this.hear({ type, at: this.now(), call });
  }

  #newDesk(): AgentDesk {
    const { family: _family, denied: _denied, ...queues } = this.#given;
    const last =
      this.record === undefined
        ? undefined
        : {
            calls: [],
            ...this.now(),
            agent: this.record,
            phone: { ignoresAutoAnswer: false, ignoresNotify: false },
          };
    const desk: AgentDesk = new AgentDesk({
      line: lineOptions({
        device: this.#device,
        memory: { last, keep: () => undefined },
        queues: {
          extensionFormat: 'Local/{0}@from-queue/n',
          names: ['sales'],
          autoPauseOnCommutationStart: false,
          afterCallWorkMs: 0,
          traceState: false,
          ...queues,
        },
      }),
      edges: this.world.edges,
      calls: () => this.calls,
      emit: (event) => {
        if (desk === this.desk) this.events.push(event);
      },
      onRecord: () => {
        // A panel that has crashed writes no more.
        if (desk === this.desk) this.record = structuredClone(desk.record);
      },
    });
    return desk;
  }
}
