import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../../../cti/event.ts';
import type { ChannelFacts } from '../../dialect/channelEvent.ts';
import type { ChannelSnapshot } from '../../dialect/snapshot.ts';
import { lineOptions, LineWorld } from '../../testing/lineWorld.ts';
import { AsteriskAdapter } from '../adapter.ts';
import { CallerWatch } from './callerWatch.ts';

const caller: ChannelFacts = {
  uniqueId: '1.1',
  name: 'PJSIP/trunk-01',
  linkedId: '1.1',
  callerNumber: '0301',
};
const leg = (id: number): ChannelFacts => ({
  uniqueId: `1.${id}`,
  name: `PJSIP/101-0${id}`,
  linkedId: '1.1',
});

/** A caller whom an announcement has answered rings the agent, and rings out. */
class Bench {
  readonly world = new LineWorld();
  readonly told: string[] = [];
  readonly adapter = new AsteriskAdapter({
    ...lineOptions(),
    newId: this.world.edges.newId,
    emit: (event) => {
      if (isCallEvent(event)) this.told.push(`${event.type} ${event.call.outcome ?? event.call.phase}`);
    },
  });
  /** What the PBX says of the caller. */
  application: string | undefined = 'Dial';
  asked = 0;
  readonly watch = new CallerWatch({
    calls: this.adapter.calls,
    clock: this.world.edges.clock,
    ask: (name) => {
      this.asked += 1;
      const { application } = this;
      const item: ChannelSnapshot = { facts: { uniqueId: '1.1', name, state: 'up' }, called: false };
      return Promise.resolve(application === undefined ? undefined : { ...item, application });
    },
  });

  ringOut(): void {
    this.adapter.handle({ type: 'created', channel: { ...caller, state: 'up' } }, this.#at);
    this.ring(2);
    this.adapter.handle({ type: 'dialEnded', caller, dest: leg(2), status: 'NOANSWER' }, this.#at);
    this.adapter.handle({ type: 'hungUp', channel: leg(2), cause: 0 }, this.#at);
    this.watch.lookAround();
  }

  ring(id: number): void {
    this.adapter.handle({ type: 'created', channel: { ...leg(id), state: 'down' } }, this.#at);
    this.adapter.handle({ type: 'dialBegun', caller, dest: leg(id), dialString: '101' }, this.#at);
    this.adapter.handle({ type: 'changed', channel: { ...leg(id), state: 'ringing' } }, this.#at);
    this.watch.lookAround();
  }

  async pass(ms: number): Promise<void> {
    this.world.clock.advance(ms);
    await new Promise(setImmediate);
  }

  get #at() {
    return this.world.edges.clock.now();
  }
}

describe('a caller who was answered before the agent was rung', () => {
  it.each(['VoiceMail', 'Read', 'Echo', undefined])(
    'is missed once the PBX has them in %s',
    async (application) => {
      const bench = new Bench();
      bench.ringOut();
      expect(bench.told).toEqual(['RingStarted ringing', 'CallInfoChanged queued']);
      bench.application = application;
      await bench.pass(1_000);
      expect(bench.told.at(-1)).toBe('RingFinished noAnswer');
      expect(bench.world.clock.pending).toBe(0);
    },
  );

  it.each(['Dial', 'Playback', 'Wait'])('rings again as the same call, out of %s', async (application) => {
    const bench = new Bench();
    bench.ringOut();
    bench.application = application;
    await bench.pass(1_000);
    await bench.pass(2_000);
    expect(bench.asked).toBe(2);
    bench.ring(3);
    expect(bench.told.at(-1)).toBe('CallInfoChanged ringing');
    await bench.pass(60_000);
    expect(bench.asked).toBe(2);
    expect(bench.world.clock.pending).toBe(0);
  });

  it('is missed where they hang up, and is asked for no more', async () => {
    const bench = new Bench();
    bench.ringOut();
    bench.adapter.handle({ type: 'hungUp', channel: caller, cause: 16 }, bench.world.edges.clock.now());
    expect(bench.told.at(-1)).toBe('RingFinished noAnswer');
    await bench.pass(10_000);
    expect(bench.asked).toBe(0);
    expect(bench.world.clock.pending).toBe(0);
  });

  it('is asked for no more once the link is broken', async () => {
    const bench = new Bench();
    bench.ringOut();
    bench.watch.clear();
    await bench.pass(10_000);
    expect(bench.asked).toBe(0);
  });
});
