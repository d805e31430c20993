import { afterEach, describe, expect, test, vi } from 'vitest';
import { AsteriskConnection } from '../asterisk/line/connection.ts';
import type { LineOptions } from '../asterisk/options/lineOptions.ts';
import type { Call } from '../cti/call.ts';
import type { CommandResult, CtiCommand } from '../cti/command.ts';
import type { CtiEvent } from '../cti/event.ts';
import type { Line } from '../cti/line.ts';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';
import type { PracticeOptions } from './practicePbx.ts';

/*
 * The engine itself on the practice PBX: whatever the panel can do can be tried with nothing configured. One clock serves both
 * sides; it goes on in small steps, after each of which all that was said has been heard.
 */

const stepMs = 50;
const patienceMs = 120_000;

class PanelOnPractice {
  readonly events: CtiEvent[] = [];
  readonly #bench: PracticeBench;
  readonly #connection: AsteriskConnection;
  readonly #witness: PracticeClient;

  private constructor(bench: PracticeBench, connection: AsteriskConnection, witness: PracticeClient) {
    this.#bench = bench;
    this.#connection = connection;
    this.#witness = witness;
    connection.onEvent((event) => this.events.push(event));
  }

  static async start(
    bench: PracticeBench,
    options: Partial<PracticeOptions> = {},
    settings: Partial<LineOptions> = {},
  ): Promise<PanelOnPractice> {
    const pbx = await bench.start(options);
    const { host, port, username, secret, extension, device, colleagues } = pbx;
    const { clock } = bench;
    let ids = 0;
    const connection = new AsteriskConnection(
      {
        source: { kind: 'ami', host, port, username, secret: () => secret },
        extension,
        device,
        agentName: 'Agent One',
        originateContext: 'from-internal',
        parkingLotContext: 'parkedcalls',
        sendRingStartedOnRingingState: true,
        autoAnswer: true,
        packetInfoConfig: [],
        colleagues,
        queues: {
          extensionFormat: 'Local/{0}@from-queue/n',
          names: pbx.queues,
          autoPauseOnCommutationStart: false,
          afterCallWorkMs: 0,
          traceState: false,
        },
        ...settings,
      },
      {
        clock: {
          now: () => ({ monoMs: clock.now(), wallMs: clock.now() }),
          setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
          clearTimeout: (timer) => clock.clearTimeout(timer),
        },
        random: () => 0.5,
        newId: () => `id-${String(++ids)}`,
        log: () => undefined,
      },
    );
    const panel = new PanelOnPractice(bench, connection, await bench.login());
    connection.start();
    await panel.until('online', () => panel.line.link.state === 'online');
    return panel;
  }

  get line(): Line {
    return this.#connection.line;
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }

  /** Lets time pass until it is so. @throws Error when it does not become so in two minutes */
  async until(what: string, condition: () => boolean): Promise<void> {
    for (let waitedMs = 0; !condition(); waitedMs += stepMs) {
      if (waitedMs > patienceMs) throw new Error(`not ${what}: ${JSON.stringify(this.line, undefined, 1)}`);
      await this.pass(stepMs);
    }
  }

  async pass(ms: number): Promise<void> {
    const step = Math.max(stepMs, Math.min(500, ms / 4));
    for (let passedMs = 0; passedMs < ms; passedMs += step) {
      this.#bench.clock.advance(step);
      // What was said before the answer to a Ping has been heard, once its sockets had their turn.
      await this.#witness.catchUp();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async run(command: CtiCommand): Promise<CommandResult> {
    let result: CommandResult | undefined;
    const running = this.#connection.execute(command).then((settled) => (result = settled));
    await this.until(`settled: ${command.type}`, () => result !== undefined);
    return running;
  }

  call(number: string): Call {
    const call = this.line.calls.find((one) => one.number === number);
    if (call === undefined) throw new Error(`no call with ${number}: ${JSON.stringify(this.line.calls)}`);
    return call;
  }

  async untilPhase(number: string, phase: Call['phase']): Promise<Call> {
    await this.until(`${number} ${phase}`, () =>
      this.line.calls.some((call) => call.number === number && call.phase === phase),
    );
    return this.call(number);
  }

  async talkTo(number: string): Promise<Call> {
    expect((await this.run({ type: 'MakeCall', number })).status).toBe('done');
    return this.untilPhase(number, 'talking');
  }

  async untilEnded(id: string): Promise<Call> {
    const end = (): Call | undefined =>
      this.events.flatMap((event) =>
        event.type === 'RingFinished' && event.call.id === id ? [event.call] : [],
      )[0];
    await this.until('ended', () => end() !== undefined);
    return end()!;
  }
}

vi.setConfig({ testTimeout: 30_000 });

const bench = new PracticeBench();
let panel: PanelOnPractice | undefined;
afterEach(async () => {
  await panel?.stop();
  panel = undefined;
  await bench.stop();
});

async function start(
  options?: Partial<PracticeOptions>,
  settings?: Partial<LineOptions>,
): Promise<PanelOnPractice> {
  panel = await PanelOnPractice.start(bench, options, settings);
  return panel;
}

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

  test('blind, to a number that does not exist: refused, and nobody is cut off', async () => {
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
  await start();
  const { id, application, features } = await panel!.talkTo('610');
  expect(application).toBe('menu');
  expect(features.can).not.toContain('ParkCall');
  expect(await panel!.run({ type: 'SendDtmf', callId: id, digits: '1' })).toEqual(done);
  await panel!.until('with a colleague', () => panel!.line.calls[0]?.application === undefined);
  expect(panel!.line.calls).toMatchObject([{ id, state: 'talking', number: '102', name: 'Kim Reyes' }]);
  await panel!.run({ type: 'DropCall', callId: id });
  const again = await panel!.talkTo('610');
  await panel!.run({ type: 'SendDtmf', callId: again.id, digits: '9' });
  expect(await panel!.untilEnded(again.id)).toMatchObject({ outcome: 'answered', application: 'menu' });
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
