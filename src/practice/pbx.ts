import type { Agent } from './agent.ts';
import type { Dialplan } from './calls/dialplan.ts';
import type { Exchange } from './exchange.ts';
import type { Queues } from './queues/queues.ts';

/** All that an action may reach. */
export interface Pbx {
  readonly exchange: Exchange;
  readonly dialplan: Dialplan;
  readonly queues: Queues;
  readonly agent: Agent;
}
