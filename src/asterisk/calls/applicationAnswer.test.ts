import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CtiEvent } from '../../cti/event.ts';
import { AsteriskAdapter } from './adapter.ts';
import { ApplicationWatch } from './applicationAnswer.ts';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { type Item, type LeggedChannel, LinePbx, say } from '../testing/linePbx.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';

const leg: LeggedChannel = {
  name: 'PJSIP/101-00000001',
  uniqueId: '1.1',
  caller: ['101', 'Agent One'],
  exten: '600',
};

/** What the PBX says of the leg when it is asked. */
const inside = (application: string, channel = leg): Item => {
  const [event, fields] = say.status(channel, 'up');
  return [
    event,
    fields.map(([name, value]) => [name, name === 'Application' ? application : value] as const),
  ];
};

let pbx: LinePbx;
let probe: ConnectionProbe;

beforeEach(async () => {
  pbx = await LinePbx.start();
  probe = await ConnectionProbe.online(pbx);
});
afterEach(async () => {
  await probe.connection.stop();
  await pbx.close();
});

const asked = (): number =>
  pbx.pbx.connection.actions.filter(
    (action) => action.name === 'Status' && action.get('Channel') === leg.name,
  ).length;

/** The agent dials on the phone, and the dial plan answers. */
async function lift(): Promise<void> {
  const packets = pbx.pbx.connection;
  pbx.tell(say.created(leg, 'ring'), say.state(leg, 'up'));
  packets.event('UserEvent');
  await expect.poll(() => probe.world.clock.pending).toBe(idle + 1);
}

let idle = 0;
beforeEach(() => {
  idle = probe.world.clock.pending;
});

async function look(): Promise<void> {
  const before = asked();
  probe.passTime();
  await expect.poll(asked).toBe(before + 1);
}

describe('a call to an application alone', () => {
  it('is reported as soon as the PBX says what the leg is in', async () => {
    await lift();
    pbx.channels = [inside('Echo')];
    await look();
    await probe.told('CommutationStarted');
    expect(probe.calls).toEqual(['RingStarted', 'CommutationStarted']);
    expect(probe.line.calls).toMatchObject([
      { direction: 'outgoing', state: 'talking', number: '600', application: 'echo' },
    ]);
    pbx.tell(say.hungUp(leg));
    await probe.told('RingFinished');
    expect(probe.events.at(-1)).not.toMatchObject({ call: { outcome: 'failed' } });
  });

  it.each(['Wait', 'Playback', 'AGI', 'ParkedCall', ''])(
    'is not told while the leg is in "%s", and is asked for again',
    async (application) => {
      await lift();
      pbx.channels = [inside(application)];
      await look();
      await expect.poll(() => probe.world.clock.pending).toBe(idle + 1);
      expect(probe.line.calls).toEqual([]);
      pbx.channels = [inside('VoiceMailMain')];
      await look();
      await probe.told('CommutationStarted');
    },
  );

  it('is asked for with growing patience, as long as it takes, and not once the leg has ended', async () => {
    const { edges, clock } = new LineWorld();
    const { calls } = new AsteriskAdapter({ ...lineOptions(), newId: edges.newId, emit: () => undefined });
    const askedAt: number[] = [];
    const ask = (name: string): Promise<ChannelSnapshot> => {
      askedAt.push(clock.now() - begunAt);
      return Promise.resolve({ facts: { uniqueId: '1.1', name }, called: false, application: 'Wait' });
    };
    const watch = new ApplicationWatch({ calls, clock: edges.clock, ask });
    const channel = calls.channels.learn({ uniqueId: '1.1', name: leg.name, state: 'up', exten: '600' });
    const begunAt = clock.now();
    watch.look(channel);
    watch.look(channel);
    for (let second = 0; second < 30; second += 1) {
      clock.advance(1_000);
      await new Promise(setImmediate);
    }
    expect(askedAt).toEqual([1, 3, 6, 10, 15, 20, 25, 30].map((second) => second * 1_000));
    for (let second = 30; second < 119; second += 1) {
      clock.advance(1_000);
      await new Promise(setImmediate);
    }
    expect(askedAt.slice(-3)).toEqual([80, 95, 110].map((second) => second * 1_000));
    const before = askedAt.length;
    calls.channels.remove(channel);
    clock.advance(15_000);
    await new Promise(setImmediate);
    expect(askedAt).toHaveLength(before);
    expect(clock.pending).toBe(0);
  });

  it('is none where the dial plan refuses the call of the panel: busy', async () => {
    const { edges, clock } = new LineWorld();
    const events: CtiEvent[] = [];
    const emit = (event: CtiEvent): number => events.push(event);
    const adapter = new AsteriskAdapter({ ...lineOptions(), newId: edges.newId, emit });
    const facts = { uniqueId: '1.1', name: leg.name };
    const ask = (): Promise<ChannelSnapshot> => Promise.resolve({ facts, called: true, application: 'Busy' });
    const watch = new ApplicationWatch({ calls: adapter.calls, clock: edges.clock, ask });
    const at = edges.clock.now();
    adapter.beginCall('a', '61102', at);
    adapter.expectLeg('a', 'dial', '1.1');
    adapter.taken('a', 'x-1', at);
    adapter.handle({ type: 'created', channel: { ...facts, state: 'down' } }, at);
    adapter.handle({ type: 'changed', channel: { ...facts, state: 'up' } }, at);
    watch.look(adapter.channels.get('1.1'));
    clock.advance(1_000);
    await new Promise(setImmediate);
    adapter.handle({ type: 'hungUp', channel: facts, cause: 0 }, at);
    expect(events.slice(-2)).toMatchObject([
      { type: 'AbonentBusy' },
      { type: 'RingFinished', call: { outcome: 'busy' } },
    ]);
    watch.clear();
  });

  it('is not that of a leg which calls somebody', async () => {
    await lift();
    pbx.channels = [inside('Dial')];
    await look();
    await expect.poll(() => probe.world.clock.pending).toBe(idle + 1);
    expect(probe.line.calls).toEqual([]);
    const remote: LeggedChannel = { name: 'PJSIP/201-00000002', uniqueId: '1.2' };
    pbx.tell(say.created(remote), say.dial(leg, remote));
    await probe.told('RingStarted');
    const before = asked();
    probe.passTime();
    expect(probe.world.clock.pending).toBe(idle);
    expect(asked()).toBe(before);
  });

  it('is not asked for once the link is broken', async () => {
    await lift();
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    expect(probe.line.calls).toEqual([]);
    expect(asked()).toBe(0);
  });
});
