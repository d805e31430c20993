import { AsteriskClient } from '../client.ts';
import type { AsteriskClientOptions } from '../options.ts';
import type { AmiPacket } from '../wire/packet.ts';
import type { AmiStatus } from '../status.ts';
import { FakeClock } from './fakeClock.ts';
import type { ScriptedPbx } from './scriptedPbx.ts';

/** A client on a fake clock, and what it said so far. */
export class ClientProbe {
  readonly client: AsteriskClient;
  readonly clock: FakeClock;
  readonly statuses: AmiStatus[] = [];
  readonly events: AmiPacket[] = [];
  readonly #waiters = new Set<() => void>();

  constructor(port: number, options: Partial<AsteriskClientOptions> = {}) {
    this.clock = new FakeClock();
    this.client = new AsteriskClient({
      host: '127.0.0.1',
      port,
      username: 'cti',
      secret: () => 'cti-secret',
      ...options,
      edges: { clock: this.clock, random: () => 0.5, ...options.edges },
    });
    this.client.onStatus((status) => {
      this.statuses.push(status);
      this.#wake();
    });
    this.client.onEvent((event) => {
      this.events.push(event);
      this.#wake();
    });
  }

  get states(): string[] {
    return this.statuses.map(({ state }) => state);
  }

  /** Starts and resolves when the client is in that state. */
  start(state: AmiStatus['state'] = 'online'): Promise<AmiStatus> {
    const reached = this.state(state);
    this.client.start();
    return reached;
  }

  /** Lets the time until the next retry pass. */
  retry(): void {
    this.clock.advance(this.clock.nextInMs ?? 0);
  }

  /** Resolves at the next status of that state. */
  async state<S extends AmiStatus['state']>(state: S): Promise<Extract<AmiStatus, { state: S }>> {
    const seen = this.statuses.length;
    const next = (): AmiStatus | undefined =>
      this.statuses.slice(seen).find((status) => status.state === state);
    await this.until(() => next() !== undefined);
    return next() as Extract<AmiStatus, { state: S }>;
  }

  /** Resolves when the condition holds; looks again after each event and each status. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#waiters.add(resolve);
      });
    }
  }

  /** Resolves when that many events of that name have come. */
  async event(name: string, count = 1): Promise<void> {
    await this.until(() => this.events.filter(({ event }) => event === name).length >= count);
  }

  #wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const resolve of waiters) resolve();
  }
}

/** A client that is logged in to that PBX. */
export async function connectClient(
  pbx: ScriptedPbx,
  options: Partial<AsteriskClientOptions> = {},
): Promise<ClientProbe> {
  const probe = new ClientProbe(pbx.port, options);
  await probe.start();
  return probe;
}
