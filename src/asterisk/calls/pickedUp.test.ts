import { expect, it } from 'vitest';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { recordedPbxes, type RecordedPbx } from '../../ami/testing/recordings.ts';
import { textsOf } from '../testing/fieldStream.ts';
import { deviceOf, openRecording, replay, type Recording } from '../testing/replay.ts';

/** A session in which a second leg of 101 picks up what rings at the first, with 103 in the place of that second leg. */
function takenByColleague(pbx: RecordedPbx, name: string): Recording {
  const recording = openRecording(pbx, name);
  const device = deviceOf(pbx, '101');
  const legs = recording.packets
    .filter(({ event }) => event === 'Newchannel')
    .map((packet) => packet.get('Channel') ?? '')
    .filter((channel) => channel.startsWith(`${device}-`));
  const second = legs[1] ?? '';
  const byColleague = (value: string): string => value.replaceAll(second, second.replace('/101-', '/103-'));
  const packets = recording.packets.map(
    ({ headers }) => new AmiPacket(headers.map(([key, value]) => [key, byColleague(value)] as const)),
  );
  return { ...recording, packets };
}

const rows = recordedPbxes.flatMap((pbx) =>
  ['90-answer-by-pickupchan', '91-answer-by-pickupchan-queue'].map((name) => ({ pbx, name })),
);

it.each(rows)('$pbx $name by a colleague: answered elsewhere', ({ pbx, name }) => {
  const texts = textsOf(replay(takenByColleague(pbx, name)));
  expect(texts).toHaveLength(2);
  expect(texts[1]).toBe('1 RingFinished answeredElsewhere cause=26');
});

it.each(rows)('$pbx $name, seen by the colleague: one call, with the caller', ({ pbx, name }) => {
  const { events } = replay(takenByColleague(pbx, name), { extension: '103', device: deviceOf(pbx, '103') });
  expect(new Set(events.map(({ call }) => call.id)).size).toBe(1);
  const connected = events.find(({ type }) => type === 'CommutationStarted');
  expect(connected).toBeDefined();
  expect(events.at(-1)).toMatchObject({ type: 'RingFinished', call: { number: '201', outcome: 'answered' } });
});
