import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../cti/command.ts';
import { DeskBench, own } from './testing/deskBench.ts';

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

  it('times out where the PBX never reports it', async () => {
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
