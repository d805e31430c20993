import { expect, it } from 'vitest';
import { recordedPbxes } from '../../ami/testing/recordings.ts';
import { openRecording, replay } from '../testing/replay.ts';

it.each(recordedPbxes)('who withholds their number stays unnamed to the end of the call, on %s', (pbx) => {
  const { events } = replay(openRecording(pbx, '03-incoming-answered-by-phone'), {
    before: (_packet, { adapter, now }) => {
      for (const story of adapter.stories())
        if (story.announced && !story.isWithheld) adapter.withhold(story.call.id, now());
    },
  });
  expect(events.at(-1)).toMatchObject({ type: 'RingFinished', call: { number: '', name: '' } });
});
