import { describe, expect, it } from 'vitest';
import { panelOf } from '../testing/script.ts';

/** Two registrations of one endpoint ring: `Dial(${PJSIP_DIAL_CONTACTS(101)})`. */
const bothRing = `
  new PJSIP/trunk-1 ring 5000 0301&Max
  new PJSIP/101-2 down
  dial PJSIP/trunk-1 PJSIP/101-2
  new PJSIP/101-3 down
  dial PJSIP/trunk-1 PJSIP/101-3
  state PJSIP/101-2 ringing
  state PJSIP/101-3 ringing
`;
const begins = '1 RingStarted incoming 0301 "Max" did=5000';

describe('a call that rings on two phones of the agent', () => {
  it.each([
    ['the first', '2', '3'],
    ['the second', '3', '2'],
  ])('answered on %s, is answered', (_which, taken, other) => {
    const told = panelOf(`${bothRing}
      state PJSIP/101-${taken} up
      ended PJSIP/trunk-1 PJSIP/101-${taken} ANSWER
      ended PJSIP/trunk-1 PJSIP/101-${other} CANCEL
      hangup PJSIP/101-${other} 26
      bridge b PJSIP/101-${taken} PJSIP/trunk-1
      hangup PJSIP/101-${taken} 16
      hangup PJSIP/trunk-1 16`);
    expect(told).toEqual([begins, '1 CommutationStarted', '1 RingFinished answered cause=16']);
  });

  it('declined on one, rings on, and is missed when the caller gives up', () => {
    const told = panelOf(`${bothRing}
      ended PJSIP/trunk-1 PJSIP/101-3 NOANSWER
      hangup PJSIP/101-3 21
      hangup PJSIP/101-2 21
      ended PJSIP/trunk-1 PJSIP/101-2 CANCEL
      hangup PJSIP/trunk-1 21`);
    expect(told).toEqual([begins, '1 RingFinished cancelled cause=21']);
  });

  it('declined on both, is declined', () => {
    const told = panelOf(`${bothRing}
      ended PJSIP/trunk-1 PJSIP/101-3 BUSY
      hangup PJSIP/101-3 17
      ended PJSIP/trunk-1 PJSIP/101-2 BUSY
      hangup PJSIP/101-2 17
      hangup PJSIP/trunk-1 17`);
    expect(told).toEqual([begins, '1 RingFinished rejected cause=17']);
  });

  it('busy on one before it rang on the other, is one call', () => {
    const told = panelOf(`
      new PJSIP/trunk-1 ring 5000 0301&Max
      new PJSIP/101-2 down
      dial PJSIP/trunk-1 PJSIP/101-2
      ended PJSIP/trunk-1 PJSIP/101-2 BUSY
      new PJSIP/101-3 down
      dial PJSIP/trunk-1 PJSIP/101-3
      hangup PJSIP/101-2 17
      state PJSIP/101-3 ringing
      ended PJSIP/trunk-1 PJSIP/101-3 NOANSWER
      hangup PJSIP/101-3 17
      hangup PJSIP/trunk-1 17`);
    expect(told).toEqual([begins, '1 RingFinished noAnswer cause=17']);
  });
});
