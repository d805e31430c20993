import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { openRecording, replay } from '../testing/replay.ts';
import { AsteriskChannels } from './channels.ts';

const count = 6;
const nameOf = (index: number): string => `SIP/${100 + (index % 3)}-0000000${index}`;
const subject = fc.nat({ max: count - 1 });

const step = fc.oneof(
  fc.record({ do: fc.constant('learn' as const), of: subject, number: fc.constantFrom('', '101', '102') }),
  fc.record({ do: fc.constant('link' as const), of: subject }),
  fc.record({ do: fc.constant('dial' as const), of: subject, by: fc.option(subject, { nil: undefined }) }),
  fc.record({
    do: fc.constant('meet' as const),
    of: subject,
    in: fc.constantFrom('room', 'hall', undefined),
  }),
  fc.record({ do: fc.constant('rename' as const), of: subject, to: subject, as: fc.constantFrom('', '<MASQ>', '<ZOMBIE>') }), // prettier-ignore
  fc.record({ do: fc.constant('remove' as const), of: subject }),
  fc.record({ do: fc.constant('clear' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

function take(channels: AsteriskChannels, each: Step): void {
  if (each.do === 'clear') return channels.clear();
  const uniqueId = `1.${each.of}`;
  if (each.do === 'learn') {
    channels.learn({ uniqueId, name: nameOf(each.of), callerNumber: each.number });
    return;
  }
  const channel = channels.get(uniqueId);
  if (channel === undefined) return;
  if (each.do === 'link') channel.learn({ uniqueId, name: '', linkedId: uniqueId });
  else if (each.do === 'dial') channel.dialledBy = each.by === undefined ? undefined : `1.${each.by}`;
  else if (each.do === 'meet') channel.conference = each.in;
  else if (each.do === 'rename') channels.rename(channel, `${nameOf(each.to)}${each.as}`);
  else channels.remove(channel);
}

describe('what channels are looked up by', () => {
  it('finds those that a look at all of them would find, whatever has happened to them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const channels = new AsteriskChannels();
        for (const each of steps) take(channels, each);
        const all = [...channels.all()];
        for (let index = 0; index < count; index += 1) {
          const id = `1.${index}`;
          const device = `SIP/${100 + index}`;
          expect(new Set(channels.dialledFrom(id))).toEqual(
            new Set(all.filter((each) => each.dialledBy === id)),
          );
          expect(new Set(channels.ofDevice(device))).toEqual(new Set(all.filter((each) => each.device === device))); // prettier-ignore
        }
        for (const room of ['room', 'hall'])
          expect(new Set(channels.inConference(room))).toEqual(new Set(all.filter((each) => each.conference === room))); // prettier-ignore
        for (const number of ['101', '102'])
          expect(new Set(channels.withNumber(number))).toEqual(
            new Set(all.filter((each) => each.linkedId === undefined && each.callerNumber === number)),
          );
      }),
    );
  });

  it.each(recordedPbxes)('is enough to follow calls by: nothing looks at all channels, %s', (pbx) => {
    const looks = vi.spyOn(AsteriskChannels.prototype, 'all');
    for (const name of recordingNames(pbx)) replay(openRecording(pbx, name));
    expect(looks).not.toHaveBeenCalled();
    looks.mockRestore();
  });
});
