import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { dialect1 } from './dialect1.ts';
import { packet } from '../testing/packets.ts';

const read = (text: string): readonly unknown[] => dialect1.read(packet(text));

describe('AMI 1.x: the life of a channel', () => {
  it('reads a new channel, with the extension that it was made for', () => {
    expect(
      read(`Event: Newchannel
        Channel: SIP/201-0000009b
        ChannelState: 0
        ChannelStateDesc: Down
        CallerIDNum: 201
        CallerIDName: Customer Alpha
        AccountCode:
        Exten: 101
        Context: from-internal
        Uniqueid: 1795397448.416`),
    ).toEqual([
      {
        type: 'created',
        channel: {
          uniqueId: '1795397448.416',
          name: 'SIP/201-0000009b',
          state: 'down',
          callerNumber: '201',
          callerName: 'Customer Alpha',
          exten: '101',
        },
      },
    ]);
  });

  it.each([
    ['0', 'down'],
    ['1', 'down'],
    ['4', 'ring'],
    ['5', 'ringing'],
    ['6', 'up'],
    ['7', 'busy'],
    ['3', 'other'],
  ])('reads the state %s as %s', (code, state) => {
    expect(read(`Event: Newstate\nChannel: SIP/101-1\nChannelState: ${code}\nUniqueid: 1.1`)).toEqual([
      { type: 'changed', channel: { uniqueId: '1.1', name: 'SIP/101-1', state } },
    ]);
  });

  it('reads a hangup with its cause, and one without', () => {
    expect(read('Event: Hangup\nChannel: SIP/101-1\nUniqueid: 1.1\nCause: 17\nCause-txt: User busy')).toEqual(
      [{ type: 'hungUp', channel: { uniqueId: '1.1', name: 'SIP/101-1' }, cause: 17 }],
    );
    expect(read('Event: Hangup\nChannel: SIP/101-1\nUniqueid: 1.1')).toMatchObject([{ cause: 0 }]);
  });

  it.each(['<unknown>', '<null>', 'unknown', ''])('takes "%s" for no value', (nothing) => {
    expect(
      read(
        `Event: Newstate\nChannel: SIP/1-1\nUniqueid: 1.1\nCallerIDName: ${nothing}\nConnectedLineNum: ${nothing}`,
      ),
    ).toEqual([
      { type: 'changed', channel: { uniqueId: '1.1', name: 'SIP/1-1', callerName: '', connectedNumber: '' } },
    ]);
  });

  it('takes a name with backslashes and quotes as it is: 1.x does not escape', () => {
    const [event] = read(String.raw`Event: NewCallerid
      Channel: SIP/1-1
      Uniqueid: 1.1
      CallerIDName: O\"Brien \\ "x"`);
    expect(event).toMatchObject({ channel: { callerName: String.raw`O\"Brien \\ "x"` } });
  });

  it('reads the three renames of a masquerade', () => {
    expect(read('Event: Rename\nChannel: SIP/101-1\nNewname: SIP/101-1<MASQ>\nUniqueid: 1.1')).toEqual([
      { type: 'renamed', uniqueId: '1.1', from: 'SIP/101-1', to: 'SIP/101-1<MASQ>' },
    ]);
  });
});

describe('AMI 1.x: dial and bridge', () => {
  it('reads a Dial, whose ids are spelled differently from all others', () => {
    expect(
      read(`Event: Dial
        SubEvent: Begin
        Channel: SIP/201-1
        Destination: SIP/101-2
        CallerIDNum: 201
        ConnectedLineNum: <unknown>
        UniqueID: 1.1
        DestUniqueID: 1.2
        Dialstring: 101`),
    ).toEqual([
      {
        type: 'dialBegun',
        caller: { uniqueId: '1.1', name: 'SIP/201-1', callerNumber: '201', connectedNumber: '' },
        dest: { uniqueId: '1.2', name: 'SIP/101-2' },
        dialString: '101',
      },
    ]);
  });

  it('reads the end of a Dial, which names only the caller', () => {
    expect(read('Event: Dial\nSubEvent: End\nChannel: SIP/201-1\nUniqueID: 1.1\nDialStatus: BUSY')).toEqual([
      { type: 'dialEnded', caller: { uniqueId: '1.1', name: 'SIP/201-1' }, status: 'BUSY' },
    ]);
  });

  it('takes an unheard-of dial status for a failure', () => {
    expect(read('Event: Dial\nSubEvent: End\nUniqueID: 1.1\nDialStatus: SOMETHING')).toMatchObject([
      { status: 'CHANUNAVAIL' },
    ]);
  });

  it('reads Link and Unlink as both channels entering and leaving', () => {
    const pair = 'Channel1: SIP/101-1\nChannel2: SIP/201-2\nUniqueid1: 1.1\nUniqueid2: 1.2';
    expect(read(`Event: Bridge\nBridgestate: Link\n${pair}`)).toEqual([
      { type: 'bridgeEntered', bridgeId: '1.1+1.2', channel: { uniqueId: '1.1', name: 'SIP/101-1' } },
      { type: 'bridgeEntered', bridgeId: '1.1+1.2', channel: { uniqueId: '1.2', name: 'SIP/201-2' } },
    ]);
    expect(read(`Event: Bridge\nBridgestate: Unlink\n${pair}`)).toMatchObject([
      { type: 'bridgeLeft', bridgeId: '1.1+1.2' },
      { type: 'bridgeLeft', bridgeId: '1.1+1.2' },
    ]);
  });

  it('reads hold and its end from one event, and music as its trace', () => {
    expect(read('Event: Hold\nStatus: On\nChannel: SIP/101-1\nUniqueid: 1.1')).toMatchObject([
      { type: 'held' },
    ]);
    expect(read('Event: Hold\nStatus: Off\nChannel: SIP/101-1\nUniqueid: 1.1')).toMatchObject([
      { type: 'unheld' },
    ]);
    expect(
      read('Event: MusicOnHold\nState: Start\nChannel: SIP/201-2\nUniqueID: 1.2\nClass: default'),
    ).toEqual([{ type: 'musicStarted', channel: { uniqueId: '1.2', name: 'SIP/201-2' } }]);
    expect(read('Event: MusicOnHold\nState: Stop\nChannel: SIP/201-2\nUniqueID: 1.2')).toMatchObject([
      { type: 'musicStopped' },
    ]);
  });
});

describe('AMI 1.x: queues and parking', () => {
  it('reads the caller of a queue, and whom the queue dials', () => {
    expect(read('Event: Join\nChannel: SIP/t-1\nQueue: support\nUniqueid: 1.1\nPosition: 1')).toEqual([
      { type: 'joinedQueue', uniqueId: '1.1', queue: 'support' },
    ]);
    expect(read('Event: Leave\nChannel: SIP/t-1\nQueue: support\nUniqueid: 1.1')).toEqual([
      { type: 'leftQueue', uniqueId: '1.1', queue: 'support' },
    ]);
    expect(
      read(`Event: AgentCalled
        Queue: support
        AgentCalled: Local/101@from-queue/n
        ChannelCalling: SIP/t-1
        DestinationChannel: Local/101@from-queue-5;1
        Uniqueid: 1.1`),
    ).toEqual([
      { type: 'queueDialled', uniqueId: '1.1', destName: 'Local/101@from-queue-5;1', queue: 'support' },
    ]);
    expect(read('Event: AgentRingNoAnswer\nQueue: support\nUniqueid: 1.1')).toEqual([
      { type: 'queueRingEnded', uniqueId: '1.1' },
    ]);
  });

  const parked = `Event: ParkedCall
    Exten: 701
    Channel: SIP/201-2
    Parkinglot: default
    From: SIP/101-1
    Timeout: 45
    CallerIDNum: 201
    CallerIDName: Customer Alpha
    Uniqueid: 1.2`;

  it('reads a parking, whose Exten is the space and not the extension', () => {
    expect(read(parked)).toEqual([
      {
        type: 'parked',
        parkee: {
          uniqueId: '1.2',
          name: 'SIP/201-2',
          callerNumber: '201',
          callerName: 'Customer Alpha',
        },
        space: '701',
        parker: 'SIP/101-1',
      },
    ]);
  });

  it('does not take an item of the ParkedCalls list for a new parking', () => {
    expect(read(`${parked}\nActionID: x-1`)).toEqual([]);
    expect(dialect1.readParked(packet(`${parked}\nActionID: x-1`))).toMatchObject({
      space: '701',
      parker: 'SIP/101-1',
      parkee: { uniqueId: '1.2' },
    });
  });

  it('reads who fetched a parked call', () => {
    expect(
      read('Event: UnParkedCall\nExten: 701\nChannel: SIP/201-2\nFrom: SIP/101-3\nUniqueid: 1.2'),
    ).toMatchObject([{ type: 'unparked', parkee: { uniqueId: '1.2' }, retrieverName: 'SIP/101-3' }]);
  });
});

describe('AMI 1.x: the answer of an Originate', () => {
  it('reads success with the leg, and failure without', () => {
    expect(
      read(
        'Event: OriginateResponse\nActionID: x-1\nResponse: Success\nExten: 201\nReason: 4\nUniqueid: 1.1',
      ),
    ).toEqual([
      { type: 'originated', actionId: 'x-1', success: true, reason: 4, uniqueId: '1.1', exten: '201' },
    ]);
    expect(
      read('Event: OriginateResponse\nActionID: x-1\nResponse: Failure\nReason: 5\nUniqueid: <null>'),
    ).toEqual([{ type: 'originated', actionId: 'x-1', success: false, reason: 5 }]);
  });
});

describe('AMI 1.x: the snapshot', () => {
  it('reads a channel in the dial plan, and its partner', () => {
    expect(
      dialect1.readStatus(
        packet(`Event: Status
          Channel: SIP/201-2
          CallerIDNum: 201
          CallerIDName: Customer Alpha
          ConnectedLineNum: 101
          Accountcode:
          ChannelState: 6
          ChannelStateDesc: Up
          Context: from-internal
          Extension: 101
          Priority: 3
          Seconds: 12
          BridgedChannel: SIP/101-3
          BridgedUniqueid: 1.3
          Uniqueid: 1.2`),
      ),
    ).toMatchObject({
      facts: { uniqueId: '1.2', state: 'up', exten: '101', callerNumber: '201', connectedNumber: '101' },
      bridgedWith: '1.3',
      seconds: 12,
      called: false,
    });
  });

  it.each([
    ['Down', 'down'],
    ['Ring', 'ring'],
    ['Ringing', 'ringing'],
    ['Up', 'up'],
    ['Busy', 'busy'],
    ['Pre-ring', 'other'],
  ])(
    'reads a channel without dial plan, whose state is the word %s: it is one that was called',
    (word, state) => {
      const snapshot = dialect1.readStatus(
        packet(`Event: Status\nChannel: SIP/101-3\nAccount:\nState: ${word}\nUniqueid: 1.3`),
      );
      expect(snapshot).toMatchObject({ facts: { uniqueId: '1.3', state }, called: true });
      expect(snapshot).not.toHaveProperty('bridgedWith');
    },
  );
});

it('leaves everything else alone, whatever is in it', () => {
  expect(read('Event: QueueMemberStatus\nQueue: support')).toEqual([]);
  expect(read('Response: Success\nActionID: x-1')).toEqual([]);
  const names = fc.constantFrom(
    ...[
      'Newchannel',
      'Dial',
      'Bridge',
      'Hold',
      'Rename',
      'Join',
      'ParkedCall',
      'Hangup',
      'OriginateResponse',
    ],
  );
  const headers = fc.array(
    fc.tuple(fc.constantFrom('Uniqueid', 'Channel', 'Cause', 'State', 'X'), fc.string()),
  );
  fc.assert(
    fc.property(names, headers, (name, rest) => {
      const events = dialect1.read(new AmiPacket([['Event', name], ...rest]));
      expect(events.length).toBeLessThanOrEqual(2);
      dialect1.readStatus(new AmiPacket(rest));
      dialect1.readParked(new AmiPacket(rest));
    }),
  );
});
