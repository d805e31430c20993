import { describe, it } from 'vitest';
import { both, connects, dials, expectStory, goes, goesAfter, lifts } from '../testing/stories.ts';
import type { Thread } from '../testing/threads.ts';

const customer = 'PJSIP/trunk-1';
const phone = 'PJSIP/101-2';
const begins = ['1 RingStarted incoming 201 "Kim"', '1 CommutationStarted'];

/** The customer's thread, and the phone's, up to where both talk. */
const customerTalks: Thread = [
  `new ${customer} ring 101 201&Kim`,
  ...dials(customer, phone),
  ...connects(customer, phone),
];
const phoneTalks: Thread = lifts(phone);

describe('a party that is parked, in any order of the threads', () => {
  const parks = (by: string): Thread => [
    `left b ${customer} | after ${phone} there | after ${customer} there | is apart`,
    `parked ${customer} 701 ${by} | is parked`,
  ];

  it('by the agent’s phone is on hold, and is fetched there', () => {
    const again = 'PJSIP/101-4';
    expectStory(
      [
        [
          ...customerTalks,
          ...parks('PJSIP/101'),
          `enter c ${customer} | after fetched | is ${customer} back`,
          `left c ${customer} | after ${again} gone`,
          `hangup ${customer} 16`,
        ],
        [...phoneTalks, `left b ${phone} | after parked`, `hangup ${phone} 16 | is hung up`],
        [
          `new ${again} ring 701 101&Anna | after hung up`,
          `fetched ${customer} ${again} | is fetched`,
          `enter c ${again}`,
          `left c ${again} | after ${customer} back | is ${again} gone`,
          `hangup ${again} 16`,
        ],
      ],
      [...begins, '1 PutHoldAction by agent', '1 EndHoldAction by agent', '1 RingFinished answered cause=16'],
    );
  });

  it('by the agent’s phone, and hangs up there', () => {
    expectStory(
      [
        [...customerTalks, ...parks('PJSIP/101'), `hangup ${customer} 16 | after hung up`],
        [...phoneTalks, `left b ${phone} | after parked`, `hangup ${phone} 16 | is hung up`],
      ],
      [...begins, '1 PutHoldAction by agent', '1 RingFinished answered cause=16'],
    );
  });

  it('by the agent’s phone, and a colleague fetches them', () => {
    const colleague = 'PJSIP/102-4';
    expectStory(
      [
        [...customerTalks, ...parks('PJSIP/101'), `enter c ${customer} | after fetched`],
        [...phoneTalks, `left b ${phone} | after parked`, `hangup ${phone} 16 | is hung up`],
        [
          `new ${colleague} ring 701 102&Bela | after hung up`,
          `fetched ${customer} ${colleague} | is fetched`,
          `enter c ${colleague}`,
        ],
      ],
      [...begins, '1 PutHoldAction by agent', '1 RingFinished transferred cause=16'],
    );
  });
});

describe('a transfer by the phone, in any order of the threads', () => {
  const second = 'PJSIP/101-5';
  const colleague = 'PJSIP/102-6';

  it('after both have talked: the customer goes on with the colleague', () => {
    expectStory(
      [
        [...customerTalks, `left b ${customer} | after passed`, `enter c ${customer}`],
        [
          ...phoneTalks,
          `hold ${phone} | after ${customer} there | is held`,
          `left b ${phone} | after passed`,
          `hangup ${phone} 16`,
        ],
        [
          `new ${second} ring 102 101&Anna | after held`,
          ...dials(second, colleague, '102&Bela'),
          `ended ${second} ${colleague} ANSWER | after ${colleague} up | is ${colleague} answered`,
          `enter c ${second} | is ${second} there`,
          `passed ${phone} ${second} | after ${colleague} there | is passed`,
          `left c ${second}`,
          `hangup ${second} 16`,
        ],
        [
          `state ${colleague} ringing | after ${colleague} made`,
          `state ${colleague} up | is ${colleague} up`,
          `enter c ${colleague} | after ${colleague} answered | is ${colleague} there`,
        ],
      ],
      [
        ...begins,
        '1 PutHoldAction by agent',
        '1 RingFinished transferred cause=16',
        '2 RingStarted outgoing 102 "Bela"',
        '2 CommutationStarted',
        '2 RingFinished transferred cause=16',
      ],
    );
  });
});

describe('a second call, in any order of the threads', () => {
  const other = 'PJSIP/trunk-5';
  const leg = 'PJSIP/101-6';

  it('that waits while the first goes on, and gives up', () => {
    expectStory(
      [
        [...customerTalks, ...goesAfter(phone, customer)],
        [
          ...phoneTalks,
          ...both(customer, phone, [`left b ${phone} | after over | is ${phone} gone`, `hangup ${phone} 16`]),
        ],
        [
          `new ${other} ring 101 202&Lee | after ${customer} there | after ${phone} there`,
          ...dials(other, leg),
          `ended ${other} ${leg} CANCEL | after ${leg} ringing`,
          `hangup ${leg} 0`,
          `hangup ${other} 0 | is over`,
        ],
        [`state ${leg} ringing | after ${leg} made | is ${leg} ringing`],
      ],
      [
        ...begins,
        '1 RingFinished answered cause=16',
        '2 RingStarted incoming 202 "Lee"',
        '2 RingFinished cancelled cause=-',
      ],
    );
  });

  it('of the same caller is a call of its own', () => {
    expectStory(
      [
        [...customerTalks, ...both(customer, phone, goes(customer))],
        [...phoneTalks, ...goesAfter(customer, phone).with(1, `hangup ${phone} 16 | is over`)],
        [
          `new ${other} ring 101 201&Kim | after over`,
          ...dials(other, leg),
          `ended ${other} ${leg} CANCEL | after ${leg} ringing`,
          `hangup ${leg} 0`,
          `hangup ${other} 0`,
        ],
        [`state ${leg} ringing | after ${leg} made | is ${leg} ringing`],
      ],
      [
        ...begins,
        '1 RingFinished answered cause=16',
        '2 RingStarted incoming 201 "Kim"',
        '2 RingFinished cancelled cause=-',
      ],
    );
  });
});

describe('a conference room that the agent dials into, in any order of the threads', () => {
  const own = 'PJSIP/101-1';
  const guest = 'PJSIP/trunk-2';

  it('is one call to the room, as others come and go', () => {
    expectStory(
      [
        [
          `new ${own} up 9001 101&Anna`,
          `enter room-9001 ${own} | is ${own} there`,
          `left room-9001 ${own} | after ${guest} gone | is ${own} gone`,
          `hangup ${own} 16 | after both told`,
        ],
        [
          `new ${guest} up 9001 201&Kim | after ${own} there`,
          `enter room-9001 ${guest}`,
          `left room-9001 ${guest} | after in | is ${guest} gone`,
          `hangup ${guest} 16`,
        ],
        // The room's own thread.
        [
          `room 9001 ${own} | after ${own} there | is in`,
          `unroom 9001 ${own} | after ${own} gone | is both told`,
        ],
      ],
      ['1 RingStarted outgoing 9001', '1 CommutationStarted', '1 RingFinished answered cause=16'],
    );
  });
});
