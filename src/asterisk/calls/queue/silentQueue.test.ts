import { expect, it } from 'vitest';
import { textsOf } from '../../testing/fieldStream.ts';
import { openRecording, replay } from '../../testing/replay.ts';

const queueCalls = ['12-queue-call', '12c-queue-ring-no-answer', '12f-queue-direct-member'] as const;

/** What Asterisk 11 leaves out without `eventwhencalled`. */
const leftOut = /^Agent(?:Called|Connect|Complete|RingNoAnswer|Dump)$/u;

it.each(queueCalls)('%s without eventwhencalled is the same call from the queue', (name) => {
  const recording = openRecording('11-sip', name);
  const packets = recording.packets.filter(({ event }) => !leftOut.test(event ?? ''));
  const silent = replay({ ...recording, packets });
  const told = replay(recording);
  // That the queue gave up, not the caller, is not told.
  const withoutOutcome = (texts: readonly string[]): string[] =>
    texts.map((text) => text.replace('noAnswer', 'cancelled'));
  expect(withoutOutcome(textsOf(silent))).toEqual(withoutOutcome(textsOf(told)));
  expect(silent.adapter.calls.silentQueue).toBe(silent.events[0]?.call.queue);
  expect(told.adapter.calls.silentQueue).toBeUndefined();
});

it('a click-to-call through a Local channel is none', () => {
  const { adapter, events } = replay(openRecording('11-sip', '01m-originate-local-channel'));
  expect(events[0]?.call.direction).toBe('outgoing');
  expect(adapter.calls.silentQueue).toBeUndefined();
});
