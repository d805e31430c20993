import { afterAll, expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { openRecording, replay } from '../../asterisk/testing/replay.ts';
import type { Call } from '../../cti/call.ts';
import type { CallEvent } from '../../cti/event.ts';
import type { HistoryCall } from '../historyCall.ts';
import { HistoryRecorder } from '../recorder.ts';
import { HistoryDatabase } from './database.ts';

const database = new HistoryDatabase(':memory:');
afterAll(() => database.close());

/** More cuts than these of one recording show nothing more; they are spread over all of it. */
const maxCuts = 16;
const at = { monoMs: 1, wallMs: 1 };
const all = { offset: 0, limit: 500 };

/** Offhook, on a line, from a start on. */
function started(line: string): HistoryRecorder {
  return new HistoryRecorder({
    put: (call) => database.put(line, [call], 0),
    endAllBut: (standing) => database.endAllBut(line, standing),
  });
}

/** All rows of a line, also those of consultations. */
function rowsOf(line: string): Map<string, HistoryCall> {
  const shown = database.calls(line, { text: '', filter: 'all' }, all);
  const rows = shown.flatMap(({ id }) => database.withConsultations(line, id));
  return new Map(rows.map((row) => [row.id, row]));
}

function standingAfter(events: readonly CallEvent[]): readonly Call[] {
  const last = new Map(events.map(({ call }) => [call.id, call]));
  return [...last.values()].filter(({ state }) => state !== 'ended');
}

function cutsOf(count: number): readonly number[] {
  const step = Math.max(1, count / maxCuts);
  return Array.from({ length: Math.min(count, maxCuts) }, (_, index) => Math.floor(index * step) + 1);
}

const recordings = recordedPbxes.flatMap((pbx) => recordingNames(pbx).map((name) => ({ pbx, name })));

it.each(recordings)(
  '$pbx $name: the file is the fold of its events, also with a crash in between',
  ({ pbx, name }) => {
    const { events } = replay(openRecording(pbx, name));
    const whole = `${pbx} ${name}`;
    const recorder = started(whole);
    for (const event of events) recorder.hear(event);
    const expected = rowsOf(whole);
    expect([...expected.keys()].sort()).toEqual([...new Set(events.map(({ call }) => call.id))].sort());

    for (const cut of cutsOf(events.length)) {
      const standing = standingAfter(events.slice(0, cut));
      const line = `${whole} ${cut}`;
      const before = started(line);
      for (const event of events.slice(0, cut)) before.hear(event);
      const after = started(line);
      after.hear({ type: 'ActiveCallSnapshot', at, calls: standing });
      for (const event of events.slice(cut)) after.hear(event);
      expect(rowsOf(line), `after ${cut} events`).toEqual(expected);

      // The same crash, and nothing stands any more.
      const gone = `${line} gone`;
      const alone = started(gone);
      for (const event of events.slice(0, cut)) alone.hear(event);
      started(gone).hear({ type: 'ActiveCallSnapshot', at, calls: [] });
      const rows = [...rowsOf(gone).values()];
      expect(rows).toHaveLength(new Set(events.slice(0, cut).map(({ call }) => call.id)).size);
      for (const { id, startedAt, connectedAt, endedAt, approximate } of rows) {
        expect(endedAt).toBeGreaterThanOrEqual(connectedAt ?? startedAt);
        if (standing.some((call) => call.id === id)) expect(approximate).toBe(true);
      }
    }
  },
);
