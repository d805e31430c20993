import { describe, expect, it } from 'vitest';
import { AsteriskAdapter } from '../adapter.ts';
import { dialect1 } from '../../dialect/dialect1.ts';
import { rebuild } from './rebuild.ts';
import { packet } from '../../testing/packets.ts';

const at = { monoMs: 500_000, wallMs: 1_800_000_000_000 };

/** A channel as Asterisk 11 answered Status with it: `where` is empty for one that was called, which has no dial plan. */
type Row = readonly [
  channel: string,
  state: 4 | 5 | 6,
  parties: string,
  where: string,
  id: string,
  bridged?: string,
];

const words = { 4: 'Ring', 5: 'Ringing', 6: 'Up' } as const;

function status([channel, state, parties, where, uniqueId, bridged]: Row): string {
  const [caller = '', connected = ''] = parties.split(' > ');
  const [context = '', exten = ''] = where.split('/');
  return `Event: Status
    Channel: ${channel}
    CallerIDNum: ${caller}
    ConnectedLineNum: ${connected}
    ${where === '' ? `State: ${words[state]}` : `ChannelState: ${state}\nContext: ${context}\nExtension: ${exten}\nSeconds: 20`}
    ${bridged === undefined ? '' : `BridgedUniqueid: ${bridged}\n`}Uniqueid: ${uniqueId}`;
}

/** What a panel that was started then shows. */
function shown(rows: readonly Row[], parked: readonly string[] = []): readonly unknown[] {
  let ids = 0;
  const adapter = new AsteriskAdapter({
    extension: '101',
    device: 'SIP/101',
    sendRingStartedOnRingingState: true,
    newId: () => `call-${++ids}`,
    emit: () => undefined,
  });
  const channels = rows.map((row) => dialect1.readStatus(packet(status(row))));
  const snapshot = { channels, parked: parked.map((item) => dialect1.readParked(packet(item))) };
  const calls = rebuild(adapter, snapshot, { pen: 'offhook' }, at);
  return calls.map(({ direction, number, state, phase, holdUnknown, conference, consultFor }) =>
    [
      direction,
      number,
      state,
      phase,
      ...(holdUnknown === true ? ['hold unknown'] : []),
      ...(conference === undefined ? [] : ['in conference']),
      ...(consultFor === undefined ? [] : ['consultation']),
    ].join(' '),
  );
}

describe('a panel that is started beside an Asterisk 11, without its memory', () => {
  it('talking: connected, whether on hold is checked', () => {
    expect(
      shown([
        ['SIP/201-04', 6, '201 > 101', 'from-internal/101', '9.4', '9.5'],
        ['SIP/101-05', 6, '101 > 201', '', '9.5', '9.4'],
      ]),
    ).toEqual(['incoming 201 talking talking hold unknown']);
  });

  it.each<[string, string, Row, Row]>([
    [
      'who called',
      'incoming',
      ['SIP/201-04', 6, '201 > 101', 'offhook/hold', '9.4'],
      ['SIP/101-05', 6, '101 > 201', 'offhook/silence', '9.6'],
    ],
    [
      'who was called',
      'outgoing',
      ['SIP/201-05', 6, '201 > 101', 'offhook/hold', '9.6'],
      ['SIP/101-04', 6, '101 > 201', 'offhook/silence', '9.4'],
    ],
  ])('held by our dial-plan lines, %s', (_who, direction, customer, own) => {
    const other: Row = ['SIP/202-09', 6, '202 > 102', 'offhook/hold', '9.9'];
    expect(shown([other, customer, own])).toEqual([`${direction} 201 held onHold`]);
  });

  it('in a consultation by Atxfer, answered', () => {
    expect(
      shown([
        ['SIP/201-04', 6, '201 > 101', 'from-internal/101', '9.4'],
        ['SIP/101-05', 6, '101 > 102', '', '9.5', '9.6'],
        ['Local/102@from-internal-01;1', 6, '102 > 101', 'from-internal/102', '9.6', '9.5'],
        ['Local/102@from-internal-01;2', 6, '101 > 102', 'from-internal/102', '9.7', '9.8'],
        ['SIP/102-06', 6, '102 > 101', '', '9.8', '9.7'],
      ]),
    ).toEqual(['incoming 201 held onHold', 'outgoing 102 talking talking consultation']);
  });

  it.each<[string, string, Row, Row]>([
    [
      'incoming',
      'who called',
      ['SIP/201-04', 6, '201 > 101', 'from-internal/101', '9.4'],
      ['SIP/101-05', 6, '101 > 201', '', '9.5'],
    ],
    [
      'outgoing',
      'whom the agent called',
      ['SIP/201-05', 6, '201 > 101', '', '9.5'],
      ['SIP/101-04', 6, '101 > 201', 'from-internal/201', '9.4'],
    ],
  ])('in a consultation for one %s (%s), while the colleague rings', (direction, _who, customer, own) => {
    expect(
      shown([
        customer,
        own,
        ['Local/102@from-internal-01;1', 5, '102 > 101', 'from-internal/102', '9.6'],
        ['Local/102@from-internal-01;2', 4, '101 > ', 'from-internal/102', '9.7'],
        ['SIP/102-06', 5, '102 > 101', '', '9.8'],
      ])[0],
    ).toBe(`${direction} 201 held onHold`);
  });

  // An item of ParkedCalls has no Uniqueid; the parked channel took the customer's place by masquerade and has no dial plan (measured).
  it.each([
    ['here', 'SIP/101-00000032', ['outgoing 201 held onHold']],
    ['by a colleague', 'SIP/102-00000032', []],
  ])('held by parking %s', (_where, from, expected) => {
    const customer: Row = ['SIP/201-00000033', 6, '201 > 101', '', '1795395895.54'];
    const item = `Event: ParkedCall
      Parkinglot: default
      Exten: 701
      Channel: SIP/201-00000033
      From: ${from}
      Timeout: 43
      Duration: 2
      CallerIDNum: 201
      CallerIDName: Customer Alpha
      ConnectedLineNum: 101
      ConnectedLineName: Agent One`;
    expect(shown([customer], [item])).toEqual(expected);
  });

  it('held by parking while the agent talks to somebody else: both calls', () => {
    const item = `Event: ParkedCall
      Exten: 701
      Channel: SIP/201-00000033
      From: SIP/101-00000032
      CallerIDNum: 201`;
    expect(
      shown(
        [
          ['SIP/201-00000033', 6, '201 > 101', '', '9.3'],
          ['SIP/101-00000034', 6, '101 > 202', 'from-internal/202', '9.4', '9.5'],
          ['SIP/202-00000035', 6, '202 > 101', '', '9.5', '9.4'],
        ],
        [item],
      ),
    ).toEqual(['outgoing 202 talking talking hold unknown', 'outgoing 201 held onHold']);
  });

  it('in a conference of ours: a call for each party', () => {
    expect(
      shown([
        ['SIP/201-04', 6, '201 > 101', 'offhook/conference-1', '9.4'],
        ['SIP/101-05', 6, '101 > 201', 'offhook/conference-1', '9.5'],
        ['SIP/202-06', 6, '202 > 101', 'offhook/conference-1', '9.6'],
      ]),
    ).toEqual([
      'incoming 201 talking conference in conference',
      'outgoing 202 talking conference in conference',
    ]);
  });
});
