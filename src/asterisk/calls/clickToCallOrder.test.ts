import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../../cti/event.ts';
import { breaches, shownTwice } from '../testing/contract.ts';
import { eventTexts } from '../testing/eventText.ts';
import { replay } from '../testing/replay.ts';
import { sessionOf } from '../testing/script.ts';
import { both, connects, dials, goes, goesAfter, lifts, rings } from '../testing/stories.ts';
import { ordersOf, type Thread } from '../testing/threads.ts';

const callId = 'ours';
const own = 'PJSIP/101-2';
const other = 'PJSIP/201-3';

/**
 * The panel has asked for a call to 201. Beside what `scriptOf` knows: `taken` is the PBX's answer to the action, `originated 4` its
 * report of what came of it, with its reason, of a leg or of none.
 */
function toldOf(order: string): string[] {
  const { adapter, dialect, events } = replay({ ...sessionOf(''), packets: [] });
  const at = { monoMs: 1, wallMs: 1 };
  adapter.beginCall(callId, '201', at);
  adapter.expectLeg(callId, 'dial', '9.2');
  for (const line of order.split('\n')) {
    const [verb, reason = '', leg] = line.split(' ');
    if (verb === 'taken') adapter.taken(callId, 'a-1', at);
    else if (verb === 'originated') {
      const success = reason === '4';
      const uniqueId = leg === undefined ? {} : { uniqueId: '9.2' };
      adapter.handle(
        { type: 'originated', actionId: 'a-1', success, reason: Number(reason), ...uniqueId },
        at,
      );
    } else
      for (const event of sessionOf(line).packets.flatMap((packet) => dialect.read(packet)))
        adapter.handle(event, at);
  }
  expect([...breaches(events), ...shownTwice(adapter)], order).toEqual([]);
  expect(adapter.stories(), order).toEqual([]);
  expect(new Set(events.map(({ call }) => call.id)), order).toEqual(new Set([callId]));
  return eventTexts(events.filter((event) => isCallEvent(event) && event.type !== 'CallInfoChanged'));
}

function expectTold(threads: readonly Thread[], ends: readonly string[]): void {
  const told = new Map<string, string>();
  for (const order of ordersOf(threads, 200)) {
    const text = toldOf(order)
      .map((line) => line.replace(/ (?:outgoing )?201(?: "[^"]*")?$/u, '').replace(' outgoing', ''))
      .join('\n');
    if (!told.has(text)) told.set(text, order);
  }
  for (const [text, order] of told) expect(text, order).toBe(ends.join('\n'));
}

/** The thread that Originate has made: it calls the agent's phone, and then runs the dial plan with it. */
const phoneIsCalled: Thread = [
  // The client hands on what comes behind an answer once that was taken in.
  'taken',
  `new ${own} down - 101&Anna | is ${own} made`,
  `dial - ${own} | is dialled`,
];
const phoneLifts: Thread = [...rings(own), `state ${own} up | is lifted`];

describe('a call that the panel dials, in any order of the threads', () => {
  it('is answered, and the other party hangs up', () => {
    expectTold(
      [
        [
          ...phoneIsCalled,
          `originated 4 ${own} | after lifted | is reported`,
          ...dials(own, other, '201&Kim'),
          ...connects(own, other),
          ...goesAfter(other, own),
        ],
        phoneLifts,
        [...lifts(other), ...both(own, other, goes(other))],
      ],
      ['1 RingStarted', '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });

  it('is reported by Asterisk while the dial plan goes on already', () => {
    expectTold(
      [
        [`originated 4 ${own} | after lifted | after dialled`],
        [
          ...phoneIsCalled,
          `${dials(own, other, '201&Kim')[0]!} | after lifted`,
          ...dials(own, other, '201&Kim').slice(1),
          `ended ${own} ${other} BUSY | after ${other} ringing`,
          `hangup ${other} 17`,
          `hangup ${own} 17`,
        ],
        phoneLifts,
        rings(other),
      ],
      ['1 RingStarted', '1 AbonentBusy', '1 RingFinished busy cause=17'],
    );
  });

  it.each([
    ['there is no answer', 3, 19, 'cancelled phoneNotAnswered cause=19'],
    ['the phone is busy', 5, 17, 'failed phoneBusy cause=17'],
    ['the phone declines', 5, 21, 'cancelled phoneRejected cause=21'],
    ['the phone is not there', 0, 20, 'failed phoneUnreachable cause=20'],
    ['the phone is busy, and its leg does not say so', 5, 0, 'failed phoneBusy cause=-'],
    ['nothing more is known', 8, 0, 'failed phoneUnreachable cause=-'],
  ])('comes to nothing: %s', (_what, reason, cause, end) => {
    expectTold(
      [
        [...phoneIsCalled, `hangup ${own} ${cause} | after ${own} ringing`],
        rings(own),
        [`originated ${reason} | after ${own} ringing | after dialled`],
      ],
      [`1 RingFinished ${end}`],
    );
  });
});
