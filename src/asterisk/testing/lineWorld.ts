import { FakeClock } from '../../ami/testing/fakeClock.ts';
import type { Edges, LogEntry } from '../../world/edges.ts';
import type { LineOptions } from '../options/lineOptions.ts';

/** A line's edges on a clock that the test moves, with ids that are counted. */
export class LineWorld {
  readonly clock = new FakeClock();
  readonly log: LogEntry[] = [];
  readonly edges: Edges;

  constructor() {
    const { clock } = this;
    const bootMs = clock.now() - 60_000;
    let ids = 0;
    this.edges = {
      clock: {
        now: () => ({ monoMs: clock.now() - bootMs, wallMs: clock.now() }),
        setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
        clearTimeout: (timer) => clock.clearTimeout(timer),
      },
      random: () => 0.5,
      newId: () => `id-${++ids}`,
      log: (entry) => this.log.push(entry),
    };
  }
}

/** Options of line 101 that differ from the usual in what is given. */
export function lineOptions(given: Partial<LineOptions> = {}): LineOptions {
  return {
    source: { kind: 'ami', host: '127.0.0.1', port: 0, username: 'cti', secret: () => 'cti-secret' },
    extension: '101',
    device: 'PJSIP/101',
    agentName: 'Anna Agent',
    originateContext: 'from-internal',
    parkingLotContext: 'parkedcalls',
    sendRingStartedOnRingingState: true,
    autoAnswer: true,
    packetInfoConfig: [],
    ...given,
  };
}
