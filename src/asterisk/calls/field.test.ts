import { describe, expect, it } from 'vitest';
import { seenFrom } from '../testing/fieldStream.ts';

const incoming = [
  '1 RingStarted incoming +4930123456 "Max" did=5000',
  '1 CommutationStarted',
  '1 RingFinished answered cause=16',
];

describe('a program in the bridge is no party', () => {
  const heldByCaller = [
    ...incoming.slice(0, 2),
    '1 PutHoldAction by remote',
    '1 EndHoldAction by remote',
    ...incoming.slice(2),
  ];

  it('nor is there one in the control', () => {
    expect(seenFrom('b06-control-no-helper', '101', 'PJSIP/101')).toEqual(heldByCaller);
  });

  it.each(['b06-helper-announcer-first', 'b06-helper-unicastrtp-first'])('%s', (name) => {
    expect(seenFrom(name, '101', 'PJSIP/101')).toEqual(heldByCaller);
  });

  it.each(['b07-helper-announcer-stays', 'b07-helper-unicastrtp-stays'])('%s', (name) => {
    expect(seenFrom(name, '101', 'PJSIP/101')).toEqual(incoming);
  });
});

describe('music that is played to who is alone in a conference room is no hold', () => {
  it('for who hears it', () => {
    expect(seenFrom('13b-16sip-hold', '101', 'SIP/101')).toEqual([
      '1 RingStarted outgoing 202 "Customer Beta"',
      '1 CommutationStarted',
    ]);
  });

  it('nor for the other one', () => {
    expect(seenFrom('13b-16sip-hold', '202', 'SIP/202')).toEqual([
      '1 RingStarted incoming 101 "Agent One"',
      '1 CommutationStarted',
    ]);
  });
});

describe('names of devices and numbers as sites have them', () => {
  it('a device with hyphens and dots', () => {
    expect(seenFrom('b10-device-hyphens', '101', 'PJSIP/anna-maria.k')).toEqual(incoming);
  });

  it('a phone of Cisco (SCCP), called from a PRI', () => {
    expect(seenFrom('b11-sccp', '206', 'SCCP/206')).toEqual(incoming);
  });

  it('a number with its portability, a name with its quotes', () => {
    expect(seenFrom('b14-number-with-npdi-and-host', '101', 'PJSIP/101')).toEqual(incoming);
  });

  it('a PRI at Asterisk 11', () => {
    expect(seenFrom('b15-ami1-pri', '161', 'SIP/161')).toEqual([
      '1 RingStarted incoming 690123456 "" did=5000',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ]);
  });
});

describe('a name that is no UTF-8', () => {
  const named = (name: string): string[] => [
    `1 RingStarted incoming +4930123456 "${name}" did=5000`,
    ...incoming.slice(1),
  ];

  it.each([
    ['b01-name-cp1251', 'windows-1251', 'Иванов Иван'],
    ['b02-name-latin1', 'iso-8859-1', 'Müller Büro'],
  ])('%s is read in %s', (stream, charset, name) => {
    expect(seenFrom(stream, '101', 'PJSIP/101', charset)).toEqual(named(name));
  });

  it.each([undefined, 'windows-1251'])('loses the character that was cut, charset %s', (charset) => {
    const name = 'Общество с ограниченной ответственностью';
    expect(seenFrom('b03-name-cut-at-80-bytes', '101', 'PJSIP/101', charset)).toEqual(named(name));
  });
});

describe('what others do with the call', () => {
  it('a colleague who passes the caller on: one call going on, with the new party', () => {
    expect(seenFrom('11-201-16-sip', '201', 'SIP/201')).toEqual([
      '1 RingStarted outgoing 101 "Agent One"',
      '1 CommutationStarted',
      '1 CallInfoChanged 102 "Agent Two"',
    ]);
  });

  it('another program that parks it, and the agent who fetches it on the phone: held, then talking', () => {
    expect(seenFrom('09f-16-pjsip', '101', 'PJSIP/101')).toEqual([
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged key',
      '1 EndHoldAction by agent',
    ]);
  });

  it('another program that redirects the called party: transferred', () => {
    expect(seenFrom('10d-16-pjsip', '101', 'PJSIP/101').at(-1)).toBe('1 RingFinished transferred cause=16');
  });
});

describe('one person with several phones', () => {
  it('one of them busy is not the end, and the call is missed when the caller gives up', () => {
    expect(seenFrom('b05-one-contact-busy', '101', 'PJSIP/101')).toEqual([
      incoming[0],
      '1 RingFinished cancelled cause=16',
    ]);
  });
});

describe('a click-to-call whose phone diverts it (302) goes on where it went', () => {
  it.each([
    ['22-pjsip', 'PJSIP/101', ['201 ""', 'calling']],
    ['16-sip', 'SIP/101', ['calling', '201 ""']],
  ])('%s', (pbx, device, found) => {
    expect(seenFrom(`b4-own-phone-diverts-${pbx}`, '101', device)).toEqual([
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged key',
      ...found.map((fact) => `1 CallInfoChanged ${fact}`),
      '1 RingStarted',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 CallInfoChanged key',
      '1 RingFinished answered cause=16',
    ]);
  });
});

describe('a dial plan that rings the agent again for the same caller (memory hunt)', () => {
  it.each([
    ['16-pjsip', 'PJSIP/101'],
    ['16-sip', 'SIP/101'],
    ['22-pjsip', 'PJSIP/101'],
  ])('is one call, missed once, though a colleague was busy: %s', (pbx, device) => {
    expect(seenFrom(`b2-memory-hunt-${pbx}`, '101', device)).toEqual([
      '1 RingStarted incoming +491701234567 "Erika Mustermann" did=5121',
      '1 CallInfoChanged queued',
      '1 CallInfoChanged key',
      '1 CallInfoChanged ringing',
      '1 RingFinished cancelled cause=17',
    ]);
  });
});

it('given up while the called person is asked to press 1: cancelled', () => {
  const seen = seenFrom('f-given-up-at-press-1-22-pjsip', '101', 'PJSIP/101');
  expect(seen.at(-1)).toBe('1 RingFinished cancelled cause=16');
});

it('at a phone that is paged: incoming, from the one who pages', () => {
  expect(seenFrom('f-paged-22-pjsip', '102', 'PJSIP/102')).toEqual([
    '1 RingStarted incoming 101 "" did=627',
    '1 CommutationStarted',
    '1 CallInfoChanged conference',
    '1 RingFinished answered cause=16',
  ]);
});

it('the dial plan answers busy to what the phone dials', () => {
  expect(seenFrom('f-dialplan-busy-handset-22-pjsip', '101', 'PJSIP/101')).toEqual([
    '1 RingStarted outgoing 61102 ""',
    '1 AbonentBusy',
    '1 RingFinished busy cause=17',
  ]);
});
