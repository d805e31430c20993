import { afterEach, expect } from 'vitest';
import { AsteriskConnection } from '../../asterisk/line/connection.ts';
import type { LineOptions } from '../../asterisk/options/lineOptions.ts';
import type { Call } from '../../cti/call.ts';
import type { CommandResult, CtiCommand } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { Line } from '../../cti/line.ts';
import { PracticeBench, type PracticeClient } from './practiceClient.ts';
import type { PracticeOptions } from '../practicePbx.ts';

/*
 * The engine itself on the practice PBX: whatever the panel can do can be tried with nothing configured. One clock serves both
 * sides; it goes on in small steps, after each of which all that was said has been heard.
 */

const stepMs = 50;
const patienceMs = 120_000;

export class PanelOnPractice {
  readonly events: CtiEvent[] = [];
  readonly #bench: PracticeBench;
  readonly #connection: AsteriskConnection;
  readonly #witness: PracticeClient;

  private constructor(bench: PracticeBench, connection: AsteriskConnection, witness: PracticeClient) {
    this.#bench = bench;
    this.#connection = connection;
    this.#witness = witness;
    connection.onEvent((event) => this.events.push(event));
  }

  static async start(
    bench: PracticeBench,
    options: Partial<PracticeOptions> = {},
    settings: Partial<LineOptions> = {},
  ): Promise<PanelOnPractice> {
    const pbx = await bench.start(options);
    const { host, port, username, secret, extension, device, colleagues } = pbx;
    const { clock } = bench;
    let ids = 0;
    const connection = new AsteriskConnection(
      {
        source: { kind: 'ami', host, port, username, secret: () => secret },
        extension,
        device,
        agentName: 'Agent One',
        originateContext: 'from-internal',
        parkingLotContext: 'parkedcalls',
        sendRingStartedOnRingingState: true,
        autoAnswer: true,
        packetInfoConfig: [],
        colleagues,
        queues: {
          extensionFormat: 'Local/{0}@from-queue/n',
          names: pbx.queues,
          autoPauseOnCommutationStart: false,
          afterCallWorkMs: 0,
          traceState: false,
        },
        ...settings,
      },
      {
        clock: {
          now: () => ({ monoMs: clock.now(), wallMs: clock.now() }),
          setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
          clearTimeout: (timer) => clock.clearTimeout(timer),
        },
        random: () => 0.5,
        newId: () => `id-${String(++ids)}`,
        log: () => undefined,
      },
    );
    const panel = new PanelOnPractice(bench, connection, await bench.login());
    connection.start();
    await panel.until('online', () => panel.line.link.state === 'online');
    return panel;
  }

  get line(): Line {
    return this.#connection.line;
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }

  /** Lets time pass until it is so. @throws Error when it does not become so in two minutes */
  async until(what: string, condition: () => boolean): Promise<void> {
    for (let waitedMs = 0; !condition(); waitedMs += stepMs) {
      if (waitedMs > patienceMs) throw new Error(`not ${what}: ${JSON.stringify(this.line, undefined, 1)}`);
      await this.pass(stepMs);
    }
  }

  async pass(ms: number): Promise<void> {
    const step = Math.max(stepMs, Math.min(500, ms / 4));
    for (let passedMs = 0; passedMs < ms; passedMs += step) {
      this.#bench.clock.advance(step);
      // What was said before the answer to a Ping has been heard, once its sockets had their turn.
      await this.#witness.catchUp();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async run(command: CtiCommand): Promise<CommandResult> {
    let result: CommandResult | undefined;
    const running = this.#connection.execute(command).then((settled) => (result = settled));
    await this.until(`settled: ${command.type}`, () => result !== undefined);
    return running;
  }

  call(number: string): Call {
    const call = this.line.calls.find((one) => one.number === number);
    if (call === undefined) throw new Error(`no call with ${number}: ${JSON.stringify(this.line.calls)}`);
    return call;
  }

  async untilPhase(number: string, phase: Call['phase']): Promise<Call> {
    await this.until(`${number} ${phase}`, () =>
      this.line.calls.some((call) => call.number === number && call.phase === phase),
    );
    return this.call(number);
  }

  async talkTo(number: string): Promise<Call> {
    expect((await this.run({ type: 'MakeCall', number })).status).toBe('done');
    return this.untilPhase(number, 'talking');
  }

  async untilEnded(id: string): Promise<Call> {
    const end = (): Call | undefined =>
      this.events.flatMap((event) =>
        event.type === 'RingFinished' && event.call.id === id ? [event.call] : [],
      )[0];
    await this.until('ended', () => end() !== undefined);
    return end()!;
  }
}

/** Registers the end of each test of the file, and starts panels for it. */
export function panelOnPractice(): (
  options?: Partial<PracticeOptions>,
  settings?: Partial<LineOptions>,
) => Promise<PanelOnPractice> {
  const bench = new PracticeBench();
  let panel: PanelOnPractice | undefined;
  afterEach(async () => {
    await panel?.stop();
    panel = undefined;
    await bench.stop();
  });
  return async (options, settings) => (panel = await PanelOnPractice.start(bench, options, settings));
}
