import { describe, expect, it } from 'vitest';
import { DeskBench, own } from './testing/deskBench.ts';

/** Queues of the agent, each with what the PBX has there before the panel connects. */
async function found(pauses: Readonly<Record<string, string | undefined>>, given = {}): Promise<DeskBench> {
  const bench = new DeskBench(given);
  for (const [queue, reason] of Object.entries(pauses)) {
    bench.pbx.put(queue, own, 'PJSIP/101', queue !== 'support');
    if (reason !== undefined) bench.pbx.pause(queue, own, true, reason);
  }
  await bench.connect();
  return bench;
}

describe('the agent’s state when the panel connects', () => {
  it.each<[string, Record<string, string | undefined>, object]>([
    ['paused nowhere', { support: undefined, sales: undefined }, { status: 'ready', chosen: 'ready' }],
    [
      'paused in one of two queues',
      { support: 'Lunch', sales: undefined },
      { status: 'ready', chosen: 'ready' },
    ],
    ['paused in the other one', { support: undefined, sales: 'Lunch' }, { status: 'ready', chosen: 'ready' }],
    [
      'paused in both',
      { support: 'Lunch', sales: 'Lunch' },
      { status: 'notReady', reason: 'Lunch', chosen: 'notReady' },
    ],
    ['paused without a reason', { support: '' }, { status: 'notReady', reason: '', chosen: 'notReady' }],
    // A pause of the panel's that was left behind by another computer, say: the agent did not choose it.
    [
      'paused by a panel in all',
      { support: 'On a call' },
      { status: 'notReady', reason: 'On a call', chosen: 'ready' },
    ],
    [
      'paused by a panel in one',
      { support: 'Lunch', sales: 'After-call work' },
      { status: 'notReady', chosen: 'ready' },
    ],
  ])('%s', async (_what, pauses, state) => {
    expect((await found(pauses)).agent).toMatchObject(state);
  });
});

describe('a call, and the state that it makes', () => {
  it.each([
    ['ringing', 'ringing'],
    ['dialing', 'talking'],
    ['talking', 'talking'],
    ['held', 'talking'],
    ['queued', 'ready'],
  ] as const)('one that is %s: %s', async (state, status) => {
    const bench = await DeskBench.online();
    const id = bench.ring(state);
    await bench.move(id, state);
    expect(bench.agent?.status).toBe(status);
  });

  it.each([
    [['ringing', 'talking'], 'talking'],
    [['queued', 'ringing'], 'ringing'],
    [['held', 'ringing'], 'talking'],
    [['queued', 'queued'], 'ready'],
  ] as const)('of two at once, %j: %s', async (states, status) => {
    const bench = await DeskBench.online();
    for (const state of states) await bench.move(bench.ring(state), state);
    expect(bench.agent?.status).toBe(status);
  });

  it('goes before a pause, which is there again after it with its reason and the choice', async () => {
    const bench = await found({ support: 'Lunch' });
    const id = await bench.talk();
    expect(bench.agent).toMatchObject({ status: 'talking', chosen: 'notReady' });
    expect(bench.agent).not.toHaveProperty('reason');
    await bench.end(id);
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch' });
  });
});

describe('the choice', () => {
  it('stays what it was while there is no link, whatever happens to the calls', async () => {
    const bench = await found({ support: 'Lunch' });
    const id = bench.ring('talking');
    await bench.lose();
    bench.endUnseen(id);
    expect(bench.agent).toMatchObject({ status: 'offline', chosen: 'notReady' });
    expect(bench.record).toMatchObject({ chosen: 'notReady', reason: 'Lunch' });
  });

  it('is that of the queues that remain when the agent leaves one', async () => {
    const bench = await found({ sales: 'Lunch' });
    bench.pbx.pause('support', own, true, 'Lunch');
    await bench.settle();
    expect(bench.agent?.chosen).toBe('notReady');
    await bench.execute({ type: 'SetQueueLogin', loggedIn: false, queue: 'sales' });
    expect(bench.agent).toMatchObject({ status: 'notReady', chosen: 'notReady' });
  });

  it('is reported once for each change, however often the PBX repeats itself', async () => {
    const bench = await found({ support: undefined });
    for (let times = 0; times < 3; times += 1) {
      bench.pbx.pause('support', own, true, 'Lunch');
      await bench.settle();
    }
    expect(bench.statuses).toEqual(['ready', 'notReady']);
  });
});
