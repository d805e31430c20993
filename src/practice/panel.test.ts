import { describe, expect, test, vi } from 'vitest';
import { panelOnPractice } from './testing/panelOnPractice.ts';

vi.setConfig({ testTimeout: 30_000 });

const start = panelOnPractice();
const done = { status: 'done' };

describe('hold', () => {
  test.each(['holdingPen', 'park'] as const)('and resume, by %s', async (hold) => {
    const panel = await start(
      {},
      { controls: { answer: 'auto', hold, transfer: 'auto', context: 'offhook' } },
    );
    const { id } = await panel.talkTo('201');
    expect(await panel.run({ type: 'HoldCall', callId: id })).toMatchObject(done);
    expect(panel.call('201').state).toBe('held');
    expect(await panel.run({ type: 'ResumeCall', callId: id })).toMatchObject(done);
    await panel.untilPhase('201', 'talking');
    expect(await panel.run({ type: 'DropCall', callId: id })).toMatchObject(done);
    expect((await panel.untilEnded(id)).outcome).toBe('answered');
    expect(panel.events.filter(({ type }) => type === 'RingFinished')).toHaveLength(1);
  });
});

describe('transfer', () => {
  test('blind, to a colleague', async () => {
    const panel = await start();
    const { id } = await panel.talkTo('201');
    expect(await panel.run({ type: 'BlindTransferCall', callId: id, number: '102' })).toMatchObject(done);
    expect((await panel.untilEnded(id)).outcome).toBe('transferred');
    expect(await panel.run({ type: 'MakeCall', number: '208' })).toMatchObject(done);
  });

  test('blind, to a number that does not exist: refused, and no one is cut off', async () => {
    const panel = await start();
    const { id } = await panel.talkTo('201');
    expect(await panel.run({ type: 'BlindTransferCall', callId: id, number: '999' })).toMatchObject({
      status: 'refused',
      code: 'unknownNumber',
    });
    await panel.pass(2000);
    expect(panel.call('201').phase).toBe('talking');
  });

  test.each(['atxfer', 'consultation'] as const)('with consultation, completed, by %s', async (transfer) => {
    const panel = await start(
      {},
      { controls: { answer: 'auto', hold: 'auto', transfer, context: 'offhook' } },
    );
    const { id } = await panel.talkTo('201');
    const consulted = await panel.run({ type: 'MakeConsultCall', callId: id, number: '102' });
    expect(consulted).toMatchObject(done);
    const second = await panel.untilPhase('102', 'talking');
    expect(second.consultFor).toBe(id);
    expect(panel.call('201').state).toBe('held');
    expect(await panel.run({ type: 'TransferCall', callId: id })).toMatchObject(done);
    expect((await panel.untilEnded(id)).outcome).toBe('transferred');
    await panel.untilEnded(second.id);
    expect(panel.line.calls).toEqual([]);
  });

  test.each(['atxfer', 'consultation'] as const)(
    'cancelled, by %s: back with the first',
    async (transfer) => {
      const panel = await start(
        {},
        { controls: { answer: 'auto', hold: 'auto', transfer, context: 'offhook' } },
      );
      const { id } = await panel.talkTo('201');
      await panel.run({ type: 'MakeConsultCall', callId: id, number: '102' });
      const second = await panel.untilPhase('102', 'talking');
      expect(await panel.run({ type: 'CancelTransfer', callId: second.id })).toMatchObject(done);
      await panel.untilPhase('201', 'talking');
      await panel.untilEnded(second.id);
    },
  );

  test('the agent changes between the two of a consultation, and back', async () => {
    const panel = await start(
      {},
      { controls: { answer: 'auto', hold: 'auto', transfer: 'atxfer', context: 'offhook' } },
    );
    const { id } = await panel.talkTo('201');
    await panel.run({ type: 'MakeConsultCall', callId: id, number: '102' });
    const second = await panel.untilPhase('102', 'talking');
    expect(await panel.run({ type: 'SwapCalls', callId: id })).toMatchObject(done);
    await panel.untilPhase('201', 'talking');
    expect(panel.call('102').state).toBe('held');
    expect(await panel.run({ type: 'SwapCalls', callId: second.id })).toMatchObject(done);
    await panel.untilPhase('102', 'talking');
    expect(await panel.run({ type: 'StartConference', callId: id })).toMatchObject(done);
    await panel.untilPhase('201', 'conference');
    await panel.untilPhase('102', 'conference');
  });

  test.each([
    ['205', 'busy'],
    ['103', 'noAnswer'],
  ])('the target %s does not take it (%s): the call comes back', async (number) => {
    const panel = await start();
    const { id } = await panel.talkTo('201');
    await panel.run({ type: 'MakeConsultCall', callId: id, number });
    await panel.untilPhase('201', 'talking');
    expect(panel.line.calls.map((call) => call.number)).toEqual(['201']);
  });
});

test('swap between two calls, and both in one conference', async () => {
  const panel = await start();
  const first = await panel.talkTo('201');
  expect(await panel.run({ type: 'MakeCall', number: '220', holdOthers: true })).toMatchObject(done);
  const second = await panel.untilPhase('220', 'talking');
  expect(panel.call('201').state).toBe('held');
  expect(await panel.run({ type: 'SwapCalls', callId: first.id })).toMatchObject(done);
  await panel.untilPhase('201', 'talking');
  expect(panel.call('220').state).toBe('held');
  expect(await panel.run({ type: 'StartConference', callId: first.id, withCallId: second.id })).toMatchObject(
    done,
  );
  await panel.untilPhase('201', 'conference');
  await panel.untilPhase('220', 'conference');
  expect(await panel.run({ type: 'DropCall', callId: second.id })).toMatchObject(done);
  await panel.untilEnded(second.id);
  await panel.untilPhase('201', 'talking');
});

test('a call is answered, parked by the panel and fetched again', async () => {
  const panel = await start({ incoming: { firstAfterMs: 1000, leastPauseMs: 1e9, mostPauseMs: 1e9 } });
  await panel.until('ringing', () => panel.line.calls.some(({ phase }) => phase === 'ringing'));
  const { id, number } = panel.line.calls[0]!;
  expect(await panel.run({ type: 'AnswerCall', callId: id })).toMatchObject(done);
  await panel.untilPhase(number, 'talking');
  expect(await panel.run({ type: 'ParkCall', callId: id })).toMatchObject(done);
  await panel.until('parked', () => panel.line.parked.length === 1);
  const [parked] = panel.line.parked;
  expect(await panel.run({ type: 'RetrieveParkedCall', space: parked!.space })).toMatchObject(done);
  await panel.untilPhase(number, 'talking');
});

test('paused with the first word, and back after the work that follows', async () => {
  const panel = await start(
    {},
    {
      queues: {
        extensionFormat: 'Local/{0}@from-queue/n',
        names: ['sales'],
        autoPauseOnCommutationStart: true,
        afterCallWorkMs: 5000,
        traceState: false,
      },
    },
  );
  const support = () => panel.line.queues.find(({ name }) => name === 'support');
  const { id } = await panel.talkTo('201');
  await panel.until('paused', () => support()?.paused === true);
  await panel.run({ type: 'DropCall', callId: id });
  await panel.until('work', () => panel.line.agent.status === 'afterCallWork');
  await panel.until('ready', () => panel.line.agent.status === 'ready');
  expect(support()!.paused).toBe(false);
});

test('a menu of the phone system itself: its keys, and a colleague behind it', async () => {
  const panel = await start();
  const { id, application, features } = await panel.talkTo('610');
  expect(application).toBe('menu');
  expect(features.can).not.toContain('ParkCall');
  expect(await panel.run({ type: 'SendDtmf', callId: id, digits: '1' })).toEqual(done);
  await panel.until('with a colleague', () => panel.line.calls[0]?.application === undefined);
  expect(panel.line.calls).toMatchObject([{ id, state: 'talking', number: '102', name: 'Kim Reyes' }]);
  await panel.run({ type: 'DropCall', callId: id });
  const again = await panel.talkTo('610');
  await panel.run({ type: 'SendDtmf', callId: again.id, digits: '9' });
  expect(await panel.untilEnded(again.id)).toMatchObject({ outcome: 'answered', application: 'menu' });
});

test('keys in a voice menu: music, a person, the end', async () => {
  const panel = await start();
  const { id } = await panel.talkTo('220');
  expect(await panel.run({ type: 'SendDtmf', callId: id, digits: '2' })).toMatchObject(done);
  await panel.untilPhase('220', 'heldByRemote');
  expect(await panel.run({ type: 'SendDtmf', callId: id, digits: '1' })).toMatchObject(done);
  await panel.untilPhase('220', 'talking');
  await panel.until('a person', () => panel.call('220').name === 'Mateo Silva');
  expect(await panel.run({ type: 'SendDtmf', callId: id, digits: '9' })).toMatchObject(done);
  expect((await panel.untilEnded(id)).outcome).toBe('answered');
});

test('mute is granted here, and taken back', async () => {
  const panel = await start();
  const { id } = await panel.talkTo('201');
  expect(await panel.run({ type: 'MuteCall', callId: id })).toMatchObject(done);
  expect(panel.call('201').muted).toBe(true);
  expect(await panel.run({ type: 'UnmuteCall', callId: id })).toMatchObject(done);
  expect(panel.call('201').muted).not.toBe(true);
});
