import { describe, expect, it } from 'vitest';
import { panelOf } from '../testing/script.ts';

const talking = `
  new PJSIP/201-1 ring 101 201&Anna
  new PJSIP/101-2 down
  dial PJSIP/201-1 PJSIP/101-2
  state PJSIP/101-2 up
  ended PJSIP/201-1 PJSIP/101-2 ANSWER
  bridge b1 PJSIP/101-2 PJSIP/201-1
  new Local/102@ext-3;1 down
  new Local/102@ext-3;2 ring 102
  enter b2 Local/102@ext-3;1`;

/** What Asterisk does with the agent's leg, and with the colleague's: two threads, each in its order. */
const agentsLeg = [
  'left b1 PJSIP/101-2',
  'enter b2 PJSIP/101-2',
  'left b2 PJSIP/101-2',
  'enter b1 PJSIP/101-2',
];
const colleaguesLeg = (status: string, cause: number): string[] => [
  'new PJSIP/102-5 down',
  'dial Local/102@ext-3;2 PJSIP/102-5',
  'state PJSIP/102-5 ringing',
  `ended Local/102@ext-3;2 PJSIP/102-5 ${status}`,
  `hangup PJSIP/102-5 ${cause}`,
];
const rest = `
  hangup Local/102@ext-3;2 17
  left b2 Local/102@ext-3;1
  hangup Local/102@ext-3;1 17`;

/** All ways in which two threads' events may be told one after the other. */
function interleaved(one: readonly string[], other: readonly string[]): string[][] {
  const [first, ...restOfOne] = one;
  const [second, ...restOfOther] = other;
  if (first === undefined || second === undefined) return [[...one, ...other]];
  return [
    ...interleaved(restOfOne, other).map((after) => [first, ...after]),
    ...interleaved(one, restOfOther).map((after) => [second, ...after]),
  ];
}

describe('a consultation whose colleague does not take the call', () => {
  it.each([
    ['busy', 'BUSY', 17, 'busy'],
    ['declines (603), PJSIP', 'NOANSWER', 21, 'rejected'],
    ['is out of order (503)', 'CONGESTION', 34, 'failed'],
    ['does not answer before the time is up', 'CANCEL', 16, 'noAnswer'],
  ])('%s: says so, in whatever order the threads of Asterisk tell of it', (_what, status, cause, outcome) => {
    const [dialling, rings] = [
      colleaguesLeg(status, cause).slice(0, 2),
      colleaguesLeg(status, cause).slice(2),
    ];
    const orders = interleaved(agentsLeg.slice(0, 2), dialling).flatMap((begun) =>
      interleaved(agentsLeg.slice(2), rings).map((ended) => [...begun, ...ended]),
    );
    for (const order of orders) {
      const told = panelOf(`${talking}\n${order.join('\n')}\n${rest}`);
      const ends = told.filter((text) => text.includes('RingFinished'));
      expect(ends, order.join('\n')).toEqual([expect.stringContaining(`2 RingFinished ${outcome}`)]);
    }
  });
});
