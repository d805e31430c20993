import { expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { isServiceChannel } from '../pbx/serviceChannel.ts';
import { breaches } from '../testing/contract.ts';
import { openRecording, type Recording, replay } from '../testing/replay.ts';

/** Hundreds of calls, or no calls at all: they show nothing more from a second line. */
const leftOut = /^(16|17|20|21|23)/u;

/** The phones that appear in a session. */
function devicesIn({ packets, dialect }: Recording): string[] {
  const devices = new Set<string>();
  for (const event of packets.flatMap((packet) => dialect.read(packet))) {
    if (event.type !== 'created') continue;
    const device = /^((?:PJ)?SIP\/\d+)-[0-9a-f]+$/u.exec(event.channel.name)?.[1];
    if (device !== undefined) devices.add(device);
  }
  return [...devices];
}

const rows = recordedPbxes.flatMap((pbx) =>
  recordingNames(pbx)
    .filter((name) => !leftOut.test(name))
    .flatMap((name) => devicesIn(openRecording(pbx, name)).map((device) => ({ pbx, name, device }))),
);

it.each(rows)('$pbx $name, seen from $device', ({ pbx, name, device }) => {
  const extension = device.slice(device.indexOf('/') + 1);
  const parties = new Set<string>();
  const { events, line, adapter } = replay(openRecording(pbx, name), {
    extension,
    device,
    before: (_packet, { adapter: heard }) => {
      for (const { remote, neighbour } of heard.stories()) {
        for (const party of [remote, neighbour]) parties.add(heard.channels.get(party)?.name ?? '');
      }
    },
  });
  expect([...parties].filter(isServiceChannel)).toEqual([]);
  expect(line.ignored).toBe(0);
  expect(breaches(events, adapter.stories().length)).toEqual([]);
});
