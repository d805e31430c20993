import { describe, expect, it } from 'vitest';
import { type CallEvent, isCallEvent } from '../../../cti/event.ts';
import type { Instant } from '../../../cti/instant.ts';
import { type Line, newLine, reduce } from '../../../cti/line.ts';
import type { ChannelEvent } from '../../dialect/channelEvent.ts';
import { breaches, shownTwice } from '../../testing/contract.ts';
import { sessionOf } from '../../testing/script.ts';
import { ShadowPbx } from '../../testing/shadowPbx.ts';
import { both, connects, dials, goes, goesAfter, lifts, rings, ringsAtBoth } from '../../testing/stories.ts';
import { ordersOf, type Thread } from '../../testing/threads.ts';
import { AsteriskAdapter } from '../adapter.ts';
import { rebuild } from './rebuild.ts';

/** The link breaks before the event `login`; the PBX is asked again, and answers as it is before `snapshot`. */
interface Gap {
  readonly login: number;
  readonly snapshot: number;
}

interface Outcome {
  readonly events: readonly CallEvent[];
  readonly line: Line;
  readonly wrong: readonly string[];
}

function play(happened: readonly ChannelEvent[], { login, snapshot }: Gap): Outcome {
  const events: CallEvent[] = [];
  const wrong: string[] = [];
  let line = newLine('101', 'PJSIP/101');
  let ids = 0;
  let nowMs = 0;
  const now = (): Instant => ({ monoMs: nowMs, wallMs: 1_000_000 + nowMs });
  const adapter = new AsteriskAdapter({
    extension: '101',
    device: 'PJSIP/101',
    sendRingStartedOnRingingState: true,
    newId: () => `call-${++ids}`,
    emit: (event) => {
      line = reduce(line, event);
      if (isCallEvent(event)) events.push(event);
    },
  });
  const pbx = new ShadowPbx(false);
  for (const [index, event] of [...happened, undefined].entries()) {
    nowMs += 10;
    if (index === login) adapter.forgetChannels();
    if (index === snapshot) {
      const calls = rebuild(adapter, pbx.snapshot(nowMs), { pen: 'offhook' }, now());
      line = reduce(line, { type: 'ActiveCallSnapshot', at: now(), calls });
      wrong.push(...shownTwice(adapter));
    }
    if (event === undefined) break;
    pbx.handle(event, nowMs);
    if (index < login || index >= snapshot) adapter.handle(event, now());
  }
  return { events, line, wrong };
}

/** Wherever the link breaks in whatever order: one call at most, which ends once, and as itself. */
function expectOneCall(threads: readonly Thread[], direction: 'incoming' | 'outgoing', number: string): void {
  for (const order of ordersOf(threads, 12)) {
    const session = sessionOf(order);
    const happened = session.packets.flatMap((packet) => session.dialect.read(packet));
    for (let login = 0; login <= happened.length; login += 1) {
      for (const missed of [0, 2]) {
        const gap = { login, snapshot: Math.min(login + missed, happened.length) };
        const { events, line, wrong } = play(happened, gap);
        const where = `${JSON.stringify(gap)}\n${order}`;
        expect(wrong, where).toEqual([]);
        expect(line.ignored, where).toBe(0);
        expect(line.calls, where).toEqual([]);
        const known = new Map(events.map(({ call }) => [call.id, call]));
        expect(
          [...known.values()].map((call) => call.direction),
          where,
        ).toEqual([...known.keys()].map(() => direction));
        expect(known.size, where).toBeLessThanOrEqual(1);
        for (const call of known.values()) expect([number, ''], where).toContain(call.number);
        const begun = events.filter(({ call }) => call.ringingAt !== undefined);
        expect(breaches(begun), where).toEqual([]);
      }
    }
  }
}

const customer = 'PJSIP/trunk-1';
const phone = 'PJSIP/101-2';
const colleague = 'PJSIP/102-3';
const comes = `new ${customer} ring 101 201&Kim`;

describe('a link that breaks at any moment of any order of the threads', () => {
  it('of a call that is answered', () => {
    expectOneCall(
      [
        [comes, ...dials(customer, phone), ...connects(customer, phone), ...goesAfter(phone, customer)],
        [...lifts(phone), ...both(customer, phone, goes(phone))],
      ],
      'incoming',
      '201',
    );
  });

  it('of a call that is missed', () => {
    expectOneCall(
      [
        [
          comes,
          ...dials(customer, phone),
          `ended ${customer} ${phone} CANCEL | after ${phone} ringing`,
          `hangup ${phone} 0`,
          `hangup ${customer} 0`,
        ],
        rings(phone),
      ],
      'incoming',
      '201',
    );
  });

  it('of a call that a colleague takes', () => {
    expectOneCall(ringsAtBoth(comes, { caller: customer, phone, colleague }), 'incoming', '201');
  });

  it.each([
    ['is answered', 'ANSWER'],
    ['is busy', 'BUSY'],
  ])('of a call from the phone that %s', (_what, status) => {
    const own = 'PJSIP/101-1';
    const other = 'PJSIP/201-2';
    const dialled = [`new ${own} ring 201 101&Anna`, ...dials(own, other, '201&Kim')];
    const answered: Thread[] = [
      [...dialled, ...connects(own, other), ...both(own, other, goes(own))],
      [...lifts(other), ...goesAfter(own, other)],
    ];
    const busy: Thread[] = [
      [
        ...dialled,
        `ended ${own} ${other} BUSY | after ${other} ringing`,
        `hangup ${other} 17`,
        `hangup ${own} 17`,
      ],
      rings(other),
    ];
    expectOneCall(status === 'ANSWER' ? answered : busy, 'outgoing', '201');
  });
});
