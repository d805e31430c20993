import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult, CtiCommand } from '../../src/cti/command.ts';
import type { Call } from '../../src/cti/call.ts';
import { type CtiEvent, isCallEvent } from '../../src/cti/event.ts';
import { AsteriskConnection } from '../../src/asterisk/line/connection.ts';
import type { Edges, LogEntry } from '../../src/world/edges.ts';
import type { LineOptions } from '../../src/asterisk/options/lineOptions.ts';
import type { Account, Asterisk } from '../pbx/asterisk.ts';
import { limits } from '../limits.mjs';

export const realEdges = (log: (entry: LogEntry) => void = () => undefined): Edges => ({
  clock: {
    now: () => ({ monoMs: performance.now(), wallMs: Date.now() }),
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
  },
  random: Math.random,
  newId: randomUUID,
  log,
});

/** On a busy machine the next report of the same matter comes well within this. */
const quietMs = 150;

/** A call that was answered, held, resumed and ended. */
export const fiveEvents = [
  'RingStarted',
  'CommutationStarted',
  'PutHoldAction',
  'EndHoldAction',
  'RingFinished',
] as const;

export type TestLineOptions = Partial<LineOptions> & { line?: string; account?: Account; port?: number };

/** The engine without a window: one line on a real Asterisk, with all it told. */
export class TestLine {
  readonly events: CtiEvent[] = [];
  readonly log: LogEntry[] = [];
  readonly connection: AsteriskConnection;
  /** Whose line it is; Asterisk hands it back as the name of a phone that has none. */
  readonly agentName: string;
  isStopped = false;
  #heard = 0;

  constructor(pbx: Asterisk, options: TestLineOptions = {}) {
    const { line = '101', account = pbx.account, port = pbx.amiPort, ...others } = options;
    const { agentName = 'Anna Agent' } = options;
    this.agentName = agentName;
    this.connection = new AsteriskConnection(
      {
        source: {
          kind: 'ami',
          host: pbx.host,
          port,
          username: account.user,
          secret: () => account.secret,
        },
        extension: line,
        device: pbx.device(line),
        agentName,
        originateContext: 'from-internal',
        parkingLotContext: 'parkedcalls',
        sendRingStartedOnRingingState: true,
        autoAnswer: true,
        packetInfoConfig: [],
        ...others,
      },
      realEdges((entry) => this.log.push(entry)),
    );
    this.connection.onEvent((event) => this.events.push(event));
    this.connection.start();
  }

  get calls(): readonly Call[] {
    return this.connection.line.calls;
  }

  /** The calls that stood when it was opened. */
  get found(): readonly Call[] {
    return this.events.find((event) => event.type === 'ActiveCallSnapshot')?.calls ?? [];
  }

  /** All names that the other ends of its calls have had. */
  get partyNames(): readonly string[] {
    return [...this.found, ...this.events.filter(isCallEvent).map(({ call }) => call)].map(
      ({ name }) => name,
    );
  }

  call(id: string): Call | undefined {
    return this.calls.find((call) => call.id === id);
  }

  execute(command: CtiCommand): Promise<CommandResult> {
    return this.connection.execute(command);
  }

  /** The next event of that type that was not handed out before. @throws Error with all events when none comes in time */
  async next<Type extends CtiEvent['type']>(type: Type): Promise<Extract<CtiEvent, { type: Type }>> {
    const deadline = Date.now() + limits.waitMs;
    for (;;) {
      while (this.#heard < this.events.length) {
        const event = this.events[this.#heard++]!;
        if (event.type === type) return event as Extract<CtiEvent, { type: Type }>;
      }
      if (Date.now() > deadline) throw new Error(`no ${type} within ${limits.waitMs} ms:\n${this.story()}`);
      await sleep(10);
    }
  }

  /** Until the PBX has said nothing for a while: its threads report what has happened each in its time. */
  async quiet(): Promise<void> {
    let spokeAt = Date.now();
    const end = this.connection.session?.client.onEvent(() => (spokeAt = Date.now()));
    while (Date.now() - spokeAt < quietMs) await sleep(10);
    end?.();
  }

  /** The call events, without those that only inform. */
  names(): string[] {
    return this.events
      .filter((event) => 'call' in event && event.type !== 'CallInfoChanged')
      .map((event) => event.type);
  }

  story(): string {
    return this.events
      .map((event) => {
        if ('link' in event) return `${event.type} ${JSON.stringify(event.link)}`;
        if (!('call' in event)) return event.type;
        const { phase, number, outcome } = event.call;
        return `${event.type} ${phase} ${number} ${outcome ?? ''}`;
      })
      .join('\n');
  }

  logged(): string {
    return this.log.map((entry) => JSON.stringify(entry)).join('\n');
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return this.connection.stop();
  }
}
