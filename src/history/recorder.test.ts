import { expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../ami/testing/recordings.ts';
import { openRecording, replay } from '../asterisk/testing/replay.ts';
import type { Call } from '../cti/call.ts';
import { newCall } from '../cti/testing/arbitraries.ts';
import { historyCallOf, historyCallSchema, type HistoryCall } from './historyCall.ts';
import { HistoryRecorder } from './recorder.ts';

class Book {
  readonly rows = new Map<string, HistoryCall>();
  readonly stood: (readonly string[])[] = [];
  readonly recorder = new HistoryRecorder({
    put: (call) => this.rows.set(call.id, historyCallSchema.parse(call)),
    endAllBut: (standing) => this.stood.push(standing),
  });
}

const at = { monoMs: 1, wallMs: 1 };
const call: Call = { ...newCall('a', 'incoming', at), name: '' };
const talking: Call = { ...call, state: 'talking', phase: 'talking', connectedAt: 2 };
const transferred: Call = { ...talking, state: 'ended', phase: 'ended', endedAt: 9, outcome: 'transferred' };

const rows = recordedPbxes.flatMap((pbx) => recordingNames(pbx).map((name) => ({ pbx, name })));

it.each(rows)('$pbx $name: one row for each call, as its events leave it', ({ pbx, name }) => {
  const { events } = replay(openRecording(pbx, name));
  const book = new Book();
  const last = new Map<string, Call>();
  for (const event of events) {
    book.recorder.hear(event);
    last.set(event.call.id, event.call);
  }
  expect([...book.rows.keys()].sort()).toEqual([...last.keys()].sort());
  for (const [id, now] of last) {
    const { transferredTo, ...row } = book.rows.get(id) ?? historyCallOf(now);
    expect(row).toEqual(historyCallOf(now));
    expect(row.endedAt === undefined).toBe(now.state !== 'ended');
    expect(row.outcome).toBe(now.outcome);
    if (transferredTo !== undefined) expect(now.outcome).toBe('transferred');
  }
});

it('a call that rings is written before anybody knows how it ends', () => {
  const book = new Book();
  book.recorder.hear({ type: 'RingStarted', at, call });
  expect(book.rows.get('a')).toMatchObject({ direction: 'incoming', number: '201' });
  expect(book.rows.get('a')).not.toHaveProperty('endedAt');
});

it('the keys that came with a number are not written', () => {
  const book = new Book();
  book.recorder.hear({ type: 'RingStarted', at, call: { ...call, keys: '4711#' } });
  expect(JSON.stringify([...book.rows.values()])).not.toContain('4711');
});

it('a call that was sent away by command says to whom', () => {
  const book = new Book();
  book.recorder.hear({ type: 'CommutationStarted', at, call: talking });
  book.recorder.sent('a', '102');
  expect(book.rows.get('a')).not.toHaveProperty('transferredTo');
  book.recorder.hear({ type: 'RingFinished', at, call: transferred });
  expect(book.rows.get('a')).toMatchObject({ transferredTo: '102' });
});

it.each([true, false])(
  'one handed over after asking says to whom, whichever end is told first: %s',
  (first) => {
    const book = new Book();
    const asked: Call = { ...talking, id: 'b', number: '103', direction: 'outgoing', consultFor: 'a' };
    book.recorder.hear({ type: 'CommutationStarted', at, call: talking });
    book.recorder.hear({ type: 'CommutationStarted', at, call: asked });
    const ends = [
      transferred,
      { ...asked, state: 'ended', phase: 'ended', endedAt: 9, outcome: 'answered' } as const,
    ];
    for (const ended of first ? ends : ends.toReversed())
      book.recorder.hear({ type: 'RingFinished', at, call: ended });
    expect(book.rows.get('a')).toMatchObject({ transferredTo: '103' });
  },
);

it('what stands after a login is reported, and what does not stand any more', () => {
  const book = new Book();
  book.recorder.hear({ type: 'ActiveCallSnapshot', at, calls: [talking] });
  expect(book.stood).toEqual([['a']]);
  expect(book.rows.get('a')).toMatchObject({ connectedAt: 2 });
});

it('one that a colleague took says who, once that is known', () => {
  const book = new Book();
  const by = { extension: '102', name: 'Bela Blau' };
  book.recorder.hear({ type: 'RingStarted', at, call });
  const taken: Call = { ...call, state: 'ended', phase: 'ended', endedAt: 9, outcome: 'answeredElsewhere' };
  book.recorder.hear({ type: 'RingFinished', at, call: taken });
  expect(book.rows.get('a')).not.toHaveProperty('answeredBy');
  book.recorder.hear({ type: 'AnsweredElsewhere', at, callId: 'a', by });
  book.recorder.hear({ type: 'AnsweredElsewhere', at, callId: 'another', by });
  expect([...book.rows.values()]).toMatchObject([{ outcome: 'answeredElsewhere', answeredBy: by }]);
});

it('a call that ends before the command is through says to whom it was sent', () => {
  const book = new Book();
  book.recorder.hear({ type: 'CommutationStarted', at, call: talking });
  book.recorder.hear({ type: 'RingFinished', at, call: transferred });
  expect(book.rows.get('a')).not.toHaveProperty('transferredTo');
  book.recorder.sent('a', '102');
  expect(book.rows.get('a')).toMatchObject({ outcome: 'transferred', transferredTo: '102' });
  book.recorder.sent('another', '103');
  expect([...book.rows.keys()]).toEqual(['a']);
});
