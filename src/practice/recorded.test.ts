import { afterEach, describe, expect, test } from 'vitest';
import {
  type Exception,
  calling,
  channelOf,
  device,
  expectAsRecorded,
  hangup,
  originate,
  recorded,
} from './testing/asRecorded.ts';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';
import { besidesOf } from './testing/story.ts';

const noHandset: Exception = {
  step: /^HangupRequest agent/,
  reason:
    'the recorded agent hung up on the phone; here it is the Hangup action (01n), for there is no handset',
};
const noHoldKey: Exception = {
  step: /^((Hold|Unhold) agent|MusicOnHold\w+ other)/,
  reason: 'the recorded agent held by the phone; the practice phone has no keys',
};
const callerHungUp: Exception = {
  step: /^HangupRequest other/,
  reason: 'the recorded caller hung up on the phone; the test does it by the Hangup action',
};

const bench = new PracticeBench();
afterEach(() => bench.stop());

/** The agent's phone rings with a call from outside. */
async function ringing(): Promise<PracticeClient> {
  await bench.start({ incoming: { firstAfterMs: 1000, leastPauseMs: 1e9, mostPauseMs: 1e9 } });
  const client = await bench.login();
  await bench.pass(2000);
  return client;
}

describe('as recorded from Asterisk 22', () => {
  test('click-to-call, answered, ended by the agent', async () => {
    const client = await calling(bench, { exten: '201' });
    await hangup(bench, client, channelOf(client, device));
    expectAsRecorded(client, '01n-outgoing-ami-hangup');
  });

  test('what is told of devices, extensions and the queue member besides', async () => {
    const client = await calling(bench, { exten: '201' });
    await hangup(bench, client, channelOf(client, device));
    const theirs = besidesOf(recorded('01n-outgoing-ami-hangup'), device);
    // The recorded queue has a second member, so its availability is reported, too.
    expect(besidesOf(client.packets, device)).toEqual(theirs.filter((line) => !line.includes('Queue:')));
  });

  test('hold by park, resume from the space, end', async () => {
    const client = await calling(bench, { exten: '201' });
    await client.ask('Park', `Channel: ${channelOf(client, 'PJSIP/201')}`, 'Timeout: 45000');
    await bench.pass(5000);
    await originate(client, { context: 'parkedcalls', exten: '701', callerId: '"Parked 701" <701>' });
    await bench.pass(5000);
    await hangup(bench, client, channelOf(client, device));
    expectAsRecorded(client, '09-hold-by-park', noHandset);
  });

  test('the other party hangs up', async () => {
    const client = await calling(bench, { exten: '208', callerId: '"Hiro Tanaka" <208>' });
    await bench.pass(20_000);
    expectAsRecorded(client, '01c-outgoing-callerid-is-customer', noHoldKey);
  });

  test('the other party holds and comes back', async () => {
    const client = await calling(bench, { exten: '207' });
    await bench.pass(20_000);
    await hangup(bench, client, channelOf(client, device));
    expectAsRecorded(client, '01d-outgoing-customer-holds', noHoldKey, noHandset);
  });

  test('busy after ringing, busy at once, no answer', async () => {
    for (const [exten, name] of [
      ['205', '06-outgoing-busy'],
      ['204', '06b-outgoing-busy-at-once'],
      ['203', '07-outgoing-no-answer'],
    ] as const) {
      const client = await calling(bench, { exten });
      await bench.pass(60_000);
      expectAsRecorded(client, name);
      await bench.stop();
    }
  });

  test('the agent does not lift in time', async () => {
    const client = await calling(bench, { exten: '201', timeoutMs: 1000 });
    expectAsRecorded(client, '01h-originate-agent-no-answer');
  });

  test('an incoming call that is missed', async () => {
    const client = await ringing();
    await bench.pass(60_000);
    expectAsRecorded(client, '04-incoming-missed');
  });

  test('an incoming call that the panel picks up', async () => {
    const client = await ringing();
    await client.ask(
      'Originate',
      `Channel: ${device}`,
      'Application: PickupChan',
      `Data: ${channelOf(client, device)}`,
      'CallerID: "Answer" <201>',
      'Async: true',
      'Variable: PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0',
    );
    await bench.pass(500);
    await hangup(bench, client, channelOf(client, 'PJSIP/trunk'));
    expectAsRecorded(client, '90-answer-by-pickupchan', callerHungUp);
  });

  test('a blind transfer', async () => {
    const client = await calling(bench, { exten: '201' });
    await client.ask('BlindTransfer', `Channel: ${channelOf(client, device)}`, 'Exten: 202');
    await bench.pass(10_000);
    await hangup(bench, client, channelOf(client, 'PJSIP/202'));
    expectAsRecorded(client, '10b-blind-transfer-action', callerHungUp);
  });
});
