import { expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { isServiceChannel } from '../pbx/serviceChannel.ts';
import { breaches, shownTwice } from '../testing/contract.ts';
import { devicesIn, openRecording, type Replayed, replay } from '../testing/replay.ts';

/** Hundreds of calls, or no calls at all: they show nothing more from a second line. */
const leftOut = /^(16|17|20|21|23)/u;

/** What may put a call on hold for the agent: a Hold or music, a parking, a consultation that this line began. */
function isHoldOf(extension: string, event: string | undefined, { adapter }: Replayed): boolean {
  if (event === 'Hold' || event === 'MusicOnHold' || event === 'MusicOnHoldStart' || event === 'ParkedCall')
    return true;
  return [...adapter.channels.all()].some(
    ({ name, callerNumber }) =>
      name.startsWith('Local/') && name.endsWith(';2') && callerNumber === extension,
  );
}

const rows = recordedPbxes.flatMap((pbx) =>
  recordingNames(pbx)
    .filter((name) => !leftOut.test(name))
    .flatMap((name) => devicesIn(openRecording(pbx, name)).map((device) => ({ pbx, name, device }))),
);

it.each(rows)('$pbx $name, seen from $device', ({ pbx, name, device }) => {
  const extension = device.slice(device.indexOf('/') + 1);
  const parties = new Set<string>();
  const wrong: string[] = [];
  let told = 0;
  let last: string | undefined;
  const { events, line, adapter } = replay(openRecording(pbx, name), {
    extension,
    device,
    before: (packet, heard) => {
      for (const { type, call, ...event } of heard.events.slice(told)) {
        const byAgent = 'by' in event && event.by === 'agent';
        if (type === 'PutHoldAction' && byAgent && !isHoldOf(extension, last, heard))
          wrong.push(`${call.id} held at ${last}`);
      }
      told = heard.events.length;
      last = packet.event;
      wrong.push(...shownTwice(heard.adapter).map((ids) => `${ids} are one, before ${packet.event}`));
      for (const { remote, neighbour } of heard.adapter.stories()) {
        for (const party of [remote, neighbour]) parties.add(heard.adapter.channels.get(party)?.name ?? '');
      }
    },
  });
  expect([...parties].filter(isServiceChannel)).toEqual([]);
  expect(wrong).toEqual([]);
  expect(line.ignored).toBe(0);
  expect(breaches(events, adapter.stories().length)).toEqual([]);
});
