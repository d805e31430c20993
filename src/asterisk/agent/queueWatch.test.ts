import { beforeEach, describe, expect, it } from 'vitest';
import type { AmiEventList } from '../../ami/eventList.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Queue } from '../../cti/agent.ts';
import { LineWorld } from '../testing/lineWorld.ts';
import { DeskConnection, type DeskLink } from './deskConnection.ts';
import { QueueBoard } from './queueBoard.ts';
import { readQueueEvent } from './queueEvent.ts';
import { QueueWatch } from './queueWatch.ts';
import { packet } from './testing/queuePbx.ts';

const name = 'Local/101@from-queue/n';
const member = (queue: string, paused = 0, reason = ''): AmiPacket =>
  packet('QueueMember', [
    ['Queue', queue],
    ['Name', name],
    ['Location', name],
    ['StateInterface', 'PJSIP/101'],
    ['Membership', 'dynamic'],
    ['Paused', paused],
    ['PausedReason', reason],
  ]);
const waits = (queue: string, id: string, wait: number): AmiPacket =>
  packet('QueueEntry', [
    ['Queue', queue],
    ['Uniqueid', id],
    ['Wait', wait],
  ]);

let world: LineWorld;
let connection: DeskConnection;
let watch: QueueWatch;
let told: (readonly Queue[])[];
let answer: (list: AmiEventList | Error) => void;

function linkOf(): DeskLink {
  return {
    send: () => Promise.reject(new Error('Nothing is sent here.')),
    may: () => true,
    list: () =>
      new Promise((resolve, reject) => {
        answer = (list) => (list instanceof Error ? reject(list) : resolve(list));
      }),
  };
}

function open(traces: boolean): void {
  world = new LineWorld();
  connection = new DeskConnection();
  told = [];
  const board = new QueueBoard({ device: 'PJSIP/101', names: ['support', 'sales'] });
  watch = new QueueWatch({
    edges: world.edges,
    connection,
    board,
    traces,
    emit: (event) => {
      if (event.type === 'QueuesChanged') told.push(event.queues);
    },
  });
  connection.open(linkOf());
}

function hear(one: AmiPacket): ReturnType<QueueWatch['hear']> {
  return watch.hear(readQueueEvent(one)!);
}

beforeEach(() => open(false));

describe('the queues of the agent', () => {
  it('are reported when one of them has changed, in the order of the settings', () => {
    watch.list([member('support'), waits('support', '1.1', 3), member('zebra'), member('adder')]);
    watch.report();
    watch.report();
    expect(told).toHaveLength(1);
    expect(told[0]!.map((queue) => [queue.name, queue.loggedIn, queue.waiting])).toEqual([
      ['support', true, 1],
      ['sales', false, 0],
      ['adder', true, 0],
      ['zebra', true, 0],
    ]);
    expect(watch.queues).toBe(told[0]);
    expect(world.log).toEqual([]);
  });

  it('show since when the first of several has waited', () => {
    const { wallMs } = world.edges.clock.now();
    watch.list([
      member('support'),
      waits('support', '1.1', 3),
      waits('support', '1.2', 40),
      waits('support', '1.3', 9),
    ]);
    watch.report();
    expect(told[0]![0]).toMatchObject({ waiting: 3, longestSince: wallMs - 40_000 });
    hear(
      packet('QueueCallerLeave', [
        ['Queue', 'support'],
        ['Uniqueid', '1.2'],
      ]),
    );
    watch.report();
    expect(told[1]![0]).toMatchObject({ waiting: 2, longestSince: wallMs - 9_000 });
  });

  it.each<[string, AmiPacket[], object]>([
    ['not paused, whatever reason stood before', [member('support', 0, 'Lunch')], { paused: false }],
    ['paused with a reason', [member('support', 1, 'Lunch')], { paused: true, reason: 'Lunch' }],
    ['paused without one', [member('support', 1, '')], { paused: true }],
  ])('say why: %s', (_what, listing, state) => {
    watch.list(listing);
    watch.report();
    const { paused, reason } = told[0]![0]!;
    expect({ paused, ...(reason === undefined ? {} : { reason }) }).toEqual(state);
  });

  it('are logged where that is asked for: those that have changed alone', () => {
    open(true);
    watch.list([member('support')]);
    watch.report();
    hear(
      packet('QueueMemberPause', [
        ['Queue', 'support'],
        ['Interface', name],
        ['Paused', 1],
        ['PausedReason', 'Lunch'],
      ]),
    );
    watch.report();
    expect(world.log.map((entry) => [entry.what, entry.queue, entry.paused])).toEqual([
      ['queue', 'support', false],
      ['queue', 'sales', false],
      ['queue', 'support', true],
    ]);
  });
});

describe('a queue that is listed alone', () => {
  const all = (...items: AmiPacket[]): AmiEventList => ({ response: items[0]!, items, complete: true });

  it('is as the list has it, and then as what was heard meanwhile', async () => {
    const listing = watch.listQueue('night');
    hear(
      packet('QueueCallerJoin', [
        ['Queue', 'night'],
        ['Uniqueid', '1.2'],
      ]),
    );
    answer(all(member('night'), waits('night', '1.1', 5)));
    hear(
      packet('QueueCallerLeave', [
        ['Queue', 'night'],
        ['Uniqueid', '1.1'],
      ]),
    );
    expect(await listing).toBe(true);
    watch.report();
    expect(told[0]!.find((queue) => queue.name === 'night')).toMatchObject({ loggedIn: true, waiting: 1 });
  });

  it('is unknown where the list fails, and the next event of it counts all the same', async () => {
    const listing = watch.listQueue('night');
    answer(new Error('timed out'));
    expect(await listing).toBe(false);
    watch.report();
    expect(told[0]!.map((queue) => queue.name)).toEqual(['support', 'sales']);
    expect(hear(member('night'))).toBe('newQueue');
  });

  it('is not taken from a link that is gone by then', async () => {
    const listing = watch.listQueue('night');
    const late = answer;
    connection.open(linkOf());
    late(all(member('night'), waits('night', '1.1', 5)));
    expect(await listing).toBe(false);
    watch.report();
    expect(told[0]!.map((queue) => queue.name)).toEqual(['support', 'sales']);
  });

  it('cannot be listed where there never was a link', async () => {
    connection.close();
    expect(await watch.listQueue('night')).toBe(false);
  });
});
