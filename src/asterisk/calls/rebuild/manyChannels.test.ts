import { describe, expect, it } from 'vitest';
import { AmiPacket } from '../../../ami/wire/packet.ts';
import { AsteriskAdapter } from '../adapter.ts';
import type { ChannelSnapshot, PbxSnapshot } from '../../dialect/snapshot.ts';
import { askHoldStates } from './holdStates.ts';
import { rebuild } from './rebuild.ts';

/** How often anything of the list is read. */
class Reads {
  count = 0;

  of<T extends object>(item: T): T {
    return new Proxy(item, {
      get: (target, name, receiver) => {
        this.count++;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  }
}

/** Each pair a call between two phones: in a bridge, still ringing, or each of its two in a room of a conference. */
type Kind = 'talking' | 'ringing' | 'conference';

function listOf(pairs: number, kind: Kind, reads: Reads): PbxSnapshot {
  const bridge = (index: number) => (kind === 'talking' ? { bridgeId: `bridge-${index}` } : {});
  const execution = (index: number) =>
    kind === 'conference'
      ? { application: 'ConfBridge', data: `room-${index}` }
      : { application: 'Dial', data: `PJSIP/${90_000 + index},30` };
  const channels = Array.from({ length: pairs }, (_, index): ChannelSnapshot[] => {
    const [caller, called] = [`${1_000 + index}`, `${90_000 + index}`];
    const linkedId = `1.${2 * index}`;
    const facts = { linkedId, exten: '', callerNumber: caller, connectedNumber: called };
    return [
      {
        facts: { ...facts, uniqueId: linkedId, name: `PJSIP/${caller}-01`, state: 'up' },
        called: false,
        ...execution(index),
        ...bridge(index),
      },
      {
        facts: {
          ...facts,
          uniqueId: `1.${2 * index + 1}`,
          name: `PJSIP/${called}-01`,
          state: kind === 'talking' ? 'up' : 'ringing',
          callerNumber: called,
          connectedNumber: caller,
        },
        called: true,
        ...bridge(index),
      },
    ];
  });
  return { channels: channels.flat().map((item) => reads.of(item)), parked: [] };
}

const newAdapter = (): AsteriskAdapter =>
  new AsteriskAdapter({
    extension: '1003',
    device: 'PJSIP/1003',
    sendRingStartedOnRingingState: true,
    newId: () => 'call',
    emit: () => undefined,
  });

const pairs = 200;
/** Twice the list is read twice as often, and a little more for sorting; by its square it would be four times. */
const growthMax = 2.5;

async function readsOfHold(count: number): Promise<number> {
  const reads = new Reads();
  await askHoldStates(
    async () => Promise.resolve(new AmiPacket([['Value', 'INUSE']])),
    listOf(count, 'talking', reads),
    new Set(['PJSIP/1003']),
  );
  return reads.count;
}

function readsOfRebuild(count: number, kind: Kind): number {
  const reads = new Reads();
  rebuild(newAdapter(), listOf(count, kind, reads), { pen: 'offhook' }, { monoMs: 1e9, wallMs: 1e12 });
  return reads.count;
}

describe('the cost of a login', () => {
  it('grows with the channels that stand, not with their square: who is on hold', async () => {
    expect(await readsOfHold(2 * pairs)).toBeLessThan(growthMax * (await readsOfHold(pairs)));
  });

  it.each<Kind>(['talking', 'ringing', 'conference'])(
    'grows with the channels that stand, not with their square: %s',
    (kind) => {
      expect(readsOfRebuild(2 * pairs, kind)).toBeLessThan(growthMax * readsOfRebuild(pairs, kind));
    },
  );

  it('is the same for what comes of it: the line has its one call', () => {
    const calls = rebuild(
      newAdapter(),
      listOf(pairs, 'talking', new Reads()),
      { pen: 'offhook' },
      { monoMs: 1e9, wallMs: 1e12 },
    );
    expect(calls.map(({ number, state }) => [number, state])).toEqual([['90003', 'talking']]);
  });
});
