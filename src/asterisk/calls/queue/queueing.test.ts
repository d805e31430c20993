import { describe, expect, it } from 'vitest';
import { panelOf, scriptOf } from '../../testing/script.ts';

/** The queue lets the agent's phone ring for the caller, for the nth time. */
const ring = (leg: number): string => `
  new PJSIP/101-${leg} down
  dial PJSIP/trunk-1 PJSIP/101-${leg}
  state PJSIP/101-${leg} ringing`;
/** No one lifted. */
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

describe('a colleague lifts in the moment in which the agent is rung', () => {
  const colleague = `
    new Local/102@q-30;1 down
    new Local/102@q-30;2 ring 102
    dial PJSIP/trunk-1 Local/102@q-30;1
    new PJSIP/102-3 down
    dial Local/102@q-30;2 PJSIP/102-3
    state PJSIP/102-3 ringing`;
  const takes = `
    state PJSIP/102-3 up
    state Local/102@q-30;2 up
    state Local/102@q-30;1 up`;
  const cutOff = `
    ended PJSIP/trunk-1 PJSIP/101-4 CANCEL
    hangup PJSIP/101-4 26`;
  const served = `
    bridge b PJSIP/102-3 Local/102@q-30;2
    bridge c Local/102@q-30;1 PJSIP/trunk-1`;

  it('is one call, answered by the colleague, though the phone begins to ring after that', () => {
    const told = panelOf(`${comes} ${ring(2)} ${pause(2)} ${colleague} ${takes}
      leave PJSIP/trunk-1 support ${ring(4)} ${served} ${cutOff}`);
    expect(told).toEqual([begins, '1 RingFinished answeredElsewhere cause=-']);
  });

  it.each(['Local/102@q-30;1', 'PJSIP/trunk-1'])(
    'is one call, also while only %s is told to be joined',
    (first) => {
      const told = panelOf(`${comes} ${ring(2)} ${pause(2)} ${colleague} ${takes}
      leave PJSIP/trunk-1 support
      bridge b PJSIP/102-3 Local/102@q-30;2
      enter c ${first} ${ring(4)}
      bridge c Local/102@q-30;1 PJSIP/trunk-1 ${cutOff}`);
      expect(told).toEqual([begins, '1 RingFinished answeredElsewhere cause=-']);
    },
  );

  it('is one call where the queue’s dial is reported after that of its Local channel', () => {
    const told = panelOf(`${comes} ${ring(2)} ${pause(2)}
      new Local/101@q-40;1 down
      new Local/101@q-40;2 ring 101
      new PJSIP/101-4 down
      dial Local/101@q-40;2 PJSIP/101-4
      state PJSIP/101-4 ringing
      dial PJSIP/trunk-1 Local/101@q-40;1 ${colleague} ${takes}
      ended Local/101@q-40;2 PJSIP/101-4 CANCEL
      hangup PJSIP/101-4 26
      leave PJSIP/trunk-1 support ${served}`);
    expect(told).toEqual([begins, '1 RingFinished answeredElsewhere cause=26']);
  });

  it('is no call of ours where it has not rung before', () => {
    expect(panelOf(`${comes} ${colleague} ${takes} ${ring(4)} ${served} ${cutOff}`)).toEqual([]);
  });

  it('rings on while the colleague is asked to press a key', () => {
    const asked = 'state PJSIP/102-3 up';
    const told = panelOf(`${comes} ${colleague} ${asked} ${ring(2)} ${pause(2)} ${ring(4)}
      state PJSIP/101-4 up
      leave PJSIP/trunk-1 support
      bridge b PJSIP/101-4 PJSIP/trunk-1`);
    expect(told).toEqual([begins, '1 CommutationStarted']);
  });

  it('rings once the colleague who was called directly has not pressed the key', () => {
    const told = panelOf(`${comes}
      new PJSIP/102-3 down
      dial PJSIP/trunk-1 PJSIP/102-3
      state PJSIP/102-3 up ${ring(2)}
      hangup PJSIP/102-3 16`);
    expect(told).toEqual([begins]);
  });

  it('rings for a caller whom a colleague has talked to and passed on, and whose leg still stands', () => {
    const told = panelOf(`
      new PJSIP/trunk-1 ring 5000 0301&Max
      new PJSIP/102-3 down
      dial PJSIP/trunk-1 PJSIP/102-3
      state PJSIP/102-3 up
      bridge b PJSIP/102-3 PJSIP/trunk-1
      left b PJSIP/trunk-1
      left b PJSIP/102-3 ${ring(2)}`);
    expect(told).toEqual(['1 RingStarted incoming 0301 "Max" did=5000']);
  });
});

/** The dial plan lets the agent's phone ring out, without a queue. */
const rungOut = (leg: number): string => `
  ended PJSIP/trunk-1 PJSIP/101-${leg} NOANSWER
  hangup PJSIP/101-${leg} 0`;

describe('a dial plan that rings the agent again and again for one caller', () => {
  const comes = 'new PJSIP/trunk-1 ring 5121 0301&Max';
  const begins = '1 RingStarted incoming 0301 "Max" did=5121';
  const colleague = `
    new PJSIP/102-3 down
    dial PJSIP/trunk-1 PJSIP/102-3
    state PJSIP/102-3 ringing`;
  const theirEnd = 'hangup PJSIP/trunk-1 16';

  it('is one call: rang three times, answered', () => {
    const told = panelOf(`${comes} ${ring(2)} ${rungOut(2)} ${ring(3)} ${rungOut(3)} ${ring(4)}
      state PJSIP/101-4 up
      ended PJSIP/trunk-1 PJSIP/101-4 ANSWER
      state PJSIP/trunk-1 up
      bridge b PJSIP/101-4 PJSIP/trunk-1
      hangup PJSIP/101-4 16
      ${theirEnd}`);
    expect(told).toEqual([begins, '1 CommutationStarted', '1 RingFinished answered cause=16']);
  });

  it.each([
    ['gives up while it rings again', `${ring(3)} ended PJSIP/trunk-1 PJSIP/101-3 CANCEL`, 'cancelled'],
    ['gives up while it rings again, on a PBX that is slow to say so', ring(3), 'noAnswer'],
    ['gives up while a colleague rings', colleague, 'noAnswer'],
    ['hears a mailbox', 'state PJSIP/trunk-1 up', 'noAnswer'],
    ['hears the busy tone', 'state PJSIP/trunk-1 busy', 'noAnswer'],
  ])('is missed once, where the caller %s', (_when, then, outcome) => {
    const told = panelOf(`${comes} ${ring(2)} ${rungOut(2)} ${then.replace(' ended', '\n ended')}
      hangup PJSIP/101-3 16
      ${theirEnd}`);
    expect(told.map((text) => text.replace(/ cause=.*/u, ''))).toEqual([begins, `1 RingFinished ${outcome}`]);
  });

  it('counts a ring that begins before the end of the leg before is reported', () => {
    const { events } = scriptOf(`${comes} ${ring(2)}
      ended PJSIP/trunk-1 PJSIP/101-2 NOANSWER ${ring(3)}
      hangup PJSIP/101-2 0
      hangup PJSIP/101-3 0
      ended PJSIP/trunk-1 PJSIP/101-3 CANCEL
      ${theirEnd}`);
    expect(events.at(-1)).toMatchObject({ type: 'RingFinished', call: { rings: 2, outcome: 'cancelled' } });
    expect(new Set(events.map(({ call }) => call.id)).size).toBe(1);
  });

  it('is missed as soon as the mailbox has answered', () => {
    const told = panelOf(`${comes} ${ring(2)} ${rungOut(2)}
      state PJSIP/trunk-1 up`);
    expect(told).toEqual([begins, '1 RingFinished noAnswer cause=-']);
  });

  it('is answered by a colleague who was called next', () => {
    const told = panelOf(`${comes} ${ring(2)} ${rungOut(2)} ${colleague}
      state PJSIP/102-3 up
      ended PJSIP/trunk-1 PJSIP/102-3 ANSWER
      state PJSIP/trunk-1 up`);
    expect(told).toEqual([begins, '1 RingFinished answeredElsewhere cause=-']);
  });

  it.each([
    ['BUSY', 17],
    ['NOANSWER', 21],
  ])('ends at once where the agent declines (%s, cause %d)', (status, cause) => {
    const told = panelOf(`${comes} ${ring(2)}
      ended PJSIP/trunk-1 PJSIP/101-2 ${status}
      hangup PJSIP/101-2 ${cause} ${colleague}`);
    expect(told).toEqual([begins, `1 RingFinished rejected cause=${cause}`]);
  });
});

describe('on AMI 1.x', () => {
  it('is one call as well, without a queue', () => {
    const told = panelOf(
      `
      new SIP/trunk-1 ring 5121 0301&Max
      new SIP/101-2 down
      dial SIP/trunk-1 SIP/101-2
      state SIP/101-2 ringing
      hangup SIP/101-2 16
      ended SIP/trunk-1 SIP/101-2 NOANSWER
      new SIP/101-3 down
      dial SIP/trunk-1 SIP/101-3
      state SIP/101-3 ringing
      hangup SIP/101-3 16
      ended SIP/trunk-1 SIP/101-3 NOANSWER
      state SIP/trunk-1 up`,
      '1.x',
      'SIP/101',
    );
    expect(told).toEqual(['1 RingStarted incoming 0301 "Max" did=5121', '1 RingFinished noAnswer cause=16']);
  });

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
