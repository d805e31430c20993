import type { Agent } from '../exchange/agent.ts';
import type { Dialplan } from './dialplan.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Queues } from './queues.ts';

/** All that an action may reach. */
export interface Pbx {
  readonly exchange: Exchange;
  readonly dialplan: Dialplan;
  readonly queues: Queues;
  readonly agent: Agent;
}
