import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../cti/command.ts';
import { DeskBench, own } from './testing/deskBench.ts';
import { packet } from './testing/queuePbx.ts';

const device = 'PJSIP/101';
const auto = { autoPauseOnCommutationStart: true };
const done: CommandResult = { status: 'done' };

describe('a queue that was not followed so far', () => {
  it('is listed, and what was heard meanwhile counts', async () => {
    const bench = await DeskBench.online();
    const join = (queue: string, caller: string) =>
      packet('QueueCallerJoin', [
        ['Queue', queue],
        ['Uniqueid', caller],
      ]);
    await bench.pbx.send({
      name: 'QueueAdd',
      fields: [
        ['Queue', 'other'],
        ['Interface', own],
        ['StateInterface', device],
      ],
    });
    // The event of the login is heard, the list is on its way.
    await Promise.resolve();
    bench.pbx.hears(join('other', '1.1'));
    await bench.settle();
    expect(bench.queues.find(({ name }) => name === 'other')).toMatchObject({ loggedIn: true, waiting: 1 });
  });
});

describe('logging in', () => {
  it('is as a member by the format, whose state is the phone', async () => {
    const bench = await DeskBench.online();
    expect(await bench.execute({ type: 'SetQueueLogin', loggedIn: true })).toEqual(done);
    expect(bench.pbx.sent).toEqual([
      {
        name: 'QueueAdd',
        fields: [
          ['Queue', 'sales'],
          ['Interface', own],
          ['MemberName', 'Anna Agent'],
          ['StateInterface', device],
          ['Paused', false],
        ],
      },
    ]);
    expect(bench.queues[0]).toMatchObject({ name: 'sales', loggedIn: true, fixed: false });
    expect(await bench.execute({ type: 'SetQueueLogin', loggedIn: true })).toEqual(done);
    expect(bench.pbx.sent).toHaveLength(1);
  });

  it('during a call is paused until it ends', async () => {
    const bench = await DeskBench.online(auto);
    const call = await bench.talk();
    await bench.execute({ type: 'SetQueueLogin', loggedIn: true });
    expect(bench.pbx.state('sales')).toBe('paused: On a call');
    await bench.end(call);
    expect(bench.pbx.state('sales')).toBe('ready');
  });

  it.each([
    [{ type: 'SetQueueLogin', loggedIn: false, queue: 'support' }, 'queueFixed'],
    [{ type: 'SetQueueLogin', loggedIn: true, queue: 'other' }, 'unknownQueue'],
    [{ type: 'SetAgentState', state: 'ready', queue: 'sales' }, 'noQueues'],
    [{ type: 'SetAgentState', state: 'ready', queue: 'nosuch' }, 'unknownQueue'],
  ] as const)('%o is refused', async (command, code) => {
    const bench = await DeskBench.online();
    expect(await bench.execute(command)).toMatchObject({ status: 'refused', code });
    expect(bench.pbx.sent).toEqual([]);
  });

  it('to a queue that the PBX does not know says so; to one that has the agent already is done', async () => {
    const bench = await DeskBench.online({ names: ['nosuch', 'sales'] });
    expect(await bench.execute({ type: 'SetQueueLogin', loggedIn: true, queue: 'nosuch' })).toMatchObject({
      status: 'refused',
      code: 'unknownQueue',
    });
    bench.pbx.put('sales', own, device, true);
    expect(await bench.execute({ type: 'SetQueueLogin', loggedIn: true, queue: 'sales' })).toEqual(done);
  });
});

describe('what is offered', () => {
  it('follows the rights: what may not be sent is not there', async () => {
    const { desk } = await DeskBench.online({ denied: ['QueuePause', 'QueueAdd', 'QueueRemove'] });
    expect(desk.features(undefined)).toEqual({ can: [], denied: {} });
    expect(await desk.execute({ type: 'SetAgentState', state: 'ready' })).toMatchObject({
      code: 'rightMissing',
    });
    expect(await desk.execute({ type: 'SetQueueLogin', loggedIn: true })).toMatchObject({
      code: 'rightMissing',
    });
  });

  it('is nothing to who has no queues, who is ready all the same', async () => {
    const bench = new DeskBench({ names: [] });
    bench.pbx.listing = () => [];
    await bench.connect();
    expect(bench.agent?.status).toBe('ready');
    expect(bench.desk.features(undefined)).toEqual({ can: [], denied: {} });
    expect(await bench.execute({ type: 'SetAgentState', state: 'notReady' })).toMatchObject({
      code: 'noQueues',
    });
  });

  it('is login alone to who is in none of their queues, and is offline', async () => {
    const bench = new DeskBench();
    bench.pbx.listing = () => [];
    await bench.connect();
    expect(bench.agent?.status ?? 'offline').toBe('offline');
    expect(bench.desk.features(undefined)).toEqual({
      can: ['SetQueueLogin'],
      denied: { SetAgentState: 'noQueues' },
    });
  });

  it('says why nothing works while there is no link', async () => {
    const bench = await DeskBench.online();
    await bench.lose();
    expect(bench.desk.features('notConnected')).toEqual({
      can: [],
      denied: { SetAgentState: 'notConnected' },
    });
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready' })).toMatchObject({
      code: 'notConnected',
    });
    expect(bench.agent?.status).toBe('offline');
  });
});
