import { afterEach, describe, expect, test } from 'vitest';
import { AmiParser } from '../ami/parser.ts';
import type { AmiPacket } from '../ami/packet.ts';
import { recordedBytes } from '../ami/testing/recordings.ts';
import { type MayCross, differences } from './testing/compare.ts';
import { PracticeBench, type PracticeClient } from './testing/practiceClient.ts';
import { type Step, besidesOf, storyOf } from './testing/story.ts';

/*
 * The practice PBX against recordings of a real Asterisk 22: the same events of class call and agent, as often, with the same
 * keys in the same order, the same states and causes, and in the same order. The differences allowed are these:
 */

/** Pairs that come in either order from one recorded call to the next, since two threads of Asterisk tell them. */
const races: readonly (readonly [one: RegExp, other: RegExp, reason: string])[] = [
  [
    /^(SoftHangupRequest|Hangup) /,
    /^(SoftHangupRequest|Hangup|BridgeLeave|BridgeDestroy) /,
    'each channel ends in a thread of its own (129 of 200 calls of 21b one way, 71 the other)',
  ],
  [/^Newstate \w+ Ringing$/, /^DialState /, 'SIP tells the one, whoever dialled the other'],
  [
    /^OriginateResponse /,
    /^(Newstate|DialEnd) /,
    'the action waits for the answer in a thread of its own (first in 13 of 36 recorded calls)',
  ],
  [
    /^NewConnectedLine /,
    /^HangupRequest /,
    'a phone that is busy at once says so while its call is made known',
  ],
];
const mayCross: MayCross = (a, b) =>
  races.some(([one, other]) => (one.test(a) && other.test(b)) || (one.test(b) && other.test(a)));

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

interface Exception {
  readonly step: RegExp;
  readonly reason: string;
}

const device = 'PJSIP/101';
const bench = new PracticeBench();
afterEach(() => bench.stop());

function recorded(name: string): AmiPacket[] {
  const parser = new AmiParser();
  return [...parser.push(recordedBytes('22-pjsip', name)), ...parser.end()];
}

function expectAsRecorded(client: PracticeClient, name: string, ...exceptions: Exception[]): void {
  const without = (story: Step[]): Step[] =>
    story.filter(({ what }) => !exceptions.some(({ step }) => step.test(what)));
  const ours = without(storyOf(client.packets, device));
  expect(ours.length).toBeGreaterThan(5);
  expect(differences(ours, without(storyOf(recorded(name), device)), mayCross)).toEqual([]);
}

/** The name of the newest channel of a device. */
function channelOf(client: PracticeClient, prefix: string): string {
  const made = client.events
    .filter(({ event }) => event === 'Newchannel')
    .map((packet) => packet.get('Channel')!);
  return made.filter((name) => name.startsWith(`${prefix}-`)).at(-1)!;
}

interface Call {
  readonly exten: string;
  readonly context?: string;
  readonly callerId?: string;
  readonly timeoutMs?: number;
}

function originate(client: PracticeClient, call: Call): Promise<AmiPacket> {
  return client.ask(
    'Originate',
    `Channel: ${device}`,
    `Context: ${call.context ?? 'from-internal'}`,
    `Exten: ${call.exten}`,
    'Priority: 1',
    `CallerID: ${call.callerId ?? '"Agent One" <101>'}`,
    `Timeout: ${call.timeoutMs ?? 30_000}`,
    'Async: true',
  );
}

async function hangup(client: PracticeClient, prefix = device): Promise<void> {
  await client.ask('Hangup', `Channel: ${channelOf(client, prefix)}`, 'Cause: 16');
  await bench.pass(100);
}

/** A click-to-call, 4.5 s later: with 201, 207 and 208 just answered. */
async function calling(call: Call): Promise<PracticeClient> {
  await bench.start();
  const client = await bench.login();
  await originate(client, call);
  await bench.pass(4500);
  return client;
}

/** The agent's phone rings with a call from outside. */
async function ringing(): Promise<PracticeClient> {
  await bench.start({ incoming: { firstAfterMs: 1000, leastPauseMs: 1e9, mostPauseMs: 1e9 } });
  const client = await bench.login();
  await bench.pass(2000);
  return client;
}

describe('as recorded from Asterisk 22', () => {
  test('click-to-call, answered, ended by the agent', async () => {
    const client = await calling({ exten: '201' });
    await hangup(client);
    expectAsRecorded(client, '01n-outgoing-ami-hangup');
  });

  test('what is told of devices, extensions and the queue member besides', async () => {
    const client = await calling({ exten: '201' });
    await hangup(client);
    const theirs = besidesOf(recorded('01n-outgoing-ami-hangup'), device);
    // The recorded queue has a second member, so its availability is told, too.
    expect(besidesOf(client.packets, device)).toEqual(theirs.filter((line) => !line.includes('Queue:')));
  });

  test('hold by park, resume from the space, end', async () => {
    const client = await calling({ exten: '201' });
    await client.ask('Park', `Channel: ${channelOf(client, 'PJSIP/201')}`, 'Timeout: 45000');
    await bench.pass(5000);
    await originate(client, { context: 'parkedcalls', exten: '701', callerId: '"Parked 701" <701>' });
    await bench.pass(5000);
    await hangup(client);
    expectAsRecorded(client, '09-hold-by-park', noHandset);
  });

  test('the other party hangs up', async () => {
    const client = await calling({ exten: '208', callerId: '"Hiro Tanaka" <208>' });
    await bench.pass(20_000);
    expectAsRecorded(client, '01c-outgoing-callerid-is-customer', noHoldKey);
  });

  test('the other party holds and comes back', async () => {
    const client = await calling({ exten: '207' });
    await bench.pass(20_000);
    await hangup(client);
    expectAsRecorded(client, '01d-outgoing-customer-holds', noHoldKey, noHandset);
  });

  test('busy after ringing, busy at once, no answer', async () => {
    for (const [exten, name] of [
      ['205', '06-outgoing-busy'],
      ['204', '06b-outgoing-busy-at-once'],
      ['203', '07-outgoing-no-answer'],
    ] as const) {
      const client = await calling({ exten });
      await bench.pass(60_000);
      expectAsRecorded(client, name);
      await bench.stop();
    }
  });

  test('the agent does not lift in time', async () => {
    const client = await calling({ exten: '201', timeoutMs: 1000 });
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
    await hangup(client, 'PJSIP/trunk');
    expectAsRecorded(client, '90-answer-by-pickupchan', callerHungUp);
  });

  test('a blind transfer', async () => {
    const client = await calling({ exten: '201' });
    await client.ask('BlindTransfer', `Channel: ${channelOf(client, device)}`, 'Exten: 202');
    await bench.pass(10_000);
    await hangup(client, 'PJSIP/202');
    expectAsRecorded(client, '10b-blind-transfer-action', callerHungUp);
  });
});
