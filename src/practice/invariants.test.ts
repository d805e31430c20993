import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { AmiPacket } from '../ami/wire/packet.ts';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';

/*
 * Whatever a client asks, in whatever order: what is reported stays a story that can be true. No channel is heard of before it is new or
 * after it has hung up, no one is in two bridges, the counts are right, and in the end no one is left behind.
 */

const bench = new PracticeBench();
afterEach(() => bench.stop());

class Witness {
  readonly #alive = new Set<string>();
  readonly #bridges = new Map<string, Set<string>>();
  readonly #where = new Map<string, string>();

  hear(packet: AmiPacket): void {
    const channel = packet.get('Channel') ?? '';
    const bridge = packet.get('BridgeUniqueid') ?? '';
    switch (packet.event) {
      case 'Newchannel':
        expect(this.#alive.has(channel), `${channel} twice`).toBe(false);
        this.#alive.add(channel);
        return;
      case 'Hangup':
        this.#expectAlive(packet);
        expect(this.#where.get(channel), `${channel} hung up in a bridge`).toBeUndefined();
        this.#alive.delete(channel);
        return;
      case 'BridgeCreate':
        this.#bridges.set(bridge, new Set());
        return;
      case 'BridgeEnter':
        this.#expectAlive(packet);
        expect(this.#where.get(channel), `${channel} in two bridges`).toBeUndefined();
        this.#where.set(channel, bridge);
        this.#bridges.get(bridge)!.add(channel);
        this.#expectCount(packet, bridge);
        return;
      case 'BridgeLeave':
        expect(this.#where.get(channel), `${channel} leaves where it is`).toBe(bridge);
        this.#where.delete(channel);
        this.#bridges.get(bridge)!.delete(channel);
        this.#expectCount(packet, bridge);
        return;
      case 'BridgeDestroy':
        expect(this.#bridges.get(bridge)!.size).toBe(0);
        this.#bridges.delete(bridge);
        return;
      default:
        if (packet.event !== 'OriginateResponse') this.#expectAlive(packet);
    }
  }

  #expectAlive(packet: AmiPacket): void {
    for (const key of ['Channel', 'DestChannel', 'ParkeeChannel']) {
      const channel = packet.get(key);
      if (channel !== undefined)
        expect(this.#alive.has(channel), `${packet.event ?? ''} of ${channel}`).toBe(true);
    }
  }

  #expectCount(packet: AmiPacket, bridge: string): void {
    const announcers = packet.get('BridgeType') === 'base' ? 1 : 0;
    expect(packet.get('BridgeNumChannels')).toBe(String(this.#bridges.get(bridge)!.size + announcers));
  }
}

const number = fc.constantFrom(
  '101',
  '102',
  '103',
  '201',
  '202',
  '205',
  '206',
  '208',
  '220',
  '601',
  '701',
  '999',
);
const which = fc.nat(7);
const step = fc.oneof(
  fc.record({ do: fc.constant('dial' as const), number }),
  fc.record({
    do: fc.constantFrom('hangup' as const, 'park' as const, 'cancel' as const, 'pickUp' as const),
    which,
  }),
  fc.record({ do: fc.constantFrom('atxfer' as const, 'blind' as const), which, number }),
  fc.record({ do: fc.constant('bridge' as const), which, other: which }),
  fc.record({
    do: fc.constant('redirect' as const),
    which,
    other: fc.option(which),
    exten: fc.constantFrom('hold', 'silence', 'conference-12', 'nowhere'),
  }),
  fc.record({ do: fc.constant('digit' as const), which, digit: fc.constantFrom('1', '2', '4', '9', '*') }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(60, 500, 3000, 20_000) }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function living(client: PracticeClient): Promise<string[]> {
  return (await client.list('Status')).map((packet) => packet.get('Channel')!);
}

async function take(client: PracticeClient, one: Step): Promise<void> {
  const channels = await living(client);
  const at = (index: number): string => channels[index % Math.max(1, channels.length)] ?? 'PJSIP/none-1';
  const dialPlan = ['Context: from-internal', 'Priority: 1'];
  switch (one.do) {
    case 'dial':
      await client.ask('Originate', 'Channel: PJSIP/101', `Exten: ${one.number}`, ...dialPlan);
      return;
    case 'hangup':
      await client.ask('Hangup', `Channel: ${at(one.which)}`);
      return;
    case 'park':
      await client.ask('Park', `Channel: ${at(one.which)}`, 'Timeout: 10000');
      return;
    case 'cancel':
      await client.ask('CancelAtxfer', `Channel: ${at(one.which)}`);
      return;
    case 'pickUp':
      await client.ask(
        'Originate',
        'Channel: PJSIP/101',
        'Application: PickupChan',
        `Data: ${at(one.which)}`,
      );
      return;
    case 'atxfer':
      await client.ask('Atxfer', `Channel: ${at(one.which)}`, `Exten: ${one.number}`, ...dialPlan);
      return;
    case 'blind':
      await client.ask('BlindTransfer', `Channel: ${at(one.which)}`, `Exten: ${one.number}`, ...dialPlan);
      return;
    case 'bridge':
      await client.ask('Bridge', `Channel1: ${at(one.which)}`, `Channel2: ${at(one.other)}`);
      return;
    case 'redirect': {
      const extra =
        one.other === null
          ? []
          : [
              `ExtraChannel: ${at(one.other)}`,
              'ExtraContext: offhook',
              'ExtraExten: silence',
              'ExtraPriority: 1',
            ];
      const target = ['Context: offhook', `Exten: ${one.exten}`, 'Priority: 1'];
      await client.ask('Redirect', `Channel: ${at(one.which)}`, ...target, ...extra);
      return;
    }
    case 'digit':
      await client.ask('PlayDTMF', `Channel: ${at(one.which)}`, `Digit: ${one.digit}`, 'Receive: true');
      return;
    case 'pass':
      await bench.pass(one.ms);
  }
}

test('the story that is reported can be true, whatever is asked', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await bench.start({
        incoming: { firstAfterMs: 3000, leastPauseMs: 20_000, mostPauseMs: 20_000 },
        office: { firstAfterMs: 1000, leastPauseMs: 8000, mostPauseMs: 8000 },
      });
      const client = await bench.login();
      for (const one of steps) await take(client, one);
      for (const channel of await living(client)) await client.ask('Hangup', `Channel: ${channel}`);
      await client.catchUp();
      bench.clock.advance(0);
      for (const channel of await living(client)) await client.ask('Hangup', `Channel: ${channel}`);
      expect(await living(client)).toEqual([]);
      const witness = new Witness();
      for (const packet of client.events) witness.hear(packet);
      await bench.stop();
    }),
    { numRuns: 100 },
  );
});
