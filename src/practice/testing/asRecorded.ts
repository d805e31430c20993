import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { AmiParser } from '../../ami/wire/parser.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { recordedBytes, recordingNames } from '../../ami/testing/recordings.ts';
import { type MayCross, differences } from './compare.ts';
import type { PracticeBench, PracticeClient } from './practiceClient.ts';
import { type Step, storyOf } from './story.ts';

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
  [
    /^Hangup /,
    /^(NewConnectedLine|MusicOnHoldStop|Unhold|BridgeEnter|BridgeCreate) /,
    'the others go on meanwhile (10, 13c)',
  ],
  [
    /^(BridgeDestroy|BridgeLeave) /,
    /^(MusicOnHoldStart|NewConnectedLine agent)/,
    'who is left goes elsewhere while their bridge is taken away',
  ],
  [
    /^Confbridge(Join|Leave) /,
    /^Bridge(Enter|Leave) /,
    'ConfBridge and its bridge tell of the same, each itself',
  ],
  [
    /^Newstate \w+ Ringing$/,
    /^(DialState|DialBegin) /,
    'SIP reports the one, the dialling channel the other',
  ],
  [
    /^OriginateResponse /,
    /^(Newstate|DialEnd|NewConnectedLine) /,
    'the action waits for the answer in a thread of its own (first in 13 of 36 recorded calls)',
  ],
  [
    /^BridgeLeave other/,
    /^BridgeLeave agent/,
    'sent away together, each goes in its own thread; in one bridge the counts tell the order',
  ],
  [
    /^MusicOnHoldStop one/,
    /^BridgeLeave one/,
    'told in either order when a transfer that was changed about ends',
  ],
  [/^Pickup /, /^NewConnectedLine /, 'whom the two are connected to is told by frames (90, 91)'],
  [
    /^NewConnectedLine /,
    /^HangupRequest /,
    'a phone that is busy at once says so while its call is made known',
  ],
  [
    /^NewConnectedLine (agent|two)/,
    /^(Newchannel|NewConnectedLine|NewCallerid|Newstate|Dial\w+) /,
    'a transferer hears of the target by frames in its own thread (11 and 11d differ)',
  ],
  [
    /^Bridge(Leave|Enter) agent/,
    /^(Newchannel|NewConnectedLine) other/,
    'a transferer changes bridges while the target is called',
  ],
  [
    /[ >]one\d|bridgeOfone|^(QueueCaller|Agent)\w+ |^(MusicOnHoldStop|SoftHangupRequest) other1/,
    /[ >]two\d|bridgeOf(other|agent)|^Newchannel other/,
    'the halves of a Local channel live in threads of their own, with whom they are joined (11 and 11d differ, 12, 12c)',
  ],
  [
    /^(SoftHangupRequest|HangupRequest|Hangup) (two|one)/,
    /^(Bridge(Enter|Leave|Destroy)|MusicOnHold(Start|Stop)|Unhold|NewConnectedLine|HangupRequest|Hangup) /,
    'and end in them',
  ],
];

const mayCross: MayCross = (a, b) =>
  races.some(([one, other]) => (one.test(a) && other.test(b)) || (one.test(b) && other.test(a)));

/** A step that one of the two has not, and why. */
export interface Exception {
  readonly step: RegExp;
  readonly reason: string;
}

export const device = 'PJSIP/101';
const ownRecordings = fileURLToPath(new URL('recordings/', import.meta.url));

/** A recorded session: one of the collection, or one of those that were made for the practice PBX alone. */
export function recorded(name: string): AmiPacket[] {
  const parser = new AmiParser();
  const bytes = recordingNames('22-pjsip').includes(name)
    ? recordedBytes('22-pjsip', name)
    : readFileSync(`${ownRecordings}${name}.server.txt`);
  return [...parser.push(bytes), ...parser.end()];
}

export function expectAsRecorded(client: PracticeClient, name: string, ...exceptions: Exception[]): void {
  expectSame(client.packets, recorded(name), exceptions);
}

/** The same from an action's answer on: for calls that came about in another way. */
export function expectAsRecordedSince(
  message: string,
  client: PracticeClient,
  name: string,
  ...exceptions: Exception[]
): void {
  const since = (packets: readonly AmiPacket[]): readonly AmiPacket[] =>
    packets.slice(packets.findIndex((packet) => packet.message === message));
  expectSame(since(client.packets), since(recorded(name)), exceptions);
}

function expectSame(
  mine: readonly AmiPacket[],
  theirs: readonly AmiPacket[],
  exceptions: readonly Exception[],
): void {
  const steps = (packets: readonly AmiPacket[]): Step[] =>
    storyOf(packets, device).filter(({ what }) => !exceptions.some(({ step }) => step.test(what)));
  const ours = steps(mine);
  expect(ours.length).toBeGreaterThan(5);
  expect(differences(ours, steps(theirs), mayCross)).toEqual([]);
}

/** The newest channel of a device. */
export function channelOf(client: PracticeClient, prefix: string): string {
  const made = client.events
    .filter(({ event }) => event === 'Newchannel')
    .map((packet) => packet.get('Channel')!);
  return made.filter((name) => name.startsWith(`${prefix}-`)).at(-1)!;
}

export interface DialledCall {
  readonly exten: string;
  readonly context?: string;
  readonly callerId?: string;
  readonly timeoutMs?: number;
}

export function originate(client: PracticeClient, call: DialledCall): Promise<AmiPacket> {
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

export async function hangup(bench: PracticeBench, client: PracticeClient, channel: string): Promise<void> {
  await client.ask('Hangup', `Channel: ${channel}`, 'Cause: 16');
  await bench.pass(100);
}

/** A click-to-call on a PBX just started, 4.5 s later: with 201, 207 and 208 just answered. */
export async function calling(bench: PracticeBench, call: DialledCall): Promise<PracticeClient> {
  await bench.start();
  const client = await bench.login();
  await originate(client, call);
  await bench.pass(4500);
  return client;
}
