import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../cti/command.ts';
import { DeskBench, own } from './testing/deskBench.ts';
import { packet } from './testing/queuePbx.ts';

const device = 'PJSIP/101';
const auto = { autoPauseOnCommutationStart: true };
const done: CommandResult = { status: 'done' };

describe.each(['1.x', '2.x'] as const)('the agent at an AMI %s', (family) => {
  it('is ready when connected and paused nowhere', async () => {
    const bench = await DeskBench.online({ family });
    expect(bench.agent).toMatchObject({ status: 'ready', chosen: 'ready' });
    expect(bench.queues).toEqual([
      { name: 'sales', loggedIn: false, fixed: false, paused: false, waiting: 0 },
      { name: 'support', loggedIn: true, fixed: true, paused: false, waiting: 0 },
    ]);
  });

  it('pauses and unpauses, done when the PBX has told of it', async () => {
    const bench = await DeskBench.online({ family });
    const pause = { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' } as const;
    expect(await bench.execute(pause)).toEqual(done);
    expect(bench.pbx.state('support')).toBe('paused: Lunch');
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch', chosen: 'notReady' });
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready' })).toEqual(done);
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.agent).toMatchObject({ status: 'ready', chosen: 'ready' });
  });

  it('is what somebody else made them', async () => {
    const bench = await DeskBench.online({ family });
    bench.pbx.pause('support', own, true, 'Training');
    await bench.settle();
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Training', chosen: 'notReady' });
  });

  it('is covered during a call and in the work after it', async () => {
    const bench = await DeskBench.online({ family, ...auto, afterCallWorkMs: 30_000 });
    const call = await bench.talk();
    expect(bench.pbx.state('support')).toBe('paused: On a call');
    expect(bench.agent).toMatchObject({ status: 'talking', chosen: 'ready' });
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
    const until = bench.now().monoMs + 30_000;
    expect(bench.agent).toMatchObject({ status: 'afterCallWork', afterCallWorkUntilMonoMs: until });
    await bench.advance(29_999);
    expect(bench.agent?.status).toBe('afterCallWork');
    await bench.advance(1);
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.statuses).toEqual(['ready', 'ringing', 'talking', 'afterCallWork', 'ready']);
    expect(bench.record?.pausedByPanel).toEqual([]);
  });

  it('is put right after a crash in a call that has ended meanwhile, and the reason of a lunch is known again', async () => {
    const bench = await DeskBench.online({ family, ...auto });
    await bench.execute({ type: 'SetQueueLogin', loggedIn: true });
    await bench.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch', queue: 'sales' });
    await bench.talk();
    expect(bench.record?.pausedByPanel).toEqual(['support']);
    await bench.crash();
    bench.calls = [];
    await bench.connect();
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.pbx.state('sales')).toBe('paused: Lunch');
    await bench.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    await bench.crash();
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch' });
  });
});

describe('after-call work', () => {
  const work = { afterCallWorkMs: 10_000 };

  it('also comes without auto-pause, and can be extended again and again', async () => {
    const bench = await DeskBench.online(work);
    const call = await bench.talk();
    expect(bench.pbx.state('support')).toBe('ready');
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
    const until = bench.agent!.afterCallWorkUntilMonoMs!;
    expect(bench.desk.features(undefined).can).toContain('ExtendAfterCallWork');
    expect(await bench.execute({ type: 'ExtendAfterCallWork' })).toEqual(done);
    expect(await bench.execute({ type: 'ExtendAfterCallWork' })).toEqual(done);
    expect(bench.agent?.afterCallWorkUntilMonoMs).toBe(until + 20_000);
    await bench.advance(29_999);
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
    await bench.advance(1);
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.world.clock.pending).toBe(0);
    expect(await bench.execute({ type: 'ExtendAfterCallWork' })).toMatchObject({ code: 'noAfterCallWork' });
  });

  it('does not come after a call that was never connected', async () => {
    const bench = await DeskBench.online(work);
    await bench.end(bench.ring());
    expect(bench.statuses).toEqual(['ready', 'ringing', 'ready']);
    expect(bench.pbx.sent).toEqual([]);
  });

  it('comes after the last call, also when that one was not connected', async () => {
    const bench = await DeskBench.online({ ...work, ...auto });
    const first = await bench.talk();
    const second = bench.ring('dialing');
    await bench.end(first);
    expect(bench.agent?.status).toBe('talking');
    expect(bench.pbx.state('support')).toBe('ready');
    await bench.end(second);
    expect(bench.agent?.status).toBe('afterCallWork');
  });

  it('gives way to the next call, and comes in full after it', async () => {
    const bench = await DeskBench.online({ ...work, ...auto });
    await bench.end(await bench.talk());
    await bench.advance(9_000);
    const next = await bench.talk();
    expect(bench.pbx.state('support')).toBe('paused: On a call');
    await bench.advance(60_000);
    expect(bench.agent).not.toHaveProperty('afterCallWorkUntilMonoMs');
    await bench.end(next);
    await bench.advance(9_999);
    expect(bench.agent?.status).toBe('afterCallWork');
    await bench.advance(1);
    expect(bench.agent?.status).toBe('ready');
  });

  it('comes to who was not ready before the call, too, and leaves them so', async () => {
    const bench = await DeskBench.online({ ...work, ...auto });
    await bench.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    await bench.end(await bench.talk());
    expect(bench.agent).toMatchObject({ status: 'afterCallWork', chosen: 'notReady' });
    await bench.advance(10_000);
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch' });
    expect(bench.pbx.sent).toHaveLength(1);
  });

  it('ends at once by ready, and goes on when the agent will not be ready after it', async () => {
    const bench = await DeskBench.online(work);
    await bench.end(await bench.talk());
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready' })).toEqual(done);
    expect(bench.agent).toMatchObject({ status: 'ready' });
    expect(bench.pbx.state('support')).toBe('ready');
    await bench.end(await bench.talk());
    await bench.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    expect(bench.pbx.state('support')).toBe('paused: Lunch');
    expect(bench.agent).toMatchObject({ status: 'afterCallWork', chosen: 'notReady' });
    await bench.advance(10_000);
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch' });
  });

  it('of a call that ended while the link was down is what is left of it', async () => {
    const bench = await DeskBench.online({ ...work, ...auto });
    const call = await bench.talk();
    await bench.lose();
    bench.endUnseen(call);
    await bench.advance(4_000);
    await bench.connect();
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
    await bench.advance(5_999);
    expect(bench.agent?.status).toBe('afterCallWork');
    await bench.advance(1);
    expect(bench.pbx.state('support')).toBe('ready');
  });

  it('is not made up for a call that ended long ago, or before the panel was started', async () => {
    const bench = await DeskBench.online({ ...work, ...auto });
    const call = await bench.talk();
    await bench.lose();
    bench.endUnseen(call);
    await bench.advance(10_000);
    await bench.connect();
    expect(bench.pbx.state('support')).toBe('ready');
    const second = await bench.talk();
    await bench.crash();
    // As the line tells of a call that it remembers, and that the PBX does not have any more.
    bench.endUnseen(second);
    await bench.connect();
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.statuses).not.toContain('afterCallWork');
  });

  it('can be ended in one queue alone', async () => {
    const bench = await DeskBench.online(work);
    await bench.execute({ type: 'SetQueueLogin', loggedIn: true });
    await bench.end(await bench.talk());
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready', queue: 'sales' })).toEqual(done);
    await bench.advance(5_000);
    expect([bench.pbx.state('sales'), bench.pbx.state('support')]).toEqual([
      'ready',
      'paused: After-call work',
    ]);
    await bench.advance(5_000);
    expect(bench.pbx.state('support')).toBe('ready');
  });

  it('is nothing for who is in no queue', async () => {
    const bench = await DeskBench.online(work);
    bench.pbx.hears(
      packet('QueueMemberRemoved', [
        ['Queue', 'support'],
        ['Interface', own],
      ]),
    );
    await bench.end(await bench.talk());
    expect(bench.statuses).toEqual(['ready', 'offline', 'ringing', 'talking', 'offline']);
  });
});

describe('the choice', () => {
  it.each([
    [
      'during the call',
      async (bench: DeskBench, end: () => Promise<void>, choose: () => Promise<unknown>) => {
        await choose();
        await end();
      },
    ],
    [
      'in the work after it',
      async (bench: DeskBench, end: () => Promise<void>, choose: () => Promise<unknown>) => {
        await end();
        await choose();
      },
    ],
  ] as const)('of not ready, made %s, is what comes back', async (_when, play) => {
    const bench = await DeskBench.online({ ...auto, afterCallWorkMs: 1_000 });
    const call = await bench.talk();
    const choose = () => bench.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    await play(bench, () => bench.end(call), choose);
    await bench.advance(1_000);
    expect(bench.pbx.state('support')).toBe('paused: Lunch');
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch', chosen: 'notReady' });
    expect(bench.record?.pausedByPanel).toEqual([]);
  });

  it('of ready during a call takes effect after it', async () => {
    const bench = await DeskBench.online(auto);
    await bench.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    const call = await bench.talk();
    expect(bench.pbx.state('support')).toBe('paused: Lunch');
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready' })).toEqual(done);
    expect(bench.pbx.state('support')).toBe('paused: On a call');
    expect(bench.agent).toMatchObject({ status: 'talking', chosen: 'ready' });
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.statuses.at(-1)).toBe('ready');
  });

  it('that could not be sent changes nothing', async () => {
    const bench = await DeskBench.online(auto);
    const call = await bench.talk();
    bench.pbx.refusals.set('QueuePause', 'Permission denied');
    expect(await bench.execute({ type: 'SetAgentState', state: 'notReady' })).toMatchObject({
      status: 'refused',
      code: 'rightMissing',
    });
    bench.pbx.refusals.clear();
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('ready');
  });

  it('times out where the PBX never tells of it', async () => {
    const bench = await DeskBench.online();
    const { hears } = bench.pbx;
    bench.pbx.hears = () => undefined;
    const run = bench.desk.execute({ type: 'SetAgentState', state: 'notReady' });
    await bench.settle();
    await bench.advance(5_000);
    expect(await run).toEqual({ status: 'timedOut', afterMs: 5_000 });
    bench.pbx.hears = hears;
  });
});

describe('a call that is over before the PBX has done what its beginning asked for', () => {
  it('leaves nothing paused', async () => {
    const bench = await DeskBench.online(auto);
    bench.isHasty = true;
    const call = await bench.talk();
    bench.isHasty = false;
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.record?.pausedByPanel).toEqual([]);
  });
});

describe('what somebody else does while the panel holds a pause', () => {
  it('a pause of theirs stays', async () => {
    const bench = await DeskBench.online(auto);
    const call = await bench.talk();
    bench.pbx.pause('support', own, true, '');
    await bench.settle();
    expect(bench.agent).toMatchObject({ status: 'talking', chosen: 'notReady' });
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('paused: ');
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: '' });
  });

  it('the end of ours is respected until the next call', async () => {
    const bench = await DeskBench.online({ ...auto, afterCallWorkMs: 1_000 });
    const call = await bench.talk();
    bench.pbx.pause('support', own, false);
    await bench.settle();
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('ready');
    await bench.advance(1_000);
    await bench.talk();
    expect(bench.pbx.state('support')).toBe('paused: On a call');
  });

  it('a login during a call is covered, and ready after it', async () => {
    const bench = await DeskBench.online(auto);
    const call = await bench.talk();
    await bench.pbx.send({
      name: 'QueueAdd',
      fields: [
        ['Queue', 'other'],
        ['Interface', device],
        ['StateInterface', device],
      ],
    });
    await bench.settle();
    expect(bench.pbx.state('other', device)).toBe('paused: On a call');
    await bench.end(call);
    expect(bench.pbx.state('other', device)).toBe('ready');
    expect(bench.queues.map(({ name }) => name)).toEqual(['sales', 'other', 'support']);
  });
});

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

describe('a quit', () => {
  it('in after-call work ends the pause', async () => {
    const bench = await DeskBench.online({ afterCallWorkMs: 60_000 });
    await bench.end(await bench.talk());
    await bench.desk.leave();
    expect(bench.pbx.state('support')).toBe('ready');
    expect(bench.record?.pausedByPanel).toEqual([]);
    expect(bench.world.clock.pending).toBe(0);
  });

  it('in the very moment in which the pause is on its way leaves none behind', async () => {
    const bench = await DeskBench.online({ afterCallWorkMs: 60_000 });
    const call = await bench.talk();
    const ending = bench.end(call);
    await bench.desk.leave();
    await ending;
    expect(bench.pbx.state('support')).toBe('ready');
  });

  it('during a call leaves the pause to the next start', async () => {
    const bench = await DeskBench.online(auto);
    await bench.talk();
    await bench.desk.leave();
    expect(bench.pbx.state('support')).toBe('paused: On a call');
    expect(bench.record?.pausedByPanel).toEqual(['support']);
  });

  it('does not wait for a PBX that gives no answer', async () => {
    const bench = await DeskBench.online({ afterCallWorkMs: 60_000 });
    await bench.end(await bench.talk());
    bench.pbx.isMute = true;
    const leaving = bench.desk.leave();
    await bench.advance(1_000);
    await leaving;
    expect(bench.record?.pausedByPanel).toEqual(['support']);
  });
});
