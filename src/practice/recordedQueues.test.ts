import { afterEach, describe, expect, test } from 'vitest';
import {
  type Exception,
  channelOf,
  device,
  expectAsRecorded,
  expectAsRecordedSince,
  hangup,
  recorded,
} from './testing/asRecorded.ts';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';

const bench = new PracticeBench();
afterEach(() => bench.stop());

const trunk = 'PJSIP/trunk';

const withoutCause: Exception = {
  step: /^HangupRequest (other|agent)/,
  reason:
    'a BYE may carry a cause or not; the recorded ones differ in it, and some are the Hangup action here',
};

const dialPlanAfterBridge: Exception = {
  step: /^SoftHangupRequest (other|agent)/,
  reason: 'the Bridge action lends the two a dial plan to go on in, which ends with the second of them',
};

const afterthought: Exception = {
  step: /^AgentComplete$/,
  reason: 'the queue counts the call as over once its caller is bridged again, and names no channel any more',
};

/** The second call of the office is one to the queue: the first one is parked, and over by then. */
async function queueCall(before?: (client: PracticeClient) => Promise<void>) {
  await bench.start({ office: { firstAfterMs: 1000, leastPauseMs: 300_000, mostPauseMs: 300_000 } });
  const client = await bench.login();
  await bench.pass(300_900);
  await before?.(client);
  client.packets.length = 0;
  await bench.pass(200);
  return client;
}

const pickUp = async (client: PracticeClient, callerId = '"Answer" <+442079460958>'): Promise<void> => {
  await client.ask(
    'Originate',
    `Channel: ${device}`,
    'Application: PickupChan',
    `Data: ${channelOf(client, device)}`,
    `CallerID: ${callerId}`,
    'Async: true',
    'Variable: PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0',
  );
  await bench.pass(500);
};

const pauseAll = async (client: PracticeClient, paused: boolean): Promise<void> => {
  for (const extension of ['101', '102'])
    await client.ask('QueuePause', `Interface: Local/${extension}@from-queue/n`, `Paused: ${String(paused)}`);
};

describe('a call of a queue', () => {
  test('picked up, ended by the caller', async () => {
    const client = await queueCall();
    await bench.pass(1000);
    await pickUp(client);
    await bench.pass(3000);
    await hangup(bench, client, channelOf(client, trunk));
    expectAsRecorded(client, '91-answer-by-pickupchan-queue', withoutCause);
  });

  test('not answered by the first member: the second one takes it, and ends it', async () => {
    const client = await queueCall();
    await bench.pass(26_000);
    await hangup(bench, client, channelOf(client, 'PJSIP/102'));
    expectAsRecorded(client, '12c-queue-ring-no-answer', withoutCause);
  });

  test('refused by the first member', async () => {
    const client = await queueCall();
    await bench.pass(1500);
    await hangup(bench, client, channelOf(client, device));
    await bench.pass(12_000);
    await hangup(bench, client, channelOf(client, trunk));
    expectAsRecorded(client, 'queue-reject', withoutCause);
  });

  test('held by sending both ends apart, resumed by Bridge', async () => {
    const client = await queueCall();
    await bench.pass(1000);
    await pickUp(client, '"Agent One" <101>');
    const [agent, caller] = [channelOf(client, device), channelOf(client, trunk)];
    await client.ask(
      'Redirect',
      ...[`Channel: ${caller}`, 'Context: offhook', 'Exten: hold', 'Priority: 1'],
      ...[`ExtraChannel: ${agent}`, 'ExtraContext: offhook', 'ExtraExten: silence', 'ExtraPriority: 1'],
    );
    await bench.pass(1000);
    await client.ask('Bridge', `Channel1: ${agent}`, `Channel2: ${caller}`);
    await bench.pass(500);
    await hangup(bench, client, agent);
    expectAsRecordedSince(
      'Dual Redirect successful',
      client,
      'queue-hold-redirect',
      withoutCause,
      dialPlanAfterBridge,
      afterthought,
    );
  });
});

test('waiting, told by QueueStatus and QueueSummary, and giving up', async () => {
  const client = await queueCall((client) => pauseAll(client, true));
  await bench.pass(1500);
  const keys = (
    packets: readonly { event: string | undefined; headers: readonly (readonly [string, string])[] }[],
  ) =>
    packets.filter(({ event }) => event === 'QueueEntry').map(({ headers }) => headers.map(([key]) => key));
  const status = await client.list('QueueStatus');
  const theirs = recorded('queue-wait-giveup');
  expect(keys(status)).toEqual(keys(theirs).slice(0, 1));
  expect(status.find(({ event }) => event === 'QueueParams')!.get('Calls')).toBe('1');
  const [summary] = await client.list('QueueSummary');
  expect(['Available', 'Callers', 'LongestHoldTime'].map((key) => summary!.get(key))).toEqual([
    '0',
    '1',
    '1',
  ]);
  await bench.pass(120_000);
  const told = client.events.map(({ event }) => event).filter((event) => event?.startsWith('QueueCaller'));
  expect(told).toEqual(['QueueCallerJoin', 'QueueCallerAbandon', 'QueueCallerLeave']);
});
