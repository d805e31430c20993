import type { Agent } from '../exchange/agent.ts';
import { queueContext } from './contexts.ts';
import type { Channel } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { colleaguesOf, findSubscriber } from '../exchange/numbers.ts';
import { Queue } from './queue.ts';

/** Numbers at which callers from outside reach the queues. */
export const queueNumbers = { support: '5001', sales: '5004' } as const;

/**
 * The queue `support`, of which the agent and a colleague are members by configuration, and the queue `sales`, in which only the
 * colleague is, until the agent logs in to it.
 */
export class Queues {
  readonly all: readonly Queue[];

  constructor(exchange: Exchange, agent: Agent, dial: (channel: Channel, exten: string) => void) {
    const support = new Queue(exchange, { name: 'support', strategy: 'linear' }, dial);
    const sales = new Queue(exchange, { name: 'sales', strategy: 'linear' }, dial);
    const { present } = colleaguesOf(agent.extension);
    const colleague = {
      name: findSubscriber(present)?.name ?? '',
      interface: memberInterface(present),
      device: `PJSIP/${present}`,
      dynamic: false,
    };
    const { name, extension, device } = agent;
    support.add({ name, interface: memberInterface(extension), device, dynamic: false });
    support.add(colleague);
    sales.add(colleague);
    this.all = [support, sales];
  }

  find(name: string): Queue | undefined {
    return this.all.find(({ facts }) => facts.name === name);
  }

  /** By the number that a caller dialled. */
  at(exten: string): Queue | undefined {
    const known = Object.entries(queueNumbers).find(([, number]) => number === exten);
    return known === undefined ? undefined : this.find(known[0]);
  }

  /** The state of a device changed: each of its memberships reports it; and one who is free may be called. */
  deviceChanged(device: string): void {
    for (const queue of this.all) {
      const its = queue.members.filter((member) => member.facts.device === device);
      for (const member of its) member.tell('QueueMemberStatus');
      if (its.some((member) => member.isAvailable)) queue.serveSoon();
    }
  }
}

function memberInterface(extension: string): string {
  return `Local/${extension}@${queueContext}/n`;
}
