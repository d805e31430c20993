import { describe, expect, it } from 'vitest';
import { StateClock } from './stateClock.ts';
import { DeskBench, own } from './testing/deskBench.ts';

const lunch = { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' } as const;

describe.each(['1.x', '2.x'] as const)('since when the agent is what they are, AMI %s', (family) => {
  it('is when the panel heard of it, and a change begins a new time', async () => {
    const bench = await DeskBench.online({ family });
    const online = bench.now().wallMs;
    expect(bench.agent?.since).toBe(online);
    await bench.advance(42_000);
    await bench.execute(lunch);
    expect(bench.agent).toMatchObject({ status: 'notReady', since: online + 42_000 });
    await bench.advance(60_000);
    await bench.execute({ ...lunch, reason: 'Training' });
    expect(bench.agent?.since).toBe(online + 102_000);
  });

  it('goes on over a lost link', async () => {
    const bench = await DeskBench.online({ family });
    await bench.execute(lunch);
    const began = bench.now().wallMs;
    await bench.advance(60_000);
    await bench.lose();
    expect(bench.agent?.status).toBe('offline');
    await bench.advance(60_000);
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch', since: began });
    await bench.execute({ type: 'SetAgentState', state: 'ready' });
    const ready = bench.now().wallMs;
    await bench.lose();
    await bench.advance(60_000);
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'ready', since: ready });
  });
});

describe('after a restart', () => {
  it('a pause began when the PBX says, also one that the panel never saw', async () => {
    const bench = new DeskBench();
    await bench.advance(10_500);
    const began = Math.floor(bench.now().wallMs / 1000) * 1000;
    bench.pbx.pause('support', own, true, 'Lunch');
    await bench.advance(730_000);
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'notReady', reason: 'Lunch', since: began });
  });

  it('the agent is ready since before, where nothing has happened meanwhile', async () => {
    const bench = await DeskBench.online();
    const began = bench.now().wallMs;
    await bench.advance(60_000);
    await bench.crash();
    await bench.advance(60_000);
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'ready', since: began });
  });

  it('but since now, where they were paused meanwhile: when that ended is not known', async () => {
    const bench = await DeskBench.online();
    await bench.crash();
    await bench.advance(60_000);
    bench.pbx.pause('support', own, true, 'Lunch');
    bench.pbx.pause('support', own, false);
    await bench.advance(60_000);
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'ready', since: bench.now().wallMs });
  });

  it('and since now at a PBX that says nothing of the past (AMI 1.x)', async () => {
    const bench = await DeskBench.online({ family: '1.x' });
    await bench.crash();
    await bench.advance(60_000);
    await bench.connect();
    expect(bench.agent).toMatchObject({ status: 'ready', since: bench.now().wallMs });
  });
});

it('never shows a time of the future, where the PBX’s clock is ahead', () => {
  const clock = new StateClock(undefined);
  const at = { monoMs: 0, wallMs: 1_000_000 };
  expect(clock.since('notReady', '', at, { pausedMs: 1_060_000, changedMs: 1_060_000 })).toBe(1_000_000);
});

it('a login starts a new clock, whatever was before', () => {
  const clock = new StateClock({ status: 'ready', reason: '', since: 5 });
  const at = (wallMs: number) => ({ monoMs: 0, wallMs });
  expect(clock.since('ready', '', at(1000), { changedMs: 0 })).toBe(5);
  expect(clock.since('offline', '', at(2000), {})).toBe(2000);
  expect(clock.last).toBeUndefined();
  expect(clock.since('ready', '', at(3000), {})).toBe(3000);
});
