import type { Agent, Dialplan } from './calls/dialplan.ts';
import type { Exchange } from './exchange.ts';
import type { SupportQueue } from './queue.ts';

/** All that an action may reach. */
export interface Pbx {
  readonly exchange: Exchange;
  readonly dialplan: Dialplan;
  readonly queue: SupportQueue;
  readonly agent: Agent;
}
