import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../cti/command.ts';
import { DeskBench, own } from './testing/deskBench.ts';
import { packet } from './testing/queuePbx.ts';

const auto = { autoPauseOnCommutationStart: true };
const done: CommandResult = { status: 'done' };

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

  it('that is held does not end before it is let go, and then at once if its time is over', async () => {
    const bench = await DeskBench.online(work);
    const call = await bench.talk();
    bench.desk.holdWork(true);
    expect(bench.agent?.status).toBe('talking');
    await bench.end(call);
    await bench.advance(20_000);
    expect(bench.agent).toMatchObject({ status: 'afterCallWork' });
    expect(bench.agent).not.toHaveProperty('afterCallWorkUntilMonoMs');
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready' })).toMatchObject({
      code: 'dispositionMissing',
    });
    expect(await bench.execute({ type: 'SetAgentState', state: 'notReady' })).toEqual(done);
    expect(bench.pbx.state('support')).toBe('paused: ');
    await bench.execute({ type: 'SetAgentState', state: 'ready' });
    expect(bench.agent?.status).toBe('afterCallWork');
    bench.desk.holdWork(false);
    await bench.settle();
    expect(bench.agent?.status).toBe('notReady');
    expect(await bench.execute({ type: 'SetAgentState', state: 'ready' })).toEqual(done);
    expect(bench.world.clock.pending).toBe(0);
  });

  it('that is let go in its time ends in its time', async () => {
    const bench = await DeskBench.online(work);
    const call = await bench.talk();
    bench.desk.holdWork(true);
    await bench.end(call);
    await bench.advance(4_000);
    bench.desk.holdWork(false);
    await bench.advance(5_999);
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
    await bench.advance(1);
    expect(bench.pbx.state('support')).toBe('ready');
  });

  it('is there for what holds it also where no time is given for it', async () => {
    const bench = await DeskBench.online({ afterCallWorkMs: 0 });
    const call = await bench.talk();
    bench.desk.holdWork(true);
    await bench.end(call);
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
    bench.desk.holdWork(false);
    await bench.settle();
    expect(bench.pbx.state('support')).toBe('ready');
    await bench.end(await bench.talk());
    expect(bench.agent?.status).toBe('ready');
    bench.desk.holdWork(true);
    expect(bench.agent?.status).toBe('ready');
  });

  it('that is held gives way to the next call, and comes again after it', async () => {
    const bench = await DeskBench.online(work);
    const call = await bench.talk();
    bench.desk.holdWork(true);
    await bench.end(call);
    const next = await bench.talk();
    expect(bench.agent?.status).toBe('talking');
    expect(bench.pbx.state('support')).toBe('ready');
    await bench.end(next);
    await bench.advance(60_000);
    expect(bench.pbx.state('support')).toBe('paused: After-call work');
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
