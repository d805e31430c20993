import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { ChannelEvent, ChannelFacts, ChannelState } from './channelEvent.ts';
import {
  type Dialect,
  dialStatusOf,
  numberOf,
  originatedOf,
  partyNameOf,
  partyNumberOf,
  present,
  queuedIn,
  readersOf,
  stateOf,
  valueOf,
} from './dialect.ts';
import type { ChannelSnapshot, ParkedSnapshot } from './snapshot.ts';

/** What each event says of channels; events that are not here say nothing of them. */
const readers = readersOf({
  Newchannel: (packet) => one('created', packet),
  Newstate: (packet) => one('changed', packet),
  NewCallerid: (packet) => one('changed', packet),
  Dial: dial,
  Bridge: bridge,
  Hold: (packet) => one(packet.get('Status') === 'Off' ? 'unheld' : 'held', packet),
  MusicOnHold: (packet) => one(packet.get('State') === 'Start' ? 'musicStarted' : 'musicStopped', packet),
  Rename: (packet) => [
    {
      type: 'renamed',
      uniqueId: packet.get('Uniqueid') ?? '',
      from: packet.get('Channel') ?? '',
      to: packet.get('Newname') ?? '',
    },
  ],
  Join: (packet) => [{ type: 'joinedQueue', ...queuedIn(packet) }],
  Leave: (packet) => [{ type: 'leftQueue', ...queuedIn(packet) }],
  AgentCalled: (packet) => [
    { type: 'queueDialled', ...queuedIn(packet), destName: packet.get('DestinationChannel') ?? '' },
  ],
  AgentRingNoAnswer: (packet) => [{ type: 'queueRingEnded', uniqueId: packet.get('Uniqueid') ?? '' }],
  // With an ActionID it is an item of the ParkedCalls list, not a new parking.
  ParkedCall: (packet) => (packet.actionId === undefined ? [{ type: 'parked', ...parkedOf(packet) }] : []),
  UnParkedCall: (packet) => [
    { type: 'unparked', parkee: factsOf(packet), retrieverName: packet.get('From') ?? '' },
  ],
  Transfer: (packet) => {
    // By SIP REFER only. The target is the customer of a blind transfer, the second leg of an attended one.
    const second = packet.get('TransferType') === 'Attended' ? [packet.get('TargetUniqueid') ?? ''] : [];
    return [{ type: 'transferred', legs: [packet.get('Uniqueid') ?? '', ...second] }];
  },
  ConfbridgeJoin: conference,
  ConfbridgeLeave: conference,
  OriginateResponse: (packet) => [originatedOf(packet)],
  Hangup: (packet) => [{ type: 'hungUp', channel: factsOf(packet), cause: numberOf(packet.get('Cause')) }],
});

/**
 * AMI 1.x, as Asterisk 11 speaks it: no Linkedid, spellings of Uniqueid that vary from event to event, `Bridge` with Link and
 * Unlink for every hold and every digit, masquerades by renaming.
 */
export const dialect1: Dialect = {
  family: '1.x',
  read: (packet) => readers(packet),

  /** A channel without dial plan has `State: Ringing` where the others have `ChannelState` and `Extension` (measured on 11). */
  readStatus(packet: AmiPacket): ChannelSnapshot {
    const bridgedWith = valueOf(packet.get('BridgedUniqueid'));
    const inDialplan = packet.get('ChannelState') !== undefined;
    const exten = valueOf(packet.get('Extension'));
    const facts = factsOf(packet);
    const seconds = packet.get('Seconds');
    // The leg that an Originate has called has the Originate's own CallerID on both sides (measured).
    const { callerNumber = '', connectedNumber } = facts;
    const isOriginated = !inDialplan && callerNumber !== '' && callerNumber === connectedNumber;
    return {
      facts: {
        ...facts,
        state: facts.state ?? stateByWord.get(packet.get('State') ?? '') ?? 'other',
        ...(exten === undefined ? {} : { exten }),
      },
      ...(bridgedWith === undefined || bridgedWith === '' ? {} : { bridgedWith }),
      ...(seconds === undefined ? {} : { seconds: numberOf(seconds) }),
      ...(inDialplan ? { context: packet.get('Context') ?? '' } : {}),
      called: !inDialplan && !isOriginated,
      originated: isOriginated,
    };
  },

  readParked: parkedOf,
};

function parkedOf(packet: AmiPacket): ParkedSnapshot {
  return { parkee: factsOf(packet), space: packet.get('Exten') ?? '', parker: packet.get('From') ?? '' };
}

const stateByWord: ReadonlyMap<string, ChannelState> = new Map(
  Object.entries({
    Down: 'down',
    Ring: 'ring',
    Ringing: 'ringing',
    Up: 'up',
    Busy: 'busy',
  }),
);

function one(
  type: 'created' | 'changed' | 'held' | 'unheld' | 'musicStarted' | 'musicStopped',
  packet: AmiPacket,
): readonly ChannelEvent[] {
  return [{ type, channel: factsOf(packet) }];
}

function factsOf(packet: AmiPacket): ChannelFacts {
  return present<ChannelFacts>({
    uniqueId: valueOf(packet.get('Uniqueid')) ?? '',
    name: packet.get('Channel') ?? '',
    state: stateOf(packet.get('ChannelState')),
    callerNumber: partyNumberOf(packet.get('CallerIDNum')),
    callerName: partyNameOf(packet.get('CallerIDName')),
    connectedNumber: partyNumberOf(packet.get('ConnectedLineNum')),
    connectedName: partyNameOf(packet.get('ConnectedLineName')),
    // ParkedCall's Exten is the parking space.
    exten: packet.event === 'Newchannel' ? valueOf(packet.get('Exten')) : undefined,
  });
}

function dial(packet: AmiPacket): readonly ChannelEvent[] {
  const caller = factsOf(packet);
  if (packet.get('SubEvent') === 'End') {
    return [{ type: 'dialEnded', caller, status: dialStatusOf(packet.get('DialStatus')) }];
  }
  const dest: ChannelFacts = {
    uniqueId: packet.get('DestUniqueID') ?? '',
    name: packet.get('Destination') ?? '',
  };
  return [{ type: 'dialBegun', caller, dest, dialString: packet.get('Dialstring') ?? '' }];
}

/** 1.x has no Bridge event for a conference. */
function conference(packet: AmiPacket): readonly ChannelEvent[] {
  const name = packet.get('Conference') ?? '';
  const channel: ChannelFacts = { uniqueId: packet.get('Uniqueid') ?? '', name: packet.get('Channel') ?? '' };
  const bridgeId = `conference ${name}`;
  return packet.event === 'ConfbridgeJoin'
    ? [
        { type: 'bridgeEntered', bridgeId, channel, conference: name },
        { type: 'conferenceJoined', conference: name, channel },
      ]
    : [
        { type: 'bridgeLeft', bridgeId, channel },
        { type: 'conferenceLeft', conference: name, channel },
      ];
}

function bridge(packet: AmiPacket): readonly ChannelEvent[] {
  const first = packet.get('Uniqueid1') ?? '';
  const second = packet.get('Uniqueid2') ?? '';
  const type = packet.get('Bridgestate') === 'Link' ? 'bridgeEntered' : 'bridgeLeft';
  // 1.x bridges have no identity of their own: the pair is it, in the order in which a rebuild has it, too.
  const bridgeId = [first, second].sort().join('+');
  return [
    { type, bridgeId, channel: { uniqueId: first, name: packet.get('Channel1') ?? '' } },
    { type, bridgeId, channel: { uniqueId: second, name: packet.get('Channel2') ?? '' } },
  ];
}
