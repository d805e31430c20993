import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import type { Ending, Outcome } from '../../cti/outcome.ts';
import { openRecording, replay } from '../testing/replay.ts';

/** What the table was asked, and what it said; the answers are its own. */
const asked: { readonly ending: Ending; readonly outcome: Outcome }[] = [];
vi.mock(import('../../cti/outcome.ts'), async (original) => {
  const table = await original();
  return {
    ...table,
    outcomeOf: (ending) => {
      const outcome = table.outcomeOf(ending);
      asked.push({ ending, outcome });
      return outcome;
    },
  };
});

const lines = ['101', '102', '103'] as const;

/** One line of the table as it is used: what it was told of an end, and what it made of that. */
const row = ({ ending, outcome }: (typeof asked)[number]): string => {
  const { direction, connected, dialStatus = '-', cause = '-', rang, movedOn, servedElsewhere } = ending;
  if (connected) return `${direction} connected${movedOn === true ? ', moved on' : ''}: ${outcome}`;
  const unrung = direction === 'incoming' && rang !== true ? ', did not ring' : '';
  const served = servedElsewhere === true ? ', served elsewhere' : '';
  return `${direction} ${dialStatus} ${cause}${unrung}${served}: ${outcome}`;
};

describe.each(recordedPbxes)('the table of outcomes and the recorded sessions of %s', (pbx) => {
  beforeEach(() => {
    asked.length = 0;
  });

  it.each(recordingNames(pbx))('%s: asked once for each end, with what the PBX said', (name) => {
    const recording = openRecording(pbx, name);
    for (const extension of lines) {
      asked.length = 0;
      const { events } = replay(recording, { extension });
      const ends = events.flatMap(({ type, call }) =>
        type === 'RingFinished' && call.endReason === undefined ? [call] : [],
      );
      expect(asked.map(({ outcome }) => outcome)).toEqual(ends.map(({ outcome }) => outcome));
      for (const { ending } of asked) {
        const { cause, dialStatus } = ending;
        if (cause !== undefined) {
          const told = recording.packets.some(
            (packet) => packet.event === 'Hangup' && packet.get('Cause') === String(cause),
          );
          expect(told, `cause ${cause}`).toBe(true);
        }
        // A queue cancels its own dial when the member's time is up: that is no answer.
        if (dialStatus !== undefined && dialStatus !== 'NOANSWER') {
          const told = recording.packets.some((packet) => packet.get('DialStatus') === dialStatus);
          expect(told, dialStatus).toBe(true);
        }
      }
    }
  });
});

/** Direction, DIALSTATUS, cause. What is the same everywhere, and what only some say. */
const everywhere = [
  'incoming NOANSWER 16, served elsewhere: answeredElsewhere',
  'incoming connected, moved on: transferred',
  'incoming connected: answered',
  'outgoing BUSY 17: busy',
  'outgoing CONGESTION 34: failed',
  'outgoing connected, moved on: transferred',
  'outgoing connected: answered',
];
const pjsip = [
  'incoming - 17: rejected',
  'incoming - 26: answeredElsewhere',
  'incoming BUSY 17: rejected',
  'incoming CANCEL 127: cancelled',
  'incoming CANCEL 16: cancelled',
  'incoming CANCEL 26: answeredElsewhere',
  'incoming NOANSWER -: noAnswer',
  'outgoing - -: cancelled',
  'outgoing NOANSWER -: noAnswer',
  'outgoing NOANSWER 16: noAnswer',
];
const heard: Readonly<Record<(typeof recordedPbxes)[number], readonly string[]>> = {
  '11-sip': [
    ...everywhere,
    'incoming - -: noAnswer',
    'incoming - 17: rejected',
    'incoming - 26: answeredElsewhere',
    'incoming CANCEL 16: cancelled',
    'incoming NOANSWER 16: noAnswer',
    'outgoing NOANSWER 16: noAnswer',
  ],
  '16-pjsip': [...everywhere, ...pjsip, 'outgoing - 16: cancelled'],
  '22-pjsip': [...everywhere, ...pjsip],
};

it.each(recordedPbxes)('all that %s says of ends is written here', (pbx) => {
  asked.length = 0;
  for (const name of recordingNames(pbx)) {
    for (const extension of lines) replay(openRecording(pbx, name), { extension });
  }
  expect([...new Set(asked.map(row))].sort()).toEqual([...heard[pbx]].sort());
});
