import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/wire/error.ts';
import type { CommandResult } from '../../cti/command.ts';
import { type BenchOptions, DeskBench, own } from './testing/deskBench.ts';

const device = 'PJSIP/101';
const auto = { autoPauseOnCommutationStart: true };
const done: CommandResult = { status: 'done' };
const notReady = { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' } as const;
const ready = { type: 'SetAgentState', state: 'ready' } as const;
const logIn = { type: 'SetQueueLogin', loggedIn: true } as const;
const logOut = { type: 'SetQueueLogin', loggedIn: false } as const;

const pauses = (bench: DeskBench): string[] => bench.pbx.sent.map(({ name }) => name);
const stateIn = (bench: DeskBench, ...queues: string[]): string[] =>
  queues.map((queue) => bench.pbx.state(queue));

/** In `support` by the configuration, and logged in to `sales`. */
async function inTwo(given: BenchOptions = {}): Promise<DeskBench> {
  const bench = await DeskBench.online(given);
  await bench.execute(logIn);
  bench.pbx.sent.length = 0;
  return bench;
}

describe('what is offered', () => {
  const offered = async (denied: readonly string[], isIn: boolean): Promise<readonly string[]> => {
    const bench = new DeskBench({ denied });
    if (isIn) bench.pbx.put('sales', own, device, true);
    await bench.connect();
    return bench.desk.features(undefined).can;
  };

  it('is to log in where there is a queue to enter, and to log out where one can be left', async () => {
    expect(await offered([], false)).toContain('SetQueueLogin');
    expect(await offered(['QueueAdd'], false), 'support is by configuration').not.toContain('SetQueueLogin');
    expect(await offered(['QueueAdd'], true)).toContain('SetQueueLogin');
    expect(await offered(['QueueRemove'], true), 'in all of them').not.toContain('SetQueueLogin');
    expect(await offered(['QueueRemove'], false)).toContain('SetQueueLogin');
  });

  it('is to pause by its own right', async () => {
    expect(await offered(['QueuePause'], true)).not.toContain('SetAgentState');
    expect(await offered(['QueueAdd', 'QueueRemove'], true)).toContain('SetAgentState');
  });
});

describe('not ready', () => {
  it('is in all queues, or in the one named', async () => {
    const bench = await inTwo();
    expect(await bench.execute({ ...notReady, queue: 'sales' })).toEqual(done);
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'paused: Lunch']);
    expect(await bench.execute(notReady)).toEqual(done);
    expect(stateIn(bench, 'support', 'sales')).toEqual(['paused: Lunch', 'paused: Lunch']);
  });

  it('without a reason has none', async () => {
    const bench = await inTwo();
    await bench.execute({ type: 'SetAgentState', state: 'notReady' });
    expect(stateIn(bench, 'support', 'sales')).toEqual(['paused: ', 'paused: ']);
  });

  it('during a call is the agent’s own pause at once, also after a crash', async () => {
    const bench = await inTwo(auto);
    await bench.talk();
    await bench.execute(notReady);
    expect(bench.record?.pausedByPanel).toEqual([]);
    await bench.crash();
    bench.calls = [];
    await bench.connect();
    expect(stateIn(bench, 'support', 'sales')).toEqual(['paused: Lunch', 'paused: Lunch']);
  });

  it('that is refused leaves the pause of the panel to the panel', async () => {
    const bench = await inTwo(auto);
    const call = await bench.talk();
    bench.pbx.refusals.set('QueuePause', 'Permission denied');
    expect(await bench.execute({ ...notReady, queue: 'sales' })).toMatchObject({ code: 'rightMissing' });
    bench.pbx.refusals.clear();
    expect([...(bench.record?.pausedByPanel ?? [])].sort()).toEqual(['sales', 'support']);
    await bench.end(call);
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'ready']);
  });

  it('is refused where the account may not pause, or no queue has the agent', async () => {
    const bench = await DeskBench.online({ denied: ['QueuePause'] });
    expect(await bench.execute(notReady)).toMatchObject({ status: 'refused', code: 'rightMissing' });
    const other = await DeskBench.online();
    expect(await other.execute({ ...notReady, queue: 'sales' })).toMatchObject({ code: 'noQueues' });
    expect([...bench.pbx.sent, ...other.pbx.sent]).toEqual([]);
  });
});

describe('ready', () => {
  it('ends the pauses that stand, and asks nothing of the others', async () => {
    const bench = await inTwo();
    await bench.execute({ ...notReady, queue: 'sales' });
    bench.pbx.sent.length = 0;
    expect(await bench.execute(ready)).toEqual(done);
    expect(pauses(bench)).toEqual(['QueuePause']);
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'ready']);
    expect(await bench.execute(ready)).toEqual(done);
    expect(pauses(bench)).toHaveLength(1);
  });

  it('in one queue does not end the work after a call', async () => {
    const bench = await inTwo({ afterCallWorkMs: 30_000 });
    await bench.end(await bench.talk());
    expect(bench.agent?.status).toBe('afterCallWork');
    expect(await bench.execute({ ...ready, queue: 'sales' })).toEqual(done);
    expect(bench.agent?.status).toBe('afterCallWork');
    expect(stateIn(bench, 'support', 'sales')).toEqual(['paused: After-call work', 'ready']);
    await bench.execute(ready);
    expect(bench.agent?.status).toBe('ready');
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'ready']);
    expect(bench.record?.pausedByPanel).toEqual([]);
  });

  it('during a call covers the agent’s own pauses alone, and is known after a crash', async () => {
    const bench = await inTwo(auto);
    await bench.execute({ ...notReady, queue: 'sales' });
    await bench.talk();
    expect(stateIn(bench, 'support', 'sales')).toEqual(['paused: On a call', 'paused: Lunch']);
    bench.pbx.sent.length = 0;
    expect(await bench.execute(ready)).toEqual(done);
    expect(bench.pbx.sent).toHaveLength(1);
    expect(stateIn(bench, 'support', 'sales')).toEqual(['paused: On a call', 'paused: On a call']);
    await bench.crash();
    bench.calls = [];
    await bench.connect();
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'ready']);
  });

  it('that is refused in one of two queues says so, and the other is ready', async () => {
    const bench = await inTwo();
    await bench.execute(notReady);
    const { send } = bench.pbx;
    let asked = 0;
    Object.assign(bench.pbx, {
      send: (action: Parameters<typeof send>[0]) => {
        if ((asked += 1) > 1) return send(action);
        const serverMessage = 'Permission denied';
        return Promise.reject(new AmiError('refused', 'Asterisk refused QueuePause.', { serverMessage }));
      },
    });
    expect(await bench.execute(ready)).toMatchObject({ status: 'refused', code: 'rightMissing' });
    expect(stateIn(bench, 'support', 'sales').sort()).toEqual(['paused: Lunch', 'ready']);
  });
});

describe('logging in', () => {
  it('as not ready is so in the new queue, with the reason', async () => {
    const bench = await DeskBench.online();
    await bench.execute(notReady);
    expect(await bench.execute(logIn)).toEqual(done);
    expect(bench.pbx.state('sales')).toBe('paused: Lunch');
  });

  it('is ready where the account may not pause', async () => {
    const bench = await DeskBench.online({ denied: ['QueuePause'] });
    bench.pbx.pause('support', own, true, 'Lunch');
    await bench.settle();
    expect(await bench.execute(logIn)).toEqual(done);
    expect(pauses(bench)).toEqual(['QueueAdd']);
    expect(bench.pbx.state('sales')).toBe('ready');
  });

  it('during a call is covered, also where the panel crashes in the midst of it', async () => {
    const bench = await DeskBench.online(auto);
    await bench.talk();
    await bench.execute(logIn);
    expect([...(bench.record?.pausedByPanel ?? [])].sort()).toEqual(['sales', 'support']);
    await bench.crash();
    bench.calls = [];
    await bench.connect();
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'ready']);
  });

  it('is to the queues of the settings that the agent is not in', async () => {
    const bench = new DeskBench({ names: ['support', 'sales', 'other'] });
    bench.pbx.put('sales', own, device, true);
    await bench.connect();
    expect(await bench.execute(logIn)).toEqual(done);
    expect(bench.pbx.sent.map(({ fields }) => fields[0]?.[1])).toEqual(['other']);
  });

  it('is refused where the settings name no queue, or no member to be', async () => {
    const bench = await DeskBench.online({ names: [] });
    expect(await bench.execute(logIn)).toMatchObject({ status: 'refused', code: 'noQueues' });
    const nameless = await DeskBench.online({ extensionFormat: '' });
    expect(await nameless.execute(logIn)).toMatchObject({ status: 'refused', code: 'noQueues' });
    expect([...bench.pbx.sent, ...nameless.pbx.sent]).toEqual([]);
  });
});

describe('logging out', () => {
  it('leaves all queues that can be left', async () => {
    const bench = await inTwo();
    expect(await bench.execute(logOut)).toEqual(done);
    expect(bench.pbx.sent).toMatchObject([{ name: 'QueueRemove' }]);
    expect(stateIn(bench, 'support', 'sales')).toEqual(['ready', 'out']);
  });

  it('of a queue that the agent is not in is done', async () => {
    const bench = await DeskBench.online();
    expect(await bench.execute({ ...logOut, queue: 'sales' })).toEqual(done);
    expect(bench.pbx.sent).toEqual([]);
  });

  it('of queues by configuration alone is refused, and so it is without the right', async () => {
    const bench = await DeskBench.online();
    expect(await bench.execute(logOut)).toMatchObject({ status: 'refused', code: 'queueFixed' });
    const other = new DeskBench({ denied: ['QueueRemove'] });
    other.pbx.put('sales', own, device, true);
    await other.connect();
    expect(await other.execute(logOut)).toMatchObject({ status: 'refused', code: 'rightMissing' });
    expect([...bench.pbx.sent, ...other.pbx.sent]).toEqual([]);
  });

  it('during a call leaves no pause of the panel to remember there', async () => {
    const bench = await inTwo(auto);
    await bench.talk();
    expect(await bench.execute({ ...logOut, queue: 'sales' })).toEqual(done);
    expect(bench.record?.pausedByPanel).toEqual(['support']);
  });

  it('that the PBX refuses keeps the pause of the panel', async () => {
    const bench = await inTwo(auto);
    const call = await bench.talk();
    bench.pbx.refusals.set('QueueRemove', 'Permission denied');
    expect(await bench.execute({ ...logOut, queue: 'sales' })).toMatchObject({ code: 'rightMissing' });
    await bench.end(call);
    expect(bench.pbx.state('sales')).toBe('ready');
  });
});

it('a queue that is not shown is not known, to every command', async () => {
  const bench = await DeskBench.online();
  for (const command of [notReady, ready, logIn, logOut])
    expect(await bench.execute({ ...command, queue: 'other' })).toMatchObject({
      status: 'refused',
      code: 'unknownQueue',
    });
  expect(bench.pbx.sent).toEqual([]);
});
