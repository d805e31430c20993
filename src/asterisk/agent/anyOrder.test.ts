import { describe, expect, it } from 'vitest';
import { replay } from '../testing/replay.ts';
import { sessionOf } from '../testing/script.ts';
import { connects, dials, goes, goesAfter, lifts, rings } from '../testing/stories.ts';
import { ordersOf, type Thread } from '../testing/threads.ts';
import { AbandonedBoard } from './abandonedBoard.ts';
import { ElsewhereBoard } from './elsewhereBoard.ts';
import { RingingBoard } from './ringingBoard.ts';

const customer = 'PJSIP/trunk-1';
const phone = 'PJSIP/101-2';
const colleague = 'PJSIP/102-3';
const comes = `new ${customer} ring 101 201&Kim`;

/** What line 101 learns of other people's calls while its own are followed. */
interface Seen {
  readonly reached: readonly string[];
  readonly taken: readonly string[];
  readonly gaveUp: readonly string[];
  /** Each change once. */
  readonly ringing: readonly string[];
}

function seenIn(order: string): Seen {
  const seen = {
    reached: [] as string[],
    taken: [] as string[],
    gaveUp: [] as string[],
    ringing: [] as string[],
  };
  const session = sessionOf(order);
  const { adapter, dialect, events, now } = replay({ ...session, packets: [] });
  const abandoned = new AbandonedBoard(adapter.channels);
  abandoned.await((number) => number === '201');
  const elsewhere = new ElsewhereBoard(adapter);
  const line = { extension: '101', device: 'PJSIP/101', colleagues: ['101', '102', '103'] };
  const board = new RingingBoard(adapter.channels, line);
  let heard = 0;
  for (const event of session.packets.flatMap((packet) => dialect.read(packet))) {
    adapter.handle(event, now());
    for (const { number, way, by } of abandoned.reached(event))
      seen.reached.push(`${number} ${way} ${by.extension}`);
    const gone = abandoned.gaveUp(event, now());
    if (gone !== undefined) seen.gaveUp.push(gone.number);
    const calls = events.slice(heard).map(({ call }) => elsewhere.hear(call));
    heard = events.length;
    for (const taken of [...calls, ...elsewhere.follow(event)])
      if (taken !== undefined) seen.taken.push(taken.by.extension);
    board.hear(event);
    const text = board.ringing.map(({ extension, number }) => `${extension} by ${number}`).join();
    if (text !== (seen.ringing.at(-1) ?? '')) seen.ringing.push(text);
  }
  return seen;
}

/** In every order of the threads the same is seen. */
function expectSeen(threads: readonly Thread[], expected: Partial<Seen>): void {
  for (const order of ordersOf(threads)) expect(seenIn(order), order).toMatchObject(expected);
}

describe('a customer whom a colleague gets, in any order of the threads', () => {
  it('by the queue, is reached once, and seen to ring there until then', () => {
    expectSeen(
      [
        [
          `new ${customer} ring 5000 201&Kim`,
          `join ${customer} support`,
          ...dials(customer, colleague, '102&Bela').map((line, at) =>
            at === 1 ? `${line} | is ${colleague} dialled` : line,
          ),
          ...connects(customer, colleague),
          ...goesAfter(colleague, customer),
        ],
        [
          ...rings(colleague),
          `state ${colleague} up | after ${colleague} dialled | is ${colleague} up`,
          `enter b ${colleague} | after ${colleague} answered`,
          `left b ${colleague} | after ${customer} there | is ${colleague} gone`,
        ],
      ],
      { reached: ['201 calledAgain 102'], taken: [], ringing: ['102 by 201', ''] },
    );
  });

  it('by the queue through a Local channel, is reached once', () => {
    const [one, two] = ['Local/102@from-queue-7;1', 'Local/102@from-queue-7;2'];
    expectSeen(
      [
        [
          `new ${customer} ring 5000 201&Kim`,
          `new ${one} down`,
          `new ${two} ring 102 | is halves`,
          `dial ${customer} ${one}`,
          `enter a ${customer} | after ${two} up`,
        ],
        [
          `new ${colleague} down - 102&Bela | after halves | is ${colleague} made`,
          `dial ${two} ${colleague}`,
          `ended ${two} ${colleague} ANSWER | after ${colleague} up | is ${colleague} answered`,
          `state ${two} up | is ${two} up`,
          `enter b ${two}`,
        ],
        [`enter a ${one} | after ${two} up`],
        lifts(colleague),
      ],
      { reached: ['201 calledAgain 102'], taken: [] },
    );
  });

  it('by dialling their number, is called back', () => {
    const trunk = 'PJSIP/trunk-4';
    expectSeen(
      [
        [
          `new ${colleague} ring 201 102&Bela`,
          ...dials(colleague, trunk, '201'),
          ...connects(colleague, trunk),
        ],
        lifts(trunk),
      ],
      { reached: ['201 calledBack 102'], taken: [], ringing: [] },
    );
  });

  it('after their phone has rung here, too, is known as taken by that colleague', () => {
    expectSeen(
      [
        [
          comes,
          ...dials(customer, phone),
          ...dials(customer, colleague),
          `ended ${customer} ${phone} CANCEL | after ${colleague} up`,
          `hangup ${phone} 26`,
          ...connects(customer, colleague),
        ],
        rings(phone),
        [
          ...rings(colleague),
          `state ${colleague} up | after ${phone} ringing | is ${colleague} up`,
          `enter b ${colleague} | after ${colleague} answered`,
        ],
      ],
      { taken: ['102'], reached: ['201 calledAgain 102'] },
    );
  });
});

describe('a customer whom no one gets, in any order of the threads', () => {
  it('rings here and at a colleague, and has talked with no one', () => {
    expectSeen(
      [
        [
          comes,
          ...dials(customer, phone),
          ...dials(customer, colleague),
          `ended ${customer} ${phone} CANCEL | after ${phone} ringing | after ${colleague} ringing`,
          `hangup ${phone} 0`,
          `ended ${customer} ${colleague} CANCEL`,
          `hangup ${colleague} 0`,
          `hangup ${customer} 0`,
        ],
        rings(phone),
        rings(colleague),
      ],
      { reached: [], taken: [], ringing: ['102 by 201', ''] },
    );
  });
});

describe('the agent’s own call, in any order of the threads', () => {
  it('from the queue is reached by the agent', () => {
    expectSeen(
      [
        [comes, ...dials(customer, phone), ...connects(customer, phone)],
        [
          ...lifts(phone),
          ...goes(phone).map((line, at) => (at === 0 ? `${line} | after ${customer} there` : line)),
        ],
      ],
      { reached: ['201 calledAgain 101'], taken: [], ringing: [] },
    );
  });

  it('to a colleague does not ring there for anybody else to pick up', () => {
    const own = 'PJSIP/101-1';
    expectSeen(
      [
        [`new ${own} ring 102 101&Anna`, ...dials(own, colleague, '102&Bela'), ...connects(own, colleague)],
        lifts(colleague),
      ],
      { reached: [], taken: [], ringing: [] },
    );
  });
});
