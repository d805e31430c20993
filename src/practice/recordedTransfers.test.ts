import { afterEach, describe, expect, test } from 'vitest';
import {
  type Exception,
  calling,
  channelOf,
  device,
  expectAsRecorded,
  expectAsRecordedSince,
  hangup,
  originate,
} from './testing/asRecorded.ts';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';

const endedByConsole: Exception = {
  step: /^(SoftHangupRequest|HangupRequest) agent1/,
  reason: 'what was left at the end of the recording was hung up on the console',
};
const dialPlanAfterBridge: Exception = {
  step: /^(SoftHangupRequest|Hangup) other/,
  reason: 'the Bridge action lends the two a dial plan to go on in, which ends with the second of them',
};

const bench = new PracticeBench();
afterEach(() => bench.stop());

const other = (client: PracticeClient, number: string): string => channelOf(client, `PJSIP/${number}`);
const agent = (client: PracticeClient): string => channelOf(client, device);

/** Customer 201 talks to the agent. */
const talking = (): Promise<PracticeClient> => calling(bench, { exten: '201' });

async function atxfer(client: PracticeClient, exten: string, waitMs: number): Promise<void> {
  const answer = await client.ask(
    'Atxfer',
    `Channel: ${agent(client)}`,
    'Context: from-internal',
    `Exten: ${exten}`,
  );
  expect(answer.message).toBe('Atxfer successfully queued');
  await bench.pass(waitMs);
}

async function sendTo(
  client: PracticeClient,
  channel: string,
  exten: string,
  extra?: readonly [string, string],
) {
  const more =
    extra === undefined
      ? []
      : [`ExtraChannel: ${extra[0]}`, 'ExtraContext: offhook', `ExtraExten: ${extra[1]}`, 'ExtraPriority: 1'];
  await client.ask(
    'Redirect',
    `Channel: ${channel}`,
    'Context: offhook',
    `Exten: ${exten}`,
    'Priority: 1',
    ...more,
  );
  await bench.pass(500);
}

const onThePhone: Exception = {
  step: /^HangupRequest (agent|other)/,
  reason: 'the recorded phones hung up; here it is the Hangup action, for there is no handset',
};
const digits: Exception = {
  step: /^DTMF/,
  reason: 'the recorded account could read class dtmf, which the least account cannot',
};

/** Somebody from outside talks to the agent. */
async function answered(): Promise<PracticeClient> {
  await bench.start({ incoming: { firstAfterMs: 1000, leastPauseMs: 1e9, mostPauseMs: 1e9 } });
  const client = await bench.login();
  await bench.pass(2000);
  const ringing = agent(client);
  await client.ask(
    'Originate',
    `Channel: ${device}`,
    'Application: PickupChan',
    `Data: ${ringing}`,
    'Async: true',
  );
  await bench.pass(3000);
  return client;
}

test('a call that rings at a colleague, picked up', async () => {
  // The third thing that goes on in the office, when the first two are over.
  await bench.start({ office: { firstAfterMs: 1000, leastPauseMs: 400_000, mostPauseMs: 400_000 } });
  const client = await bench.login();
  await bench.pass(801_500);
  await client.ask(
    'Originate',
    ...[`Channel: ${device}`, 'Application: PickupChan', `Data: ${other(client, '103')}`],
    ...['CallerID: "Answer" <201>', 'Async: true'],
  );
  await bench.pass(3000);
  await hangup(bench, client, agent(client));
  // Late, it names the colleague's leg, which has changed places with the agent's by then; in time, as here and in 90, the agent's.
  const named: Exception = {
    step: /^OriginateResponse/,
    reason: 'whose leg it names depends on when it comes',
  };
  expectAsRecordedSince('Originate successfully queued', client, 'pickup-colleague', named);
});

describe('attended transfer', () => {
  test('completed by hanging up', async () => {
    const client = await answered();
    await atxfer(client, '102', 4000);
    await hangup(bench, client, agent(client));
    await bench.pass(500);
    await hangup(bench, client, other(client, '102'));
    expectAsRecordedSince(
      'Atxfer successfully queued',
      client,
      '11-attended-transfer-atxfer',
      onThePhone,
      digits,
    );
  });

  test('cancelled with the target talking', async () => {
    const client = await answered();
    await atxfer(client, '102', 4000);
    await client.ask('CancelAtxfer', `Channel: ${agent(client)}`);
    await bench.pass(500);
    await hangup(bench, client, agent(client));
    expectAsRecordedSince('Atxfer successfully queued', client, '11d-cancel-atxfer', onThePhone, digits);
  });

  test('the target is busy: the call comes back', async () => {
    const client = await talking();
    await atxfer(client, '205', 5000);
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'atxfer-busy');
  });

  test('cancelled while the target rings', async () => {
    const client = await talking();
    await atxfer(client, '103', 2000);
    await client.ask('CancelAtxfer', `Channel: ${agent(client)}`);
    await bench.pass(1000);
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'atxfer-cancel-ringing');
  });

  test('the target does not answer: the call comes back', async () => {
    const client = await talking();
    await atxfer(client, '203', 25_000);
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'atxfer-no-answer');
  });

  test('the target leaves: the call comes back', async () => {
    const client = await talking();
    await atxfer(client, '102', 4000);
    await hangup(bench, client, other(client, '102'));
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'atxfer-target-leaves');
  });

  test('the customer leaves: agent and target talk on', async () => {
    const client = await talking();
    await atxfer(client, '102', 4000);
    await hangup(bench, client, other(client, '201'));
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'atxfer-customer-leaves');
  });
});

describe('changing between the two of an attended transfer', () => {
  const changed = async (): Promise<PracticeClient> => {
    const client = await talking();
    await atxfer(client, '102', 4000);
    for (const digit of ['*', '4']) {
      await client.ask('PlayDTMF', `Channel: ${agent(client)}`, `Digit: ${digit}`, 'Receive: true');
    }
    await bench.pass(500);
    return client;
  };

  test('the target leaves meanwhile', async () => {
    const client = await changed();
    await hangup(bench, client, other(client, '102'));
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'swap-target-leaves');
  });

  test('cancelled', async () => {
    const client = await changed();
    await client.ask('CancelAtxfer', `Channel: ${agent(client)}`);
    await bench.pass(500);
    await hangup(bench, client, agent(client));
    expectAsRecorded(client, 'swap-cancel');
  });

  test('the customer leaves while talked to: it is over for all of them', async () => {
    const client = await changed();
    await hangup(bench, client, other(client, '201'));
    expectAsRecorded(client, 'swap-customer-leaves');
    expect(await client.list('Status')).toEqual([]);
  });
});

describe('hold, consultation and Bridge', () => {
  test('a call held apart, another one made, and the two joined', async () => {
    const client = await talking();
    const [first, customer] = [agent(client), other(client, '201')];
    await sendTo(client, first, 'silence', [customer, 'hold']);
    await originate(client, { exten: '208' });
    await bench.pass(5000);
    await client.ask('Bridge', `Channel1: ${customer}`, `Channel2: ${other(client, '208')}`);
    await bench.pass(1000);
    await hangup(bench, client, customer);
    await hangup(bench, client, first);
    expectAsRecorded(client, 'consult-bridge', endedByConsole, dialPlanAfterBridge);
  });

  test('out of the car park', async () => {
    const client = await talking();
    const customer = other(client, '201');
    await client.ask('Park', `Channel: ${customer}`, 'Timeout: 45000');
    await bench.pass(800);
    await originate(client, { exten: '602' });
    await bench.pass(2500);
    await client.ask('Bridge', `Channel1: ${agent(client)}`, `Channel2: ${customer}`);
    await bench.pass(800);
    await hangup(bench, client, customer);
    expectAsRecorded(client, 'bridge-from-parking');
  });

  test('a conference of three, left by the agent', async () => {
    const client = await talking();
    const [first, customer] = [agent(client), other(client, '201')];
    await sendTo(client, customer, 'hold', [first, 'silence']);
    await originate(client, { exten: '208' });
    await bench.pass(4500);
    const [second, colleague] = [agent(client), other(client, '208')];
    await sendTo(client, second, 'conference-77', [colleague, 'conference-77']);
    await sendTo(client, customer, 'conference-77');
    await hangup(bench, client, first);
    await hangup(bench, client, second);
    await hangup(bench, client, customer);
    await hangup(bench, client, colleague);
    expectAsRecorded(client, 'conference');
  });
});
