import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { QueueOptions } from '../../src/asterisk/options/lineOptions.ts';
import type { Agent, AgentStatus, Queue } from '../../src/cti/agent.ts';
import type { Cable } from '../pbx/network.ts';
import type { RawAmi } from '../pbx/rawAmi.ts';
import type { SipPhone } from '../phones/sipPhone.ts';
import type { Site } from './site.ts';
import type { TestLine, TestLineOptions } from './testLine.ts';
import { TestMemory } from './testMemory.ts';

export const member = 'Local/101@from-queue/n';

/** An agent at line 101, in the queue `support` by the PBX's configuration, and a supervisor who looks on. */
export class AgentSite {
  readonly #site: Site;
  memory = new TestMemory();

  constructor(site: Site) {
    this.#site = site;
    site.onClear(async () => {
      await this.supervisorPauses(false);
      const supervisor = await site.supervisor();
      await supervisor.action({ Action: 'QueueRemove', Queue: 'sales', Interface: member });
    });
    test.beforeEach(async () => {
      this.memory = new TestMemory();
      // From the start: what it waits for may have been reported before.
      await site.supervisor();
    });
  }

  async open(queues: Partial<QueueOptions> = {}, others: TestLineOptions = {}): Promise<TestLine> {
    this.memory = this.memory.next();
    return this.#site.line('101', {
      memory: this.memory,
      queues: {
        extensionFormat: 'Local/{0}@from-queue/n',
        names: ['sales'],
        autoPauseOnCommutationStart: false,
        afterCallWorkMs: 0,
        traceState: true,
        ...queues,
      },
      ...others,
    });
  }

  /** A panel on a link of its own that ends without a word, as in a crash: the next one finds what it kept. */
  async openOnCable(queues: Partial<QueueOptions>): Promise<{ line: TestLine; cable: Cable }> {
    const cable = await this.#site.cable();
    return { line: await this.open(queues, { port: cable.port }), cable };
  }

  async crash({ line, cable }: { line: TestLine; cable: Cable }): Promise<void> {
    const left = this.memory.next();
    await cable.stop();
    await line.stop();
    this.memory = left;
  }

  /** A customer calls the queue, and the agent's phone answers. */
  async queueCall(line: TestLine): Promise<{ agent: SipPhone; customer: SipPhone }> {
    const agent = await this.#site.phone('101', { do: 'answer', afterMs: 50 });
    const customer = await this.#site.phone('201');
    await customer.dial('500');
    await line.next('CommutationStarted');
    return { agent, customer };
  }

  async supervisorPauses(paused: boolean, reason = ''): ReturnType<RawAmi['action']> {
    const why = reason === '' ? {} : { Reason: reason };
    const supervisor = await this.#site.supervisor();
    return supervisor.action({ Action: 'QueuePause', Interface: member, Paused: String(paused), ...why });
  }

  /** The membership as the PBX itself shows it on its console; a second opinion. */
  async shown(queue = 'support'): Promise<string> {
    const rows = (await this.#site.pbx.console(`queue show ${queue}`)).split('\n');
    return rows.find((row) => row.includes('/101@from-queue/n')) ?? 'not a member';
  }

  async isPausedFor(reason: string): Promise<void> {
    await expect.poll(() => this.shown()).toContain(`paused:${reason}`);
  }
}

export const queueOf = (line: TestLine, name: string): Queue | undefined =>
  line.connection.line.queues.find((one) => one.name === name);

export const agentOf = (line: TestLine): Agent => line.connection.line.agent;

/** A state that lasts only a moment is found in what was reported, not in what is there when one looks. */
export async function passes(line: TestLine, status: AgentStatus): Promise<void> {
  for (;;) if ((await line.next('AgentStateChanged')).agent.status === status) return;
}

/** The states that were reported, each once in a row. */
export function statesOf(line: TestLine): readonly AgentStatus[] {
  const states = line.events.flatMap((event) =>
    event.type === 'AgentStateChanged' ? [event.agent.status] : [],
  );
  return states.filter((state, index) => state !== states[index - 1]);
}
