import { describe, expect, test, vi } from 'vitest';
import { panelOnPractice } from './testing/panelOnPractice.ts';

vi.setConfig({ testTimeout: 30_000 });

const start = panelOnPractice();
const done = { status: 'done' };

describe('the office', () => {
  const lively = { firstAfterMs: 1000, leastPauseMs: 10_000, mostPauseMs: 10_000 };

  test('a call that a colleague parked is fetched', async () => {
    const panel = await start({ office: lively });
    await panel.until('parked', () => panel.line.parked.length > 0);
    const [parked] = panel.line.parked;
    expect(await panel.run({ type: 'RetrieveParkedCall', space: parked!.space })).toMatchObject(done);
    await panel.untilPhase(parked!.number, 'talking');
    expect(panel.line.parked).toEqual([]);
  });

  test('a call that rings at a colleague is picked up', async () => {
    const panel = await start({ office: lively });
    await panel.until('ringing', () =>
      panel.line.ringingColleagues.some(({ extension }) => extension === '103'),
    );
    const ringing = panel.line.ringingColleagues.find(({ extension }) => extension === '103')!;
    expect(await panel.run({ type: 'PickUpRingingCall', id: ringing.id })).toMatchObject(done);
    await panel.untilPhase(ringing.number, 'talking');
  });

  test('a call of the queue rings, is answered, held, resumed and ended', async () => {
    const panel = await start({ office: lively });
    await panel.until('ringing', () => panel.line.calls.some(({ phase }) => phase === 'ringing'));
    const { id, number, queue } = panel.line.calls[0]!;
    expect(queue).toBe('support');
    expect(await panel.run({ type: 'AnswerCall', callId: id })).toMatchObject(done);
    await panel.untilPhase(number, 'talking');
    expect(await panel.run({ type: 'HoldCall', callId: id })).toMatchObject(done);
    expect(await panel.run({ type: 'ResumeCall', callId: id })).toMatchObject(done);
    await panel.untilPhase(number, 'talking');
    expect(await panel.run({ type: 'DropCall', callId: id })).toMatchObject(done);
    expect((await panel.untilEnded(id)).outcome).toBe('answered');
  });

  test('not to an agent who is not ready; the queue line tells who waits', async () => {
    const panel = await start({ office: lively });
    expect(await panel.run({ type: 'SetAgentState', state: 'notReady', reason: 'lunch' })).toMatchObject(
      done,
    );
    await panel.until('not ready', () => panel.line.agent.status === 'notReady');
    await panel.until('waiting', () => panel.line.queues.some(({ waiting }) => waiting > 0));
    await panel.pass(40_000);
    expect(panel.line.calls).toEqual([]);
    expect(await panel.run({ type: 'SetAgentState', state: 'ready' })).toMatchObject(done);
    await panel.until('ringing', () => panel.line.calls.length > 0);
  });

  test('logging in to a queue, and out of it', async () => {
    const panel = await start();
    const sales = () => panel.line.queues.find(({ name }) => name === 'sales');
    await panel.until('known', () => sales() !== undefined);
    expect(sales()!.loggedIn).toBe(false);
    expect(await panel.run({ type: 'SetQueueLogin', loggedIn: true, queue: 'sales' })).toMatchObject(done);
    await panel.until('in', () => sales()!.loggedIn);
    expect(sales()!.fixed).toBe(false);
    expect(await panel.run({ type: 'SetQueueLogin', loggedIn: false, queue: 'sales' })).toMatchObject(done);
    await panel.until('out', () => !sales()!.loggedIn);
    expect(panel.line.queues.find(({ name }) => name === 'support')).toMatchObject({
      loggedIn: true,
      fixed: true,
    });
  });

  test('a call of the queue that is refused goes on to the colleague', async () => {
    const panel = await start({ office: lively });
    await panel.until('ringing', () => panel.line.calls.some(({ phase }) => phase === 'ringing'));
    const { id } = panel.line.calls[0]!;
    expect(await panel.run({ type: 'DropCall', callId: id })).toMatchObject(done);
    expect((await panel.untilEnded(id)).outcome).toBe('rejected');
    await panel.until('rung on', () =>
      panel.line.ringingColleagues.some(({ extension }) => extension === '102'),
    );
  });

  test('a call of the queue is transferred with consultation', async () => {
    const panel = await start({ office: lively });
    await panel.until('ringing', () => panel.line.calls.some(({ phase }) => phase === 'ringing'));
    const { id, number } = panel.line.calls[0]!;
    expect(await panel.run({ type: 'AnswerCall', callId: id })).toMatchObject(done);
    await panel.untilPhase(number, 'talking');
    expect(await panel.run({ type: 'MakeConsultCall', callId: id, number: '201' })).toMatchObject(done);
    await panel.untilPhase('201', 'talking');
    expect(await panel.run({ type: 'TransferCall', callId: id })).toMatchObject(done);
    expect((await panel.untilEnded(id)).outcome).toBe('transferred');
  });
});
