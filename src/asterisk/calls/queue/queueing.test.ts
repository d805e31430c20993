import { describe, expect, it } from 'vitest';
import { panelOf } from '../../testing/script.ts';

/** The queue lets the agent's phone ring for the caller, for the nth time. */
const ring = (leg: number): string => `
  new PJSIP/101-${leg} down
  dial PJSIP/trunk-1 PJSIP/101-${leg}
  state PJSIP/101-${leg} ringing`;
/** Nobody lifted. */
const pause = (leg: number): string => `
  ended PJSIP/trunk-1 PJSIP/101-${leg} CANCEL
  gaveup PJSIP/trunk-1
  hangup PJSIP/101-${leg} 0`;
const comes = `
  new PJSIP/trunk-1 ring 5000 0301&Max
  join PJSIP/trunk-1 support`;
const begins = '1 RingStarted incoming 0301 "Max" queue=support did=5000';

describe('a queue that rings the agent again and again for one caller', () => {
  it('is one call: rang three times, answered', () => {
    const told = panelOf(`${comes} ${ring(2)} ${pause(2)} ${ring(3)} ${pause(3)} ${ring(4)}
      state PJSIP/101-4 up
      ended PJSIP/trunk-1 PJSIP/101-4 ANSWER
      leave PJSIP/trunk-1 support
      bridge b PJSIP/101-4 PJSIP/trunk-1
      hangup PJSIP/101-4 16
      hangup PJSIP/trunk-1 16`);
    expect(told).toEqual([begins, '1 CommutationStarted', '1 RingFinished answered cause=16']);
  });

  it.each([
    [
      'gives up while it rings',
      ring(3),
      'hangup PJSIP/101-3 16\nended PJSIP/trunk-1 PJSIP/101-3 CANCEL',
      'cancelled',
    ],
    ['gives up between two rings', '', '', 'noAnswer'],
  ])('is missed once, where the caller %s', (_when, again, ends, outcome) => {
    const told = panelOf(`${comes} ${ring(2)} ${pause(2)} ${again}
      ${ends}
      leave PJSIP/trunk-1 support
      hangup PJSIP/trunk-1 16`);
    expect(told.map((text) => text.replace(/ cause=.*/u, ''))).toEqual([begins, `1 RingFinished ${outcome}`]);
  });

  it('is answered by a colleague who took the caller between two rings', () => {
    const told = panelOf(`${comes} ${ring(2)} ${pause(2)}
      new PJSIP/102-3 down
      dial PJSIP/trunk-1 PJSIP/102-3
      state PJSIP/102-3 ringing
      state PJSIP/102-3 up
      ended PJSIP/trunk-1 PJSIP/102-3 ANSWER
      leave PJSIP/trunk-1 support
      bridge b PJSIP/102-3 PJSIP/trunk-1
      hangup PJSIP/102-3 16
      hangup PJSIP/trunk-1 16`);
    expect(told).toEqual([begins, '1 RingFinished answeredElsewhere cause=-']);
  });

  it('all at once: a colleague answers, though the queue says no more than that its dial was cancelled', () => {
    const told = panelOf(`${comes}
      new PJSIP/102-3 down
      dial PJSIP/trunk-1 PJSIP/102-3 ${ring(2)}
      state PJSIP/102-3 up
      ended PJSIP/trunk-1 PJSIP/102-3 ANSWER
      ended PJSIP/trunk-1 PJSIP/101-2 CANCEL
      hangup PJSIP/101-2 16
      leave PJSIP/trunk-1 support
      bridge b PJSIP/102-3 PJSIP/trunk-1
      hangup PJSIP/102-3 16
      hangup PJSIP/trunk-1 16`);
    expect(told).toEqual([begins, '1 RingFinished answeredElsewhere cause=16']);
  });

  it('is declined where the agent declined it, and a colleague got the caller', () => {
    const told = panelOf(`${comes} ${ring(2)}
      ended PJSIP/trunk-1 PJSIP/101-2 BUSY
      hangup PJSIP/101-2 17
      new PJSIP/102-3 down
      dial PJSIP/trunk-1 PJSIP/102-3
      state PJSIP/102-3 up
      leave PJSIP/trunk-1 support
      bridge b PJSIP/102-3 PJSIP/trunk-1`);
    expect(told).toEqual([begins, '1 RingFinished rejected cause=17']);
  });

  it('by Local channels, is one call too', () => {
    const local = (n: number): string => `
      new Local/101@q-${n}0;1 down
      new Local/101@q-${n}0;2 ring 101
      dial PJSIP/trunk-1 Local/101@q-${n}0;1
      new PJSIP/101-${n} down
      dial Local/101@q-${n}0;2 PJSIP/101-${n}
      state PJSIP/101-${n} ringing`;
    const told = panelOf(`${comes} ${local(2)}
      ended PJSIP/trunk-1 Local/101@q-20;1 CANCEL
      gaveup PJSIP/trunk-1
      ended Local/101@q-20;2 PJSIP/101-2 CANCEL
      hangup PJSIP/101-2 16
      hangup Local/101@q-20;1 16
      hangup Local/101@q-20;2 16
      ${local(3)}
      state PJSIP/101-3 up
      bridge b PJSIP/101-3 Local/101@q-30;2
      bridge c Local/101@q-30;1 PJSIP/trunk-1
      leave PJSIP/trunk-1 support
      hangup PJSIP/101-3 16
      hangup Local/101@q-30;2 16
      hangup Local/101@q-30;1 16
      hangup PJSIP/trunk-1 16`);
    expect(told).toEqual([begins, '1 CommutationStarted', '1 RingFinished answered cause=16']);
  });
});

describe('on AMI 1.x', () => {
  it('is one call as well', () => {
    const told = panelOf(
      `
      new SIP/trunk-1 ring 5000 0301&Max
      join SIP/trunk-1 support
      new SIP/101-2 down
      dial SIP/trunk-1 SIP/101-2
      state SIP/101-2 ringing
      gaveup SIP/trunk-1
      hangup SIP/101-2 0
      new SIP/101-3 down
      dial SIP/trunk-1 SIP/101-3
      state SIP/101-3 ringing
      state SIP/101-3 up
      leave SIP/trunk-1 support
      bridge b SIP/trunk-1 SIP/101-3
      hangup SIP/101-3 16
      hangup SIP/trunk-1 16`,
      '1.x',
      'SIP/101',
    );
    expect(told).toEqual([begins, '1 CommutationStarted', '1 RingFinished answered cause=16']);
  });
});
