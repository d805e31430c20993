import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { ChannelEvent, ChannelFacts } from './channelEvent.ts';
import { factsOf, newsOf } from './channelFacts2.ts';
import {
  type Dialect,
  dialStatusOf,
  numberOf,
  originatedOf,
  queuedIn,
  readersOf,
  valueOf,
} from './dialect.ts';
import type { ChannelSnapshot, ParkedSnapshot } from './snapshot.ts';

/** What each event says of channels; events that are not here say nothing of them. */
const readers = readersOf({
  Newchannel: (packet) => [{ type: 'created', channel: newsOf(packet) }],
  Newstate: changed,
  NewCallerid: changed,
  NewConnectedLine: changed,
  DialBegin: (packet) => [
    {
      type: 'dialBegun',
      ...callerOf(packet),
      dest: newsOf(packet, 'Dest'),
      dialString: packet.get('DialString') ?? '',
    },
  ],
  DialEnd: (packet) => [
    {
      type: 'dialEnded',
      ...callerOf(packet),
      dest: newsOf(packet, 'Dest'),
      status: dialStatusOf(packet.get('DialStatus')),
      ...forwardOf(packet),
    },
  ],
  BridgeEnter: (packet) =>
    // In a parking bridge each party waits alone.
    packet.id('BridgeType') === 'parking'
      ? changed(packet)
      : [{ type: 'bridgeEntered', ...bridgeOf(packet), ...roomOf(packet) }],
  BridgeLeave: (packet) => [{ type: 'bridgeLeft', ...bridgeOf(packet) }],
  Hold: (packet) => [{ type: 'held', channel: newsOf(packet) }],
  Unhold: (packet) => [{ type: 'unheld', channel: newsOf(packet) }],
  MusicOnHoldStart: (packet) => [{ type: 'musicStarted', channel: newsOf(packet) }],
  MusicOnHoldStop: (packet) => [{ type: 'musicStopped', channel: newsOf(packet) }],
  QueueCallerJoin: (packet) => [{ type: 'joinedQueue', ...queuedIn(packet) }],
  QueueCallerLeave: (packet) => [{ type: 'leftQueue', ...queuedIn(packet) }],
  AgentRingNoAnswer: (packet) => [{ type: 'queueRingEnded', uniqueId: packet.get('Uniqueid') ?? '' }],
  // With an ActionID it is an item of the ParkedCalls list, not a new parking.
  ParkedCall: (packet) => (packet.actionId === undefined ? [{ type: 'parked', ...parkedOf(packet) }] : []),
  UnParkedCall: (packet) => [
    {
      type: 'unparked',
      parkee: newsOf(packet, 'Parkee'),
      retrieverName: packet.get('RetrieverChannel') ?? '',
      retrieverId: packet.get('RetrieverUniqueid'),
    },
  ],
  BlindTransfer: transferOf,
  AttendedTransfer: transferOf,
  ConfbridgeJoin: (packet) => [{ type: 'conferenceJoined', ...conferenceOf(packet) }],
  ConfbridgeLeave: (packet) => [{ type: 'conferenceLeft', ...conferenceOf(packet) }],
  OriginateResponse: (packet) => [originatedOf(packet)],
  Hangup: (packet) => [{ type: 'hungUp', channel: newsOf(packet), cause: numberOf(packet.get('Cause')) }],
});

/** AMI 2.0 and later (Asterisk 12 and newer; the numbers go on to 11.0.0 on Asterisk 22). */
export const dialect2: Dialect = {
  family: '2.x',
  read: (packet) => readers(packet),

  readStatus(packet: AmiPacket): ChannelSnapshot {
    const bridgeId = valueOf(packet.get('BridgeID'));
    const application = executedBy(packet);
    // Set by dial.c for a channel that somebody's Dial or Queue called, or that an Originate did (AppDial2, until it is answered).
    const isCalled = application === 'AppDial' || application === 'AppQueue';
    const isOriginated = application === 'AppDial2';
    const dialled = valueOf(packet.get('DNID'));
    return {
      facts: factsOf(packet),
      ...(bridgeId === undefined || bridgeId === '' ? {} : { bridgeId }),
      seconds: numberOf(packet.get('Seconds')),
      called: isCalled,
      originated: isOriginated,
      ...(isCalled || isOriginated ? {} : { application, data: packet.get('Data') ?? '' }),
      context: packet.get('Context') ?? '',
      ...(dialled === undefined || dialled === '' ? {} : { dialled }),
    };
  },

  readParked: parkedOf,
};

function changed(packet: AmiPacket): readonly ChannelEvent[] {
  return [{ type: 'changed', channel: newsOf(packet) }];
}

function bridgeOf(packet: AmiPacket): { readonly bridgeId: string; readonly channel: ChannelFacts } {
  return { bridgeId: packet.id('BridgeUniqueid') ?? '', channel: newsOf(packet) };
}

function conferenceOf(packet: AmiPacket): { readonly conference: string; readonly channel: ChannelFacts } {
  return { conference: packet.get('Conference') ?? '', channel: factsOf(packet) };
}

function parkedOf(packet: AmiPacket): ParkedSnapshot {
  return {
    parkee: factsOf(packet, 'Parkee'),
    space: packet.get('ParkingSpace') ?? '',
    parker: packet.get('ParkerDialString') ?? '',
  };
}

/** Of an attended transfer by two calls both legs of the one who transfers are reported; of one by feature code it is one leg, twice. */
function transferOf(packet: AmiPacket): readonly ChannelEvent[] {
  if (packet.get('Result') !== 'Success') return [];
  const prefixes = ['Transferer', 'OrigTransferer', 'SecondTransferer'];
  const legs = prefixes.flatMap((prefix) => packet.get(`${prefix}Uniqueid`) ?? []);
  return [{ type: 'transferred', legs }];
}

/** A bridge that app_confbridge has made is named after its conference. */
function roomOf(packet: AmiPacket): { readonly conference?: string } {
  const name = valueOf(packet.id('BridgeName'));
  const isRoom = packet.id('BridgeCreator') === 'ConfBridge';
  return isRoom && name !== undefined && name !== '' ? { conference: name } : {};
}

/** Empty for a channel that executes nothing; Asterisk says `(null)` then. */
function executedBy(packet: AmiPacket): string {
  const application = packet.get('Application') ?? '';
  return application === '(null)' ? '' : application;
}

function callerOf(packet: AmiPacket): { readonly caller?: ChannelFacts } {
  return packet.id('Channel') === undefined ? {} : { caller: newsOf(packet) };
}

function forwardOf(packet: AmiPacket): { readonly forward?: string } {
  const forward = valueOf(packet.get('Forward')) ?? '';
  return forward === '' ? {} : { forward };
}
