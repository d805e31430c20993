import { expect, it } from 'vitest';
import { recordedBytes, recordingNames } from '../../ami/testing/recordings.ts';
import { AsteriskAdapter } from './adapter.ts';
import { isCallEvent } from '../../cti/event.ts';
import { newLine, reduce } from '../../cti/line.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { packetsOf } from '../recording/recording.ts';

/** A session with Uniqueids and channels that did not come before. */
function again(bytes: Buffer, round: number): Buffer {
  const text = bytes.toString('latin1');
  const ids = text.replaceAll(/\b(\d{10})\.(\d+)\b/g, (_all, s: string, n: string) => `${Number(s) + 100_000 * round}.${n}`); // prettier-ignore
  return Buffer.from(ids.replaceAll(/-0000([0-9a-f]{4})\b/g, `-${round.toString(16).padStart(4, '0')}$1`), 'latin1'); // prettier-ignore
}

/** Recorded sessions of every kind, so often that there are more than 2,000 calls on the PBX. */
it.each([
  ['11-sip', dialect1, 'SIP/101', 12],
  ['22-pjsip', dialect2, 'PJSIP/101', 12],
] as const)('nothing is left of 2,000 calls, %s', (pbx, dialect, device, rounds) => {
  const sessions = recordingNames(pbx).map((name) => recordedBytes(pbx, name));
  let line = newLine('101', device);
  let ids = 0;
  let created = 0;
  const own = new Set<string>();
  const adapter = new AsteriskAdapter({
    extension: '101',
    device,
    sendRingStartedOnRingingState: true,
    newId: () => `call-${++ids}`,
    emit: (event) => {
      line = reduce(line, event);
      if (isCallEvent(event)) own.add(event.call.id);
    },
  });
  const at = { monoMs: 0, wallMs: 1_800_000_000_000 };
  for (let round = 1; round <= rounds; round++) {
    for (const session of sessions) {
      for (const packet of packetsOf(again(session, round)).packets) {
        at.monoMs += 1;
        for (const event of dialect.read(packet)) {
          if (event.type === 'created') created += 1;
          adapter.handle(event, { ...at });
        }
      }
      // Some recordings end in the middle of a call.
      for (const { uniqueId, name } of [...adapter.channels.all()])
        adapter.handle({ type: 'hungUp', channel: { uniqueId, name }, cause: 16 }, { ...at });
    }
  }
  expect(created).toBeGreaterThan(4_000);
  expect(own.size).toBeGreaterThan(100);
  expect(adapter.channels.size).toBe(0);
  expect(adapter.stories().map(({ call }) => `${call.id} ${call.phase}`)).toEqual([]);
  expect(line.calls).toEqual([]);
  expect(line.queued).toEqual([]);
});
