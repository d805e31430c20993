import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { dialect1 } from './dialect1.ts';
import { unescaped } from './channelFacts2.ts';
import { dialect2 } from './dialect2.ts';
import type { ChannelSnapshot } from './snapshot.ts';
import { packet } from '../testing/packets.ts';

const read = (text: string): readonly unknown[] => dialect2.read(packet(text));

const channel = `Channel: PJSIP/101-0000000a
  ChannelState: 5
  ChannelStateDesc: Ringing
  CallerIDNum: 101
  CallerIDName: Agent One
  ConnectedLineNum: 201
  ConnectedLineName: <unknown>
  Language: en
  Context: from-internal
  Exten: s
  Uniqueid: 1.1
  Linkedid: 1.0`;

const facts = {
  uniqueId: '1.1',
  name: 'PJSIP/101-0000000a',
  linkedId: '1.0',
  state: 'ringing',
  callerNumber: '101',
  callerName: 'Agent One',
  connectedNumber: '201',
  connectedName: '',
  exten: 's',
};

describe('AMI 2.x: the life of a channel', () => {
  it.each([
    ['Newchannel', 'created'],
    ['Newstate', 'changed'],
    ['NewCallerid', 'changed'],
    ['NewConnectedLine', 'changed'],
    ['Hold', 'held'],
    ['Unhold', 'unheld'],
  ])('reads %s with all that it says of the channel', (name, type) => {
    expect(read(`Event: ${name}\n${channel}`)).toEqual([{ type, channel: facts }]);
  });

  it('reads a hangup with its cause', () => {
    expect(read(`Event: Hangup\n${channel}\nCause: 127\nCause-txt: Interworking`)).toEqual([
      { type: 'hungUp', channel: facts, cause: 127 },
    ]);
  });

  it('takes keys in any case: their spelling varies between events', () => {
    expect(read('Event: Newstate\nchannel: PJSIP/1-1\nUniqueID: 1.1\nLINKEDID: 1.0')).toEqual([
      { type: 'changed', channel: { uniqueId: '1.1', name: 'PJSIP/1-1', linkedId: '1.0' } },
    ]);
  });

  it('reports of the music that a channel hears, which alone tells of a hold by dual Redirect', () => {
    expect(read(`Event: MusicOnHoldStart\n${channel}\nClass: default`)).toMatchObject([
      { type: 'musicStarted', channel: { uniqueId: '1.1' } },
    ]);
    expect(read(`Event: MusicOnHoldStop\n${channel}`)).toMatchObject([{ type: 'musicStopped' }]);
  });
});

describe('AMI 2.x: dial and bridge', () => {
  const dest = channel.replace(/^\s*(\w+):/gmu, 'Dest$1:');

  it('reads a dial with both sides', () => {
    const caller = channel.replaceAll('101', '201').replace('1.1', '1.5');
    expect(read(`Event: DialBegin\n${caller}\n${dest}\nDialString: 101/sip:101@127.0.0.1`)).toMatchObject([
      {
        type: 'dialBegun',
        caller: { uniqueId: '1.5', name: 'PJSIP/201-0000000a' },
        dest: facts,
        dialString: '101/sip:101@127.0.0.1',
      },
    ]);
  });

  it('reads the dial of an Originate, which has no caller', () => {
    const [event] = read(`Event: DialBegin\n${dest}\nDialString: 101`);
    expect(event).toEqual({ type: 'dialBegun', dest: facts, dialString: '101' });
  });

  it('reads the end of a dial', () => {
    expect(read(`Event: DialEnd\n${dest}\nDialStatus: NOANSWER`)).toEqual([
      { type: 'dialEnded', dest: facts, status: 'NOANSWER' },
    ]);
  });

  it('reads where a phone diverts the call', () => {
    expect(read(`Event: DialEnd\n${dest}\nDialStatus: CANCEL\nForward: 202@from-internal`)).toEqual([
      { type: 'dialEnded', dest: facts, status: 'CANCEL', forward: '202@from-internal' },
    ]);
  });

  it('reads who enters and leaves which bridge', () => {
    const bridge = 'BridgeUniqueid: b-1\nBridgeType: basic\nBridgeNumChannels: 1';
    expect(read(`Event: BridgeEnter\n${bridge}\n${channel}`)).toEqual([
      { type: 'bridgeEntered', bridgeId: 'b-1', channel: facts },
    ]);
    expect(read(`Event: BridgeLeave\n${bridge}\n${channel}`)).toEqual([
      { type: 'bridgeLeft', bridgeId: 'b-1', channel: facts },
    ]);
  });

  it('lets no one meet in a parking bridge: each waits there alone', () => {
    expect(read(`Event: BridgeEnter\nBridgeUniqueid: b-2\nBridgeType: parking\n${channel}`)).toEqual([
      { type: 'changed', channel: facts },
    ]);
  });
});

describe('AMI 2.x: queues and parking', () => {
  it('reads the caller of a queue, and that a member did not answer', () => {
    expect(read(`Event: QueueCallerJoin\n${channel}\nQueue: support\nPosition: 1`)).toEqual([
      { type: 'joinedQueue', uniqueId: '1.1', queue: 'support' },
    ]);
    expect(read(`Event: QueueCallerLeave\n${channel}\nQueue: support`)).toEqual([
      { type: 'leftQueue', uniqueId: '1.1', queue: 'support' },
    ]);
    expect(read(`Event: AgentRingNoAnswer\n${channel}\nQueue: support`)).toEqual([
      { type: 'queueRingEnded', uniqueId: '1.1' },
    ]);
  });

  const parkee = channel.replace(/^\s*(\w+):/gmu, 'Parkee$1:');
  const parking = `Event: ParkedCall\n${parkee}\nParkerDialString: PJSIP/101\nParkinglot: default\nParkingSpace: 701`;

  it('reads a parking, and no item of the ParkedCalls list as one', () => {
    expect(read(parking)).toEqual([{ type: 'parked', parkee: facts, space: '701', parker: 'PJSIP/101' }]);
    expect(read(`${parking}\nActionID: x-1`)).toEqual([]);
    expect(dialect2.readParked(packet(`${parking}\nActionID: x-1`))).toEqual({
      parkee: facts,
      space: '701',
      parker: 'PJSIP/101',
    });
  });

  it('reads who fetched a parked call', () => {
    const retriever = 'RetrieverChannel: PJSIP/101-b\nRetrieverUniqueid: 1.9';
    expect(read(`Event: UnParkedCall\n${parkee}\nParkingSpace: 701\n${retriever}`)).toEqual([
      { type: 'unparked', parkee: facts, retrieverName: 'PJSIP/101-b', retrieverId: '1.9' },
    ]);
  });
});

describe('AMI 2.x: the snapshot', () => {
  const status = (fields: string): ChannelSnapshot =>
    dialect2.readStatus(packet(`Event: Status\n${channel}\n${fields}`));

  it('reads a channel with its bridge', () => {
    expect(status('BridgeID: b-1\nApplication: AppDial\nContext: from-internal\nSeconds: 7')).toEqual({
      facts,
      bridgeId: 'b-1',
      seconds: 7,
      called: true,
      originated: false,
      context: 'from-internal',
    });
  });

  it.each([
    ['AppDial', true, false],
    ['AppQueue', true, false],
    ['AppDial2', false, true],
    ['Dial', false, false],
  ])(
    'tells from "%s" whether somebody called the channel, or an Originate did',
    (app, called, originated) => {
      expect(status(`BridgeID:\nApplication: ${app}`)).toMatchObject({ called, originated });
    },
  );

  it.each([
    ['Dial', 'PJSIP/201,30,tT', 'Dial', 'PJSIP/201,30,tT'],
    ['Queue', 'support,tT,,,60', 'Queue', 'support,tT,,,60'],
    ['(null)', '(null)', '', '(null)'],
    ['', '', '', ''],
  ])('reads what the dial plan does: "%s" with "%s"', (app, argument, application, data) => {
    const snapshot = status(`BridgeID:\nApplication: ${app}\nData: ${argument}\nDNID: 5001`);
    expect(snapshot).toMatchObject({ called: false, application, data, dialled: '5001' });
  });
});

describe('the escapes of AMI 2.x', () => {
  it.each([
    [String.raw`O\"Brien; <script>`, 'O"Brien; <script>'],
    [String.raw`O\\\"Brien`, 'O"Brien'],
    [String.raw`a\\\\b%41&amp;\'--`, String.raw`a\b%41&amp;'--`],
    [String.raw`a\\b`, String.raw`a\b`],
    [String.raw`line\tTab`, 'line\tTab'],
    [String.raw`two\nlines\r`, 'two lines '],
    [String.raw`bell\a\b`, 'bell'],
    ['Jürgen 日本語 😀', 'Jürgen 日本語 😀'],
    [String.raw`ends in \\`, 'ends in \\'],
    ['a lone end\\', 'a lone end\\'],
  ])('%s', (escaped, plain) => {
    expect(unescaped(escaped)).toBe(plain);
  });

  it('are undone in channel fields only, and not in OriginateResponse', () => {
    expect(
      read(String.raw`Event: NewCallerid
      Channel: PJSIP/1-1
      Uniqueid: 1.1
      CallerIDName: O\'Neil`),
    ).toMatchObject([{ channel: { callerName: "O'Neil" } }]);
    expect(
      read(String.raw`Event: OriginateResponse
      ActionID: x-1
      Response: Success
      Reason: 4
      Exten: 20\1
      Uniqueid: 1.1`),
    ).toMatchObject([{ exten: String.raw`20\1` }]);
  });

  it('leave no control character that would break a line, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\\', '"', "'", 'n', 'r', 't', 'a', 'x') }), (text) => {
        expect(unescaped(text)).not.toMatch(/[\r\n]/u);
      }),
    );
  });

  it('undo what Asterisk does to any name without a backslash in it', () => {
    const name = fc.string({ unit: fc.constantFrom('"', "'", '\t', 'ü', 'a', ' ', ';', '<') });
    const escape = (text: string): string =>
      text.replace(/["']/gu, String.raw`\$&`).replaceAll('\t', String.raw`\t`);
    fc.assert(
      fc.property(name, (text) => {
        expect(unescaped(escape(text))).toBe(text);
      }),
    );
  });
});

it('leaves everything else alone, whatever is in it', () => {
  for (const name of ['DialState', 'LocalBridge', 'QueueMemberStatus', 'VarSet', 'RTCPSent', 'Pickup'])
    expect(read(`Event: ${name}\n${channel}`)).toEqual([]);
  const names = fc.constantFrom('Newchannel', 'DialBegin', 'DialEnd', 'BridgeEnter', 'ParkedCall', 'Hangup');
  const headers = fc.array(fc.tuple(fc.constantFrom('Uniqueid', 'DestChannel', 'Cause', 'X'), fc.string()));
  fc.assert(
    fc.property(names, headers, (name, rest) => {
      expect(dialect2.read(new AmiPacket([['Event', name], ...rest])).length).toBeLessThanOrEqual(1);
      dialect2.readStatus(new AmiPacket(rest));
      dialect2.readParked(new AmiPacket(rest));
    }),
  );
});

it.each([dialect1, dialect2])('takes no direction from a caller ($family)', (dialect) => {
  const [event] = dialect.read(
    new AmiPacket([
      ['Event', 'Newchannel'],
      ['Channel', 'PJSIP/101-01'],
      ['Uniqueid', '1.1'],
      ['CallerIDNum', '\u202e0091+\u202c'],
      ['CallerIDName', 'Anna \u2067Kovac\u2069'],
      ['ConnectedLineNum', '\u200e42'],
    ]),
  );
  expect(event).toMatchObject({ channel: { callerNumber: '0091+', callerName: 'Anna Kovac' } });
  expect(JSON.stringify(event)).not.toMatch(/[\u200e\u202a-\u202e\u2066-\u2069]/u);
});

it('reads no meaning into names that every object has', () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
  for (const name of names) {
    const packet = new AmiPacket([['Event', 'Newstate'], ['Uniqueid', '1.1'], ['ChannelState', name], ['State', name]]); // prettier-ignore
    expect(dialect2.read(packet)).toMatchObject([{ channel: { state: 'other' } }]);
    expect(dialect1.readStatus(packet).facts.state).toBe('other');
  }
});
