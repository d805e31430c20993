import { expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { deviceOf, openRecording, replay } from '../testing/replay.ts';

/** Who has which number in the recorded sessions; others have none of these names. */
const numbers: Readonly<Record<string, string>> = {
  'Agent One': '101',
  'Agent Two': '102',
  'Customer Alpha': '201',
  'Customer Beta': '202',
};

const rows = recordedPbxes.flatMap((pbx) =>
  recordingNames(pbx)
    .filter((name) => /^(0[1-9]|1[0-3]|9)/u.test(name))
    .flatMap((name) => ['101', '102', '201', '202'].map((extension) => ({ pbx, name, extension }))),
);

it.each(rows)('$pbx $name, line $extension: number and name are of one party', ({ pbx, name, extension }) => {
  const { events } = replay(openRecording(pbx, name), { extension, device: deviceOf(pbx, extension) });
  // What was dialled (a queue, a number with a prefix) leads to a person, and stays the number of the call.
  const isPersons = (number: string): boolean => Object.values(numbers).includes(number);
  const mixed = events.filter(
    ({ call }) => isPersons(call.number) && call.name in numbers && numbers[call.name] !== call.number,
  );
  expect(mixed.map(({ type, call }) => `${type} ${call.number} ${call.name}`)).toEqual([]);
});
