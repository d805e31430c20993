import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { ChannelEvent, ChannelFacts } from './channelEvent.ts';
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

/** AMI 2.0 and later (Asterisk 12 and newer; the numbers go on to 11.0.0 on Asterisk 22). */
export const dialect2: Dialect = {
  family: '2.x',
  read(packet: AmiPacket): readonly ChannelEvent[] {
    switch (packet.event) {
      case 'Newchannel':
        return [{ type: 'created', channel: factsOf(packet) }];
      case 'Newstate':
      case 'NewCallerid':
      case 'NewConnectedLine':
        return [{ type: 'changed', channel: factsOf(packet) }];
      case 'DialBegin':
        return [
          {
            type: 'dialBegun',
            ...callerOf(packet),
            dest: factsOf(packet, 'Dest'),
            dialString: packet.get('DialString') ?? '',
          },
        ];
      case 'DialEnd':
        return [
          {
            type: 'dialEnded',
            ...callerOf(packet),
            dest: factsOf(packet, 'Dest'),
            status: dialStatusOf(packet.get('DialStatus')),
            ...forwardOf(packet),
          },
        ];
      case 'BridgeEnter':
        // In a parking bridge one waits alone, whoever else waits there.
        if (packet.get('BridgeType') === 'parking') return [{ type: 'changed', channel: factsOf(packet) }];
        return [
          {
            type: 'bridgeEntered',
            bridgeId: packet.get('BridgeUniqueid') ?? '',
            channel: factsOf(packet),
            ...roomOf(packet),
          },
        ];
      case 'BridgeLeave':
        return [
          { type: 'bridgeLeft', bridgeId: packet.get('BridgeUniqueid') ?? '', channel: factsOf(packet) },
        ];
      case 'Hold':
        return [{ type: 'held', channel: factsOf(packet) }];
      case 'Unhold':
        return [{ type: 'unheld', channel: factsOf(packet) }];
      case 'MusicOnHoldStart':
      case 'MusicOnHoldStop':
        return [
          {
            type: packet.event === 'MusicOnHoldStart' ? 'musicStarted' : 'musicStopped',
            channel: factsOf(packet),
          },
        ];
      case 'QueueCallerJoin':
      case 'QueueCallerLeave':
        return [
          {
            type: packet.event === 'QueueCallerJoin' ? 'joinedQueue' : 'leftQueue',
            uniqueId: packet.get('Uniqueid') ?? '',
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
            parkee: factsOf(packet, 'Parkee'),
            space: packet.get('ParkingSpace') ?? '',
            parker: packet.get('ParkerDialString') ?? '',
          },
        ];
      case 'UnParkedCall':
        return [
          {
            type: 'unparked',
            parkee: factsOf(packet, 'Parkee'),
            retrieverName: packet.get('RetrieverChannel') ?? '',
            retrieverId: packet.get('RetrieverUniqueid'),
          },
        ];
      case 'BlindTransfer':
      case 'AttendedTransfer':
        return transferOf(packet);
      case 'ConfbridgeJoin':
      case 'ConfbridgeLeave':
        return [
          {
            type: packet.event === 'ConfbridgeJoin' ? 'conferenceJoined' : 'conferenceLeft',
            conference: packet.get('Conference') ?? '',
            channel: factsOf(packet),
          },
        ];
      case 'OriginateResponse':
        return [originatedOf(packet)];
      case 'Hangup':
        return [{ type: 'hungUp', channel: factsOf(packet), cause: numberOf(packet.get('Cause')) }];
      default:
        return [];
    }
  },

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

  readParked(packet: AmiPacket): ParkedSnapshot {
    return {
      parkee: factsOf(packet, 'Parkee'),
      space: packet.get('ParkingSpace') ?? '',
      parker: packet.get('ParkerDialString') ?? '',
    };
  },
};

/** Of an attended transfer by two calls both legs of the one who transfers are told; of one by feature code it is one leg, told twice. */
function transferOf(packet: AmiPacket): readonly ChannelEvent[] {
  if (packet.get('Result') !== 'Success') return [];
  const prefixes = ['Transferer', 'OrigTransferer', 'SecondTransferer'];
  const legs = prefixes.flatMap((prefix) => packet.get(`${prefix}Uniqueid`) ?? []);
  return [{ type: 'transferred', legs }];
}

/** A bridge that app_confbridge has made is named after its conference. */
function roomOf(packet: AmiPacket): { readonly conference?: string } {
  const name = valueOf(packet.get('BridgeName'));
  const isRoom = packet.get('BridgeCreator') === 'ConfBridge';
  return isRoom && name !== undefined && name !== '' ? { conference: name } : {};
}

/** Empty for a channel that executes nothing; Asterisk says `(null)` then. */
function executedBy(packet: AmiPacket): string {
  const application = packet.get('Application') ?? '';
  return application === '(null)' ? '' : application;
}

function callerOf(packet: AmiPacket): { readonly caller?: ChannelFacts } {
  return packet.get('Channel') === undefined ? {} : { caller: factsOf(packet) };
}

function factsOf(packet: AmiPacket, prefix: '' | 'Dest' | 'Parkee' = ''): ChannelFacts {
  const field = (name: string): string | undefined => valueOf(packet.get(prefix + name));
  const number = (name: string): string | undefined => partyNumberOf(unescaped(field(name)));
  const party = (name: string): string | undefined => partyNameOf(unescaped(field(name)));
  return present<ChannelFacts>({
    uniqueId: field('Uniqueid') ?? '',
    name: field('Channel') ?? '',
    linkedId: field('Linkedid'),
    state: stateOf(field('ChannelState')),
    callerNumber: number('CallerIDNum'),
    callerName: party('CallerIDName'),
    connectedNumber: number('ConnectedLineNum'),
    connectedName: party('ConnectedLineName'),
    exten: field('Exten'),
  });
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: ' ', r: ' ', a: '', b: '', f: ' ', v: ' ' };

/**
 * The channel fields of events are C-escaped since AMI 2.0 (`ast_escape_c_alloc` in manager_channels.c); what
 * `OriginateResponse` and AMI 1.x say is not.
 */
export function unescaped(text: string | undefined): string | undefined {
  if (text?.includes('\\') !== true) return text;
  const plain = text.replace(/\\(.)/gu, (_all, letter: string) => escapes[letter] ?? letter);
  // PJSIP leaves the quoting of the SIP header in: quotes and backslashes are then still escaped once.
  return plain.replace(/\\(["\\])/gu, '$1');
}

function forwardOf(packet: AmiPacket): { readonly forward?: string } {
  const forward = valueOf(packet.get('Forward')) ?? '';
  return forward === '' ? {} : { forward };
}
