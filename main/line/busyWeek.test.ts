import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { recordedBytes } from '../../src/ami/testing/recordings.ts';
import { AmiPacket } from '../../src/ami/wire/packet.ts';
import { CallStory } from '../../src/asterisk/calls/story/callStory.ts';
import { AsteriskChannel } from '../../src/asterisk/pbx/channel.ts';
import { BusyWeek } from '../testing/busyWeek.ts';

/** How many of these are in the heap, garbage apart. */
function left(): readonly number[] {
  return [CallStory, AsteriskChannel, AmiPacket].map((kind) =>
    queryObjects(kind as never, { format: 'count' }),
  );
}

test('of 2,000 calls of the line nothing is left: no call, no channel, no packet, no timer', async () => {
  const week = new BusyWeek((name) => recordedBytes('22-pjsip', name));
  await week.start();
  await week.playUntil(200);
  // In two hours a channel whose hangup was not in the session is looked up, and let go.
  await week.pass(7_200_000);
  const { timers } = week;
  await week.playUntil(2_000);
  await week.pass(7_200_000);
  expect(week.host.line()).toMatchObject({ calls: [], queued: [] });
  expect(left()).toEqual([0, 0, 0]);
  // The heartbeat, and the look for other rights.
  expect(week.timers).toBe(timers);
  await week.host.stop();
  expect(week.timers).toBe(0);
});
