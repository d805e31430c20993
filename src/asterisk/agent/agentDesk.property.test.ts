import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeskBench, own } from './testing/deskBench.ts';

/**
 * Whatever happens in whatever order, and wherever the panel crashes or loses its link: once the calls are over and the panel is
 * there again, each queue is as its owner's last word was, the agent's or a supervisor's.
 */
type Step =
  | {
      readonly do: 'ring' | 'answer' | 'hangUp' | 'wait' | 'lose' | 'connect' | 'crash' | 'crashUnheard';
      readonly isHasty: boolean;
    }
  | { readonly do: 'ready' | 'notReady' | 'supervisorPauses' | 'supervisorEnds'; readonly queue: string };

const queues = ['support', 'sales'] as const;
const plain = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('ring', 'answer', 'hangUp') },
  { weight: 1, arbitrary: fc.constantFrom('wait', 'lose', 'connect', 'crash', 'crashUnheard') },
);
const ofQueue = fc.constantFrom('ready', 'notReady', 'supervisorPauses', 'supervisorEnds');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: plain, isHasty: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: ofQueue, queue: fc.constantFrom(...queues) }),
  },
);

class Story {
  readonly bench: DeskBench;
  readonly chosen = new Map<string, string>(queues.map((queue) => [queue, 'ready']));
  isConnected = true;

  constructor(bench: DeskBench) {
    this.bench = bench;
  }

  async take(step: Step): Promise<void> {
    const { bench } = this;
    if ('queue' in step) await bench.settle();
    else bench.isHasty = step.isHasty;
    await this.#do(step);
    bench.isHasty = false;
  }

  async #do(step: Step): Promise<void> {
    const { bench } = this;
    switch (step.do) {
      case 'ring':
        if (bench.calls.length < 3 && this.isConnected) bench.ring();
        return;
      case 'answer': {
        const call = bench.calls.find(({ state }) => state === 'ringing');
        if (call !== undefined && this.isConnected) await bench.move(call.id, 'talking');
        return;
      }
      case 'hangUp': {
        const [call] = bench.calls;
        if (call === undefined) return;
        if (this.isConnected) await bench.end(call.id);
        else bench.endUnseen(call.id);
        return;
      }
      case 'wait':
        return bench.advance(700);
      case 'lose':
        this.isConnected = false;
        return bench.lose();
      case 'connect':
        if (!this.isConnected) await bench.connect();
        this.isConnected = true;
        return;
      case 'crash':
        this.isConnected = false;
        return bench.crash();
      case 'crashUnheard': {
        // The PBX does what it was asked to, and the panel dies before it hears of it.
        bench.pbx.isMute = true;
        const call = bench.calls.find(({ state }) => state === 'ringing');
        if (call !== undefined && this.isConnected) await bench.move(call.id, 'talking');
        this.isConnected = false;
        return bench.crash();
      }
      case 'ready':
      case 'notReady': {
        const result = await bench.execute({
          type: 'SetAgentState',
          state: step.do,
          reason: 'Lunch',
          queue: step.queue,
        });
        if (result.status === 'done') {
          this.chosen.set(step.queue, step.do === 'ready' ? 'ready' : 'paused: Lunch');
        }
        return;
      }
      case 'supervisorPauses':
        bench.pbx.pause(step.queue, own, true, 'Training');
        this.chosen.set(step.queue, 'paused: Training');
        return bench.settle();
      case 'supervisorEnds':
        bench.pbx.pause(step.queue, own, false);
        this.chosen.set(step.queue, 'ready');
        return bench.settle();
    }
  }

  async finish(): Promise<void> {
    const { bench } = this;
    await bench.settle();
    if (!this.isConnected) await bench.connect();
    for (const { id } of bench.calls) await bench.end(id);
    await bench.advance(60_000);
  }
}

describe.each([
  { autoPauseOnCommutationStart: true, afterCallWorkMs: 0 },
  { autoPauseOnCommutationStart: true, afterCallWorkMs: 1_000 },
  { autoPauseOnCommutationStart: false, afterCallWorkMs: 1_000 },
])('with %o', (given) => {
  it('every queue ends as its owner left it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (steps) => {
        const bench = new DeskBench(given);
        bench.pbx.put('sales', own, 'PJSIP/101', true);
        await bench.connect();
        const story = new Story(bench);
        for (const one of steps) await story.take(one);
        await story.finish();
        for (const queue of queues)
          expect(`${queue} ${bench.pbx.state(queue)}`).toBe(`${queue} ${story.chosen.get(queue)!}`);
        expect(bench.record?.pausedByPanel ?? []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
