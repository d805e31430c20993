import { describe, it } from 'vitest';
import {
  both,
  connects,
  dials,
  expectStory,
  goes,
  goesAfter,
  lifts,
  rings,
  ringsAtBoth,
} from '../testing/stories.ts';

const customer = 'PJSIP/trunk-1';
const phone = 'PJSIP/101-2';
const colleague = 'PJSIP/102-3';
const comes = `new ${customer} ring 101 201&Kim`;
const begins = '1 RingStarted incoming 201 "Kim"';

describe('a call that comes in, in any order of the threads', () => {
  const answered = [begins, '1 CommutationStarted', '1 RingFinished answered cause=16'];

  it('is answered, and the customer hangs up', () => {
    expectStory(
      [
        [
          comes,
          ...dials(customer, phone),
          ...connects(customer, phone),
          ...both(customer, phone, goes(customer)),
        ],
        [...lifts(phone), ...goesAfter(customer, phone)],
      ],
      answered,
    );
  });

  it('is answered, and the agent hangs up', () => {
    expectStory(
      [
        [comes, ...dials(customer, phone), ...connects(customer, phone), ...goesAfter(phone, customer)],
        [...lifts(phone), ...both(customer, phone, goes(phone))],
      ],
      answered,
    );
  });

  it('is held and resumed on the phone', () => {
    expectStory(
      [
        [comes, ...dials(customer, phone), ...connects(customer, phone), ...goesAfter(phone, customer)],
        [...lifts(phone), `hold ${phone} | after ${customer} there`, `unhold ${phone}`, ...goes(phone)],
      ],
      [begins, '1 CommutationStarted', '1 PutHoldAction by agent', '1 EndHoldAction by agent', answered[2]!],
    );
  });

  it('is held and resumed at once: the music of the other thread comes late, and is not a second hold', () => {
    expectStory(
      [
        [
          comes,
          ...dials(customer, phone),
          ...connects(customer, phone),
          `music ${customer} | after held`,
          `silent ${customer} | after resumed`,
          ...goesAfter(phone, customer),
        ],
        [
          ...lifts(phone),
          `hold ${phone} | after ${customer} there | is held`,
          `unhold ${phone} | is resumed`,
          ...goes(phone),
        ],
      ],
      [begins, '1 CommutationStarted', '1 PutHoldAction by agent', '1 EndHoldAction by agent', answered[2]!],
    );
  });

  it.each([
    ['the customer gives up', 'CANCEL', 0, 'cancelled'],
    ['the agent declines as busy', 'BUSY', 17, 'rejected'],
    ['the agent declines', 'BUSY', 21, 'rejected'],
    ['the time is up', 'NOANSWER', 0, 'noAnswer'],
  ])('ends before it is answered: %s', (_what, status, cause, outcome) => {
    const ends = [`ended ${customer} ${phone} ${status} | after ${phone} ringing | is over`];
    expectStory(
      [
        [comes, ...dials(customer, phone), ...ends, `hangup ${customer} 0`],
        [...rings(phone), `hangup ${phone} ${cause} | after over`],
      ],
      [begins, `1 RingFinished ${outcome} cause=${cause === 0 ? '-' : cause}`],
    );
  });

  it('rings at a colleague, too, who answers', () => {
    expectStory(ringsAtBoth(comes, { caller: customer, phone, colleague }), [
      begins,
      '1 RingFinished answeredElsewhere cause=26',
    ]);
  });

  it('rings at a colleague, too, and the agent answers', () => {
    expectStory(
      [
        [
          comes,
          ...dials(customer, phone),
          ...dials(customer, colleague),
          `ended ${customer} ${colleague} CANCEL | after ${phone} up | after ${colleague} ringing`,
          `hangup ${colleague} 26`,
          ...connects(customer, phone),
          ...goesAfter(phone, customer),
        ],
        rings(colleague),
        [...lifts(phone), ...both(customer, phone, goes(phone))],
      ],
      answered,
    );
  });

  it('rings at two phones of the agent, and one of them is lifted', () => {
    const mobile = 'PJSIP/101-4';
    expectStory(
      [
        [
          comes,
          ...dials(customer, phone),
          ...dials(customer, mobile),
          `ended ${customer} ${phone} CANCEL | after ${mobile} up | after ${phone} ringing`,
          `hangup ${phone} 26`,
          ...connects(customer, mobile),
          ...goesAfter(mobile, customer),
        ],
        rings(phone),
        [...lifts(mobile), ...both(customer, mobile, goes(mobile))],
      ],
      answered,
    );
  });

  it('rings at a colleague first, and at the agent when there is no answer', () => {
    expectStory(
      [
        [
          comes,
          ...dials(customer, colleague),
          `ended ${customer} ${colleague} NOANSWER | after ${colleague} ringing`,
          `hangup ${colleague} 0`,
          ...dials(customer, phone),
          ...connects(customer, phone),
          ...goesAfter(phone, customer),
        ],
        rings(colleague),
        [...lifts(phone), ...both(customer, phone, goes(phone))],
      ],
      answered,
    );
  });
});

describe('a call from the phone, in any order of the threads', () => {
  const own = 'PJSIP/101-1';
  const other = 'PJSIP/201-2';
  const dialled = `new ${own} ring 201 101&Anna`;
  const started = '1 RingStarted outgoing 201 "Kim"';

  it.each([
    ['the agent', own, other],
    ['the other party', other, own],
  ])('is answered, and %s hangs up', (_who, first, second) => {
    const ofCaller = first === own ? both(own, other, goes(own)) : goesAfter(first, second);
    const ofOther = first === other ? both(own, other, goes(other)) : goesAfter(first, second);
    expectStory(
      [
        [dialled, ...dials(own, other, '201&Kim'), ...connects(own, other), ...ofCaller],
        [...lifts(other), ...ofOther],
      ],
      [started, '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });

  it.each([
    ['busy', 'BUSY', 17, ['1 AbonentBusy', '1 RingFinished busy cause=17']],
    ['not answered', 'NOANSWER', 19, ['1 RingFinished noAnswer cause=19']],
    ['declined', 'BUSY', 21, ['1 RingFinished rejected cause=21']],
  ])('is %s', (_what, status, cause, ends) => {
    expectStory(
      [
        [
          dialled,
          ...dials(own, other, '201&Kim'),
          `ended ${own} ${other} ${status} | after ${other} ringing`,
          `hangup ${other} ${cause}`,
          `hangup ${own} ${cause}`,
        ],
        rings(other),
      ],
      [started, ...ends],
    );
  });

  it('is given up while it rings', () => {
    expectStory(
      [
        [
          dialled,
          ...dials(own, other, '201&Kim'),
          `ended ${own} ${other} CANCEL | after ${other} ringing`,
          `hangup ${other} 0`,
          `hangup ${own} 0`,
        ],
        rings(other),
      ],
      [started, '1 RingFinished cancelled cause=-'],
    );
  });

  it('goes on to another number when the first one is busy', () => {
    const second = 'PJSIP/202-3';
    expectStory(
      [
        [
          dialled,
          ...dials(own, other, '201&Kim'),
          `ended ${own} ${other} BUSY | after ${other} ringing`,
          `hangup ${other} 17`,
          ...dials(own, second, '202&Lee'),
          ...connects(own, second),
          ...both(own, second, goes(own)),
        ],
        rings(other),
        [...lifts(second), ...goesAfter(own, second)],
      ],
      [started, '1 AbonentBusy', '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });

  it('rings at a group, one of whom answers', () => {
    const second = 'PJSIP/202-3';
    expectStory(
      [
        [
          `new ${own} ring 600 101&Anna`,
          ...dials(own, other, '201&Kim'),
          ...dials(own, second, '202&Lee'),
          `ended ${own} ${other} CANCEL | after ${second} up | after ${other} ringing`,
          `hangup ${other} 26`,
          ...connects(own, second),
          ...both(own, second, goes(own)),
        ],
        rings(other),
        [...lifts(second), ...goesAfter(own, second)],
      ],
      ['1 RingStarted outgoing 600', '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });
});

describe('a call from a queue, in any order of the threads', () => {
  const joins = [`new ${customer} ring 5000 201&Kim`, `join ${customer} support`];
  const started = '1 RingStarted incoming 201 "Kim" queue=support did=5000';

  it('is answered', () => {
    expectStory(
      [
        [
          ...joins,
          ...dials(customer, phone),
          `ended ${customer} ${phone} ANSWER | after ${phone} up | is ${phone} answered`,
          `leave ${customer} support`,
          `enter b ${customer} | is ${customer} there`,
          ...goesAfter(phone, customer),
        ],
        [...lifts(phone), ...both(customer, phone, goes(phone))],
      ],
      [started, '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });

  it('rings twice, and the caller gives up the second time', () => {
    const again = 'PJSIP/101-3';
    expectStory(
      [
        [
          ...joins,
          ...dials(customer, phone),
          `ended ${customer} ${phone} CANCEL | after ${phone} ringing`,
          `gaveup ${customer}`,
          `hangup ${phone} 0`,
          ...dials(customer, again),
          `hangup ${again} 0 | after ${again} ringing`,
          `ended ${customer} ${again} CANCEL`,
          `leave ${customer} support`,
          `hangup ${customer} 0`,
        ],
        rings(phone),
        rings(again),
      ],
      [started, '1 RingFinished cancelled cause=-'],
    );
  });

  it('is for an agent behind a Local channel', () => {
    const [one, two] = ['Local/101@from-queue-7;1', 'Local/101@from-queue-7;2'];
    expectStory(
      [
        [
          ...joins,
          `new ${one} down`,
          `new ${two} ring 101 | is halves`,
          `dial ${customer} ${one} | is halves dialled`,
          `ended ${customer} ${one} ANSWER | after ${two} up | is ${one} answered`,
          `leave ${customer} support`,
          `enter a ${customer} | is ${customer} there`,
          `left a ${customer} | after ${one} gone`,
          `hangup ${customer} 16`,
        ],
        [
          `new ${phone} down - 101&Anna | after halves | is ${phone} made`,
          `dial ${two} ${phone}`,
          `ended ${two} ${phone} ANSWER | after ${phone} up | is ${phone} answered`,
          `state ${two} up | is ${two} up`,
          `enter b ${two} | is ${two} there`,
          `left b ${two} | after ${phone} gone`,
          `hangup ${two} 16 | is ${two} over`,
        ],
        [
          `enter a ${one} | after ${one} answered | is ${one} there`,
          `left a ${one} | after ${two} over | is ${one} gone`,
          `hangup ${one} 16`,
        ],
        [
          ...lifts(phone),
          `left b ${phone} | after ${two} there | after ${one} there | after ${customer} there | is ${phone} gone`,
          `hangup ${phone} 16`,
        ],
      ],
      [started, '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });
});
