import { describe, expect, it } from 'vitest';
import { panelOf } from '../../testing/script.ts';

const last = (told: readonly string[]): string | undefined => told.at(-1);

/** How a colleague's phone in the same group came out, in the words of the PBX. */
const colleagues = [
  ['busy (486)', 'BUSY', 17],
  ['declined (603), PJSIP', 'NOANSWER', 21],
  ['declined (603), SIP', 'BUSY', 21],
  ['unknown (404)', 'CHANUNAVAIL', 1],
  ['unknown (404), PJSIP', 'NOANSWER', 1],
  ['out of order (503)', 'CONGESTION', 34],
] as const;

describe.each(colleagues)(
  'an incoming call to a group with a colleague who is %s',
  (_what, status, cause) => {
    const parallel = `
    new PJSIP/201-1 ring 620 201&Anna
    new PJSIP/101-2 down
    dial PJSIP/201-1 PJSIP/101-2
    new PJSIP/102-3 down
    dial PJSIP/201-1 PJSIP/102-3
    state PJSIP/101-2 ringing
    ended PJSIP/201-1 PJSIP/102-3 ${status}
    hangup PJSIP/102-3 ${cause}`;
    const sequential = `
    new PJSIP/201-1 ring 620 201&Anna
    new PJSIP/102-3 down
    dial PJSIP/201-1 PJSIP/102-3
    ended PJSIP/201-1 PJSIP/102-3 ${status}
    hangup PJSIP/102-3 ${cause}
    new PJSIP/101-2 down
    dial PJSIP/201-1 PJSIP/101-2
    state PJSIP/101-2 ringing`;
    const local = `
    new PJSIP/201-1 ring 620 201&Anna
    new Local/101@ext-4;1 down
    new Local/101@ext-4;2 ring 101
    dial PJSIP/201-1 Local/101@ext-4;1
    new Local/102@ext-5;1 down
    new Local/102@ext-5;2 ring 102
    dial PJSIP/201-1 Local/102@ext-5;1
    new PJSIP/101-2 down
    dial Local/101@ext-4;2 PJSIP/101-2
    new PJSIP/102-3 down
    dial Local/102@ext-5;2 PJSIP/102-3
    state PJSIP/101-2 ringing
    ended Local/102@ext-5;2 PJSIP/102-3 ${status}
    hangup PJSIP/102-3 ${cause}
    ended PJSIP/201-1 Local/102@ext-5;1 ${status}
    hangup Local/102@ext-5;1 ${cause}
    hangup Local/102@ext-5;2 ${cause}`;

    it.each([
      ['at once', parallel, 'PJSIP/201-1'],
      ['one after the other', sequential, 'PJSIP/201-1'],
      ['by Local channels', local, 'Local/101@ext-4;2'],
    ])('%s: given up by the caller, it is missed', (_how, script, dialler) => {
      for (const isHungUpFirst of [true, false]) {
        const ends = [`ended ${dialler} PJSIP/101-2 CANCEL`, `hangup PJSIP/101-2 ${cause}`];
        const told = panelOf(`${script}
        ${(isHungUpFirst ? ends.toReversed() : ends).join('\n')}
        hangup PJSIP/201-1 ${cause}`);
        expect(last(told)).toBe(`1 RingFinished cancelled cause=${cause}`);
      }
    });

    it.each([
      ['at once', parallel, 'PJSIP/201-1'],
      ['one after the other', sequential, 'PJSIP/201-1'],
      ['by Local channels', local, 'Local/101@ext-4;2'],
    ])('%s: not answered in time, it is missed', (_how, script, dialler) => {
      const told = panelOf(`${script}
      ended ${dialler} PJSIP/101-2 NOANSWER
      hangup PJSIP/101-2 ${cause}
      hangup PJSIP/201-1 ${cause}`);
      expect(last(told)).toBe(`1 RingFinished noAnswer cause=${cause}`);
    });

    it('declined by the agent all the same, it is declined', () => {
      const own = cause === 17 ? 21 : 17;
      const told = panelOf(`${parallel}
      ended PJSIP/201-1 PJSIP/101-2 BUSY
      hangup PJSIP/101-2 ${own}
      hangup PJSIP/201-1 ${own}`);
      expect(last(told)).toBe(`1 RingFinished rejected cause=${own}`);
    });
  },
);

describe.each(colleagues)('an outgoing call to a group with a member who is %s', (_what, status, cause) => {
  const rings = `
    new PJSIP/101-1 ring 619 101&Agent
    new PJSIP/102-2 down
    dial PJSIP/101-1 PJSIP/102-2
    new PJSIP/103-3 down
    dial PJSIP/101-1 PJSIP/103-3
    ended PJSIP/101-1 PJSIP/102-2 ${status}
    hangup PJSIP/102-2 ${cause}
    state PJSIP/103-3 ringing`;

  it('rings as long as another does, and is cancelled when the agent gives up', () => {
    for (const isAgentFirst of [true, false]) {
      const ends = ['ended PJSIP/101-1 PJSIP/103-3 CANCEL', `hangup PJSIP/103-3 ${cause}`];
      const own = `hangup PJSIP/101-1 ${cause}`;
      const told = panelOf(`${rings}\n${(isAgentFirst ? [own, ...ends] : [...ends, own]).join('\n')}`);
      expect(told).toEqual(['1 RingStarted outgoing 619', `1 RingFinished cancelled cause=${cause}`]);
    }
  });

  it('not answered in time by the other, is not answered', () => {
    const told = panelOf(`${rings}
      ended PJSIP/101-1 PJSIP/103-3 NOANSWER
      hangup PJSIP/103-3 ${cause}
      hangup PJSIP/101-1 ${cause}`);
    expect(last(told)).toBe(`1 RingFinished noAnswer cause=${cause}`);
  });

  it('answered by the other, is answered', () => {
    const told = panelOf(`${rings}
      state PJSIP/103-3 up
      ended PJSIP/101-1 PJSIP/103-3 ANSWER
      bridge b PJSIP/103-3 PJSIP/101-1
      hangup PJSIP/103-3 16
      hangup PJSIP/101-1 16`);
    expect(told.slice(1)).toEqual(['1 CommutationStarted', '1 RingFinished answered cause=16']);
  });
});

describe('an outgoing call', () => {
  it('over a first trunk that fails rings over the second', () => {
    const told = panelOf(`
      new PJSIP/101-1 ring 00491 101&Agent
      new PJSIP/trunk1-2 down
      dial PJSIP/101-1 PJSIP/trunk1-2
      ended PJSIP/101-1 PJSIP/trunk1-2 CONGESTION
      hangup PJSIP/trunk1-2 34
      new PJSIP/trunk2-3 down
      dial PJSIP/101-1 PJSIP/trunk2-3
      state PJSIP/trunk2-3 ringing
      hangup PJSIP/101-1 34
      ended PJSIP/101-1 PJSIP/trunk2-3 CANCEL
      hangup PJSIP/trunk2-3 34`);
    expect(told).toEqual(['1 RingStarted outgoing 00491', '1 RingFinished cancelled cause=34']);
  });

  it.each([
    ['PJSIP', 'NOANSWER', 34],
    ['PJSIP', 'NOANSWER', 17],
    ['SIP', 'BUSY', 17],
  ])(
    'that is declined is declined, whatever the dial plan makes of it (%s, %s, %i)',
    (_kind, status, own) => {
      const told = panelOf(`
      new PJSIP/101-1 ring 102 101&Agent
      new PJSIP/102-2 down
      dial PJSIP/101-1 PJSIP/102-2
      state PJSIP/102-2 ringing
      ended PJSIP/101-1 PJSIP/102-2 ${status}
      hangup PJSIP/102-2 21
      hangup PJSIP/101-1 ${own}`);
      expect(told).toEqual(['1 RingStarted outgoing 102', `1 RingFinished rejected cause=${own}`]);
    },
  );

  it.each([
    ['declined (603), PJSIP', 'NOANSWER', 21, 'rejected'],
    ['declined (603), SIP', 'BUSY', 21, 'rejected'],
    ['busy (486)', 'BUSY', 17, 'busy'],
    ['not answered in time', 'NOANSWER', 16, 'noAnswer'],
  ])('that is %s ends so, also when the agent’s own hangup is told first', (_what, status, own, outcome) => {
    const called = `hangup PJSIP/102-2 ${own}`;
    for (const ends of [`${called}\nhangup PJSIP/101-1 16`, `hangup PJSIP/101-1 16\n${called}`]) {
      const told = panelOf(`
      new PJSIP/101-1 ring 102 101&Agent
      new PJSIP/102-2 down
      dial PJSIP/101-1 PJSIP/102-2
      state PJSIP/102-2 ringing
      ended PJSIP/101-1 PJSIP/102-2 ${status}
      ${ends}`);
      expect(
        told.filter((text) => text.includes('RingFinished')),
        ends,
      ).toEqual([expect.stringContaining(`1 RingFinished ${outcome}`)]);
    }
  });

  it('to somebody busy is busy, and rings again where the dial plan tries another', () => {
    const busy = `
      new PJSIP/101-1 ring 102 101&Agent
      new PJSIP/102-2 down
      dial PJSIP/101-1 PJSIP/102-2
      ended PJSIP/101-1 PJSIP/102-2 BUSY
      hangup PJSIP/102-2 17`;
    expect(panelOf(`${busy}\nhangup PJSIP/101-1 17`)).toEqual([
      '1 RingStarted outgoing 102',
      '1 AbonentBusy',
      '1 RingFinished busy cause=17',
    ]);
    const again = panelOf(`${busy}
      new PJSIP/103-3 down
      dial PJSIP/101-1 PJSIP/103-3
      state PJSIP/103-3 ringing
      ended PJSIP/101-1 PJSIP/103-3 BUSY
      hangup PJSIP/103-3 17
      hangup PJSIP/101-1 17`);
    expect(again).toEqual(['1 RingStarted outgoing 102', '1 AbonentBusy', '1 RingFinished busy cause=17']);
  });
});

describe('an outgoing call whose dial plan calls phones through Local channels', () => {
  const through = (extension: number, behind: number): string => `
    new Local/${extension}@ext-${behind};1 down
    new Local/${extension}@ext-${behind};2 ring ${extension}
    dial PJSIP/101-1 Local/${extension}@ext-${behind};1
    new PJSIP/${extension}-2${behind} down
    dial Local/${extension}@ext-${behind};2 PJSIP/${extension}-2${behind}
    state PJSIP/${extension}-2${behind} ringing`;
  const ended = (extension: number, behind: number, status: string, cause: number): string => `
    ended Local/${extension}@ext-${behind};2 PJSIP/${extension}-2${behind} ${status}
    hangup PJSIP/${extension}-2${behind} ${cause}
    ended PJSIP/101-1 Local/${extension}@ext-${behind};1 ${status}
    hangup Local/${extension}@ext-${behind};1 ${cause}
    hangup Local/${extension}@ext-${behind};2 ${cause}`;
  const begins = 'new PJSIP/101-1 ring 600 101&Agent';

  it.each([
    ['busy (486)', 'BUSY', 17, 'busy'],
    ['declined (603), PJSIP', 'NOANSWER', 21, 'rejected'],
    ['declined (603), SIP', 'BUSY', 21, 'rejected'],
    ['unknown (404), PJSIP', 'NOANSWER', 1, 'failed'],
    ['out of order (503)', 'CONGESTION', 34, 'failed'],
    ['not answered', 'NOANSWER', 0, 'noAnswer'],
  ])('to one phone that is %s ends so', (_what, status, cause, outcome) => {
    const told = panelOf(`${begins} ${through(102, 4)} ${ended(102, 4, status, cause)}
      hangup PJSIP/101-1 ${cause}`);
    expect(last(told)).toMatch(`1 RingFinished ${outcome}`);
  });

  it.each(colleagues)(
    'to two, one of them %s, and the other does not answer: not answered',
    (_what, status, cause) => {
      const told = panelOf(`${begins} ${through(102, 4)} ${through(103, 5)} ${ended(102, 4, status, cause)}
      ${ended(103, 5, 'NOANSWER', cause)}
      hangup PJSIP/101-1 ${cause}`);
      expect(last(told)).toBe(`1 RingFinished noAnswer cause=${cause}`);
    },
  );
});

describe('on AMI 1.x, which reports how a dial came out as a whole and afterwards', () => {
  const device = 'SIP/101';

  it('an incoming call of a group with a busy colleague is missed', () => {
    const script = `
      new SIP/201-1 ring 620 201&Anna
      new SIP/101-2 down
      new SIP/102-3 down
      dial SIP/201-1 SIP/101-2
      dial SIP/201-1 SIP/102-3
      state SIP/101-2 ringing
      hangup SIP/102-3 17
      hangup SIP/101-2 17
      ended SIP/201-1 - CANCEL
      hangup SIP/201-1 17`;
    expect(last(panelOf(script, '1.x', device))).toBe('1 RingFinished cancelled cause=17');
  });

  it.each([
    ['given up by the agent', 'CANCEL', 'cancelled'],
    ['not answered', 'NOANSWER', 'noAnswer'],
  ])('an outgoing call to a group with a busy member, %s', (_how, status, outcome) => {
    const script = `
      new SIP/101-1 ring 619 101&Agent
      new SIP/102-2 down
      new SIP/103-3 down
      dial SIP/101-1 SIP/102-2
      dial SIP/101-1 SIP/103-3
      hangup SIP/102-2 17
      state SIP/103-3 ringing
      hangup SIP/103-3 16
      ended SIP/101-1 - ${status}
      hangup SIP/101-1 0`;
    expect(panelOf(script, '1.x', device)).toEqual([
      '1 RingStarted outgoing 619',
      `1 RingFinished ${outcome} cause=-`,
    ]);
  });
});

it.each([
  ['after', 'dial PJSIP/201-1 PJSIP/101-2\nstate PJSIP/101-2 ringing'],
  ['before', 'state PJSIP/101-2 ringing\ndial PJSIP/201-1 PJSIP/101-2'],
])('a phone that rang was declined, also where its ringing is reported %s its dial', (_order, told) => {
  const script = `
    new PJSIP/201-1 ring 620 201&Anna
    new PJSIP/101-2 down
    ${told}
    ended PJSIP/201-1 PJSIP/101-2 BUSY
    hangup PJSIP/101-2 17
    hangup PJSIP/201-1 17`;
  expect(last(panelOf(script))).toBe('1 RingFinished rejected cause=17');
});
