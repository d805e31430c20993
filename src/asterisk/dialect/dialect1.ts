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
  stateOf,
  valueOf,
} from './dialect.ts';
import type { ChannelSnapshot, ParkedSnapshot } from './snapshot.ts';

/**
 * AMI 1.x, as Asterisk 11 speaks it: no Linkedid, spellings of Uniqueid that vary from event to event, `Bridge` with Link and
 * Unlink for every hold and every digit, masquerades by renaming.
 */
export const dialect1: Dialect = {
  family: '1.x',
  read(packet: AmiPacket): readonly ChannelEvent[] {
    switch (packet.event) {
      case 'Newchannel':
        return one('created', packet);
      case 'Newstate':
      case 'NewCallerid':
        return one('changed', packet);
      case 'Dial':
        return dial(packet);
      case 'Bridge':
        return bridge(packet);
      case 'Hold':
        return one(packet.get('Status') === 'Off' ? 'unheld' : 'held', packet);
      case 'MusicOnHold':
        return one(packet.get('State') === 'Start' ? 'musicStarted' : 'musicStopped', packet);
      case 'Rename':
        return [
          {
            type: 'renamed',
            uniqueId: packet.get('Uniqueid') ?? '',
            from: packet.get('Channel') ?? '',
            to: packet.get('Newname') ?? '',
          },
        ];
      case 'Join':
      case 'Leave':
        return [
          {
            type: packet.event === 'Join' ? 'joinedQueue' : 'leftQueue',
            uniqueId: packet.get('Uniqueid') ?? '',
            queue: packet.get('Queue') ?? '',
          },
        ];
      case 'AgentCalled':
        return [
          {
            type: 'queueDialled',
            uniqueId: packet.get('Uniqueid') ?? '',
            destName: packet.get('DestinationChannel') ?? '',
            queue: packet.get('Queue') ?? '',
          },
        ];
      case 'AgentRingNoAnswer':
        return [{ type: 'queueRingEnded', uniqueId: packet.get('Uniqueid') ?? '' }];
      case 'ParkedCall':
        // With an ActionID it is an item of the ParkedCalls list, not a new parking.
        if (packet.actionId !== undefined) return [];
        return [
          {
            type: 'parked',
            parkee: factsOf(packet),
            space: packet.get('Exten') ?? '',
            parker: packet.get('From') ?? '',
          },
        ];
      case 'UnParkedCall':
        return [{ type: 'unparked', parkee: factsOf(packet), retrieverName: packet.get('From') ?? '' }];
      case 'Transfer': {
        // By SIP REFER only. The target is the customer of a blind transfer, the second leg of an attended one.
        const second = packet.get('TransferType') === 'Attended' ? [packet.get('TargetUniqueid') ?? ''] : [];
        return [{ type: 'transferred', legs: [packet.get('Uniqueid') ?? '', ...second] }];
      }
      case 'ConfbridgeJoin':
      case 'ConfbridgeLeave':
        return conference(packet);
      case 'OriginateResponse':
        return [originatedOf(packet)];
      case 'Hangup':
        return [{ type: 'hungUp', channel: factsOf(packet), cause: numberOf(packet.get('Cause')) }];
      default:
        return [];
    }
  },

  /** A channel without dial plan has `State: Ringing` where the others have `ChannelState` and `Extension` (measured on 11). */
  readStatus(packet: AmiPacket): ChannelSnapshot {
    const bridgedWith = valueOf(packet.get('BridgedUniqueid'));
    const inDialplan = packet.get('ChannelState') !== undefined;
    const exten = valueOf(packet.get('Extension'));
    const facts = factsOf(packet);
    const seconds = packet.get('Seconds');
    // The leg that an Originate has called is told the Originate's own CallerID on both sides (measured).
    const { callerNumber = '', connectedNumber } = facts;
    const isOriginated = !inDialplan && callerNumber !== '' && callerNumber === connectedNumber;
    return {
      facts: {
        ...facts,
        state: facts.state ?? stateByWord[packet.get('State') ?? ''] ?? 'other',
        ...(exten === undefined ? {} : { exten }),
      },
      ...(bridgedWith === undefined || bridgedWith === '' ? {} : { bridgedWith }),
      ...(seconds === undefined ? {} : { seconds: numberOf(seconds) }),
      ...(inDialplan ? { context: packet.get('Context') ?? '' } : {}),
      called: !inDialplan && !isOriginated,
      originated: isOriginated,
    };
  },

  readParked(packet: AmiPacket): ParkedSnapshot {
    return { parkee: factsOf(packet), space: packet.get('Exten') ?? '', parker: packet.get('From') ?? '' };
  },
};

const stateByWord: Readonly<Record<string, ChannelState>> = {
  Down: 'down',
  Ring: 'ring',
  Ringing: 'ringing',
  Up: 'up',
  Busy: 'busy',
};

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
