import { describe, expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import type { CallEvent } from '../../cti/event.ts';
import { breaches } from '../testing/contract.ts';
import { eventTexts } from '../testing/eventText.ts';
import { expectedEvents, expectedWatched } from '../testing/expectation.ts';
import { expectations } from '../testing/expectedEvents.ts';
import { ourCommands } from '../testing/ourCommands.ts';
import { openRecording, replay } from '../testing/replay.ts';

const withoutInfo = (events: readonly CallEvent[]): CallEvent[] =>
  events.filter(({ type }) => type !== 'CallInfoChanged');

it('expect nothing of a session that was not recorded', () => {
  const recorded = new Set(recordedPbxes.flatMap(recordingNames));
  expect(expectations.filter(({ scenario }) => !recorded.has(scenario))).toEqual([]);
});

describe.each(recordedPbxes)('the recorded sessions of %s', (pbx) => {
  const names = recordingNames(pbx);

  it('have an expectation each', () => {
    const expected = new Set(expectations.map(({ scenario }) => scenario));
    expect(names.filter((name) => !expected.has(name))).toEqual([]);
  });

  const here = expectations.filter(({ scenario }) => names.includes(scenario));
  const rows = here.map((expectation) => {
    const { scenario, line = '101', knownGap } = expectation;
    return { title: `${scenario}, line ${line}${knownGap === undefined ? '' : ' (known gap)'}`, expectation };
  });

  it.for(rows)('$title', ({ expectation }, { task }) => {
    const { scenario, line = '101', unfinished, channelsLeft, knownGap, differs } = expectation;
    const because = differs?.on[pbx] === undefined ? {} : { because: differs.because };
    const gap = knownGap === undefined ? {} : { knownGap };
    // For docs/scenarios.md.
    Object.assign(task.meta, {
      replayed: { scenario, line, pbx, events: expectedEvents(expectation, pbx), ...because, ...gap },
    });
    const recording = openRecording(pbx, scenario);
    const commanding = replay(recording, { extension: line, before: ourCommands(recording, line) });
    const watching = replay(recording, { extension: line });
    const early = replay(recording, {
      extension: line,
      before: ourCommands(recording, line),
      sendRingStartedOnRingingState: false,
    });

    expect(eventTexts(commanding.events)).toEqual(expectedEvents(expectation, pbx));
    const plain = eventTexts(withoutInfo(commanding.events));
    expect(eventTexts(withoutInfo(watching.events)), 'told by a panel that only watches').toEqual(
      expectedWatched(expectation, pbx) ?? plain,
    );
    expect(eventTexts(withoutInfo(early.events)), 'told with RingStarted at the dial').toEqual(plain);

    const isUnfinished = unfinished?.on.includes(pbx) === true;
    for (const { events, line: sum, adapter } of [commanding, watching, early]) {
      expect(breaches(events, isUnfinished ? 1 : 0)).toEqual([]);
      expect(sum.ignored).toBe(0);
      expect(sum.calls).toHaveLength(isUnfinished ? 1 : 0);
      expect(adapter.stories()).toHaveLength(isUnfinished ? 1 : 0);
      if (channelsLeft?.on.includes(pbx) !== true) expect(adapter.channels.size).toBe(0);
    }
  });
});
