import type { CommandResult } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import { isCallEvent } from '../../cti/event.ts';
import type { Line } from '../../cti/line.ts';
import { AsteriskConnection } from '../line/connection.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import type { LinePbx } from './linePbx.ts';
import { lineOptions, LineWorld } from './lineWorld.ts';

/** A line on a clock that the test moves, with all that it told. */
export class ConnectionProbe {
  readonly world = new LineWorld();
  readonly connection: AsteriskConnection;
  readonly events: CtiEvent[] = [];
  readonly #waiters = new Set<() => void>();

  constructor(given: Partial<LineOptions> = {}) {
    this.connection = new AsteriskConnection(lineOptions(given), this.world.edges);
    this.connection.onEvent((event) => {
      this.events.push(event);
      const waiters = [...this.#waiters];
      this.#waiters.clear();
      for (const resolve of waiters) resolve();
    });
  }

  /** On that PBX, not started yet. */
  static at({ pbx }: LinePbx, given: Partial<LineOptions> = {}): ConnectionProbe {
    const secret = (): string => 'cti-secret';
    const source = { kind: 'ami', host: '127.0.0.1', port: pbx.port, username: 'cti', secret } as const;
    return new ConnectionProbe({ source, ...given });
  }

  /** On that PBX, logged in, the calls found out. */
  static async online(pbx: LinePbx, given: Partial<LineOptions> = {}): Promise<ConnectionProbe> {
    const probe = ConnectionProbe.at(pbx, given);
    probe.connection.start();
    await probe.link('online');
    return probe;
  }

  get line(): Line {
    return this.connection.line;
  }

  /** The states that the link went through, in order. */
  get links(): string[] {
    return this.events.flatMap((event) => ('link' in event ? [event.link.state] : []));
  }

  /** Names of the call events so far. */
  get calls(): string[] {
    return this.events.filter(isCallEvent).map(({ type }) => type);
  }

  /** Resolves when the condition holds; looks again after each event. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#waiters.add(resolve);
      });
    }
  }

  async link(state: Line['link']['state']): Promise<void> {
    await this.until(() => this.line.link.state === state);
  }

  async told(type: CtiEvent['type'], count = 1): Promise<void> {
    await this.until(() => this.events.filter((event) => event.type === type).length >= count);
  }

  /** Lets the time until the next timer pass. */
  passTime(): void {
    this.world.clock.advance(this.world.clock.nextInMs ?? 0);
  }

  callId(): string {
    const [call] = this.line.calls;
    if (call === undefined) throw new Error('The line has no call.');
    return call.id;
  }

  dial(number = '201'): Promise<CommandResult> {
    return this.connection.execute({ type: 'MakeCall', number });
  }
}
