import { AmiPacket } from '../../ami/wire/packet.ts';
import { isCallEvent } from '../../cti/event.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { eventTexts } from './eventText.ts';
import { type Recording, type Replayed, replay } from './replay.ts';

type Family = '1.x' | '2.x';
type Fields = [string, string | number][];

const stateCodes: Readonly<Record<string, number>> = { down: 0, ring: 4, ringing: 5, up: 6, busy: 7 };

/**
 * What a PBX sends, a line for each event, in the words of the version that is asked for. A channel `PJSIP/101-2` has the Uniqueid
 * `9.2`; `&` joins the words of a name.
 *
 *   new PJSIP/trunk-1 ring 5000 +4930&Max     created, for an extension, with who calls
 *   dial PJSIP/trunk-1 PJSIP/101-2            somebody calls somebody (`-`: an Originate)
 *   ended PJSIP/trunk-1 PJSIP/101-2 BUSY      how that came out; 1.x does not say of whom
 *   state PJSIP/101-2 ringing
 *   bridge b1 PJSIP/101-2 PJSIP/trunk-1
 *   enter|left b1 PJSIP/101-2                `room-9001`: the bridge of that conference
 *   hold|unhold PJSIP/101-2                   its phone does it (2.x)
 *   music|silent PJSIP/trunk-1                hears music, and no longer (2.x)
 *   parked PJSIP/trunk-1 701 PJSIP/101        by whom (2.x)
 *   fetched PJSIP/trunk-1 PJSIP/101-4         from the parking space (2.x)
 *   passed PJSIP/101-2 PJSIP/101-3            both legs of who transfers (2.x)
 *   room 9001 PJSIP/101-2                     has come into the conference (2.x)
 *   unroom 9001 PJSIP/101-2
 *   join|leave PJSIP/trunk-1 support          a queue
 *   gaveup PJSIP/trunk-1                      a queue's member did not answer
 *   hangup PJSIP/101-2 17
 */
function packetsOfScript(script: string, family: Family): AmiPacket[] {
  const exten = new Map<string, string>();
  const caller = new Map<string, readonly [string, string]>();
  const facts = (name: string, state: string | undefined, prefix = ''): Fields => {
    const [number, text] = caller.get(name) ?? ['', ''];
    const old: Fields = family === '1.x' ? [] : [[`${prefix}Linkedid`, '9.1']];
    const all: Fields = [
      ['Channel', name],
      ['ChannelState', state === undefined ? '' : (stateCodes[state] ?? 0)],
      ['CallerIDNum', number],
      ['CallerIDName', text],
      ['Exten', exten.get(name) ?? ''],
      ['Uniqueid', idOf(name)],
    ];
    return [
      ...all.filter(([, value]) => value !== '').map(([key, value]) => [prefix + key, value] as const),
      ...old,
    ].map(([key, value]): [string, string | number] => [key, value]);
  };
  const packet = (event: string, ...fields: Fields): AmiPacket =>
    new AmiPacket([['Event', event], ...fields.map(([key, value]) => [key, String(value)] as const)]);

  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line): AmiPacket[] => {
      const [verb = '', one = '', two = '', three = '', four = ''] = line.split(/\s+/u);
      switch (verb) {
        case 'new': {
          exten.set(one, three);
          const [number = '', name = ''] = four.split('&');
          caller.set(one, [number, name]);
          return [packet('Newchannel', ...facts(one, two))];
        }
        case 'state':
          return [packet('Newstate', ...facts(one, two))];
        case 'dial':
          return [
            family === '1.x'
              ? packet(
                  'Dial',
                  ['SubEvent', 'Begin'],
                  ['Channel', one],
                  ['UniqueID', idOf(one)],
                  ['Destination', two],
                  ['DestUniqueID', idOf(two)],
                )
              : packet(
                  'DialBegin',
                  ...(one === '-' ? [] : facts(one, undefined)),
                  ...facts(two, undefined, 'Dest'),
                ),
          ];
        case 'ended':
          return [
            family === '1.x'
              ? packet(
                  'Dial',
                  ['SubEvent', 'End'],
                  ['Channel', one],
                  ['UniqueID', idOf(one)],
                  ['DialStatus', three],
                )
              : packet('DialEnd', ...facts(one, undefined), ...facts(two, undefined, 'Dest'), [
                  'DialStatus',
                  three,
                ]),
          ];
        case 'bridge':
          return family === '1.x'
            ? [
                packet(
                  'Bridge',
                  ['Bridgestate', 'Link'],
                  ['Channel1', two],
                  ['Uniqueid1', idOf(two)],
                  ['Channel2', three],
                  ['Uniqueid2', idOf(three)],
                ),
              ]
            : [two, three].map((name) =>
                packet('BridgeEnter', ['BridgeUniqueid', one], ['BridgeType', 'basic'], ...facts(name, 'up')),
              );
        case 'enter':
        case 'left':
          return [
            packet(
              verb === 'enter' ? 'BridgeEnter' : 'BridgeLeave',
              ['BridgeUniqueid', one],
              ...roomOf(one),
              ...facts(two, 'up'),
            ),
          ];
        case 'parked':
          return [
            packet(
              'ParkedCall',
              ...facts(one, 'up', 'Parkee'),
              ['ParkingSpace', two],
              ['ParkerDialString', three],
            ),
          ];
        case 'fetched':
          return [
            packet(
              'UnParkedCall',
              ...facts(one, 'up', 'Parkee'),
              ['RetrieverChannel', two],
              ['RetrieverUniqueid', idOf(two)],
            ),
          ];
        case 'passed':
          return [
            packet(
              'AttendedTransfer',
              ['Result', 'Success'],
              ['OrigTransfererUniqueid', idOf(one)],
              ['SecondTransfererUniqueid', idOf(two)],
            ),
          ];
        case 'room':
        case 'unroom':
          return [
            packet(
              verb === 'room' ? 'ConfbridgeJoin' : 'ConfbridgeLeave',
              ['Conference', one],
              ...facts(two, 'up'),
            ),
          ];
        case 'music':
        case 'silent':
          return [packet(verb === 'music' ? 'MusicOnHoldStart' : 'MusicOnHoldStop', ...facts(one, 'up'))];
        case 'hold':
        case 'unhold':
          return [packet(verb === 'hold' ? 'Hold' : 'Unhold', ...facts(one, 'up'))];
        case 'join':
          return [
            packet(family === '1.x' ? 'Join' : 'QueueCallerJoin', ...facts(one, undefined), ['Queue', two]),
          ];
        case 'leave':
          return [
            packet(family === '1.x' ? 'Leave' : 'QueueCallerLeave', ...facts(one, undefined), ['Queue', two]),
          ];
        case 'gaveup':
          return [packet('AgentRingNoAnswer', ...facts(one, undefined))];
        case 'hangup':
          return [packet('Hangup', ...facts(one, undefined), ['Cause', two])];
        default:
          throw new Error(`Unknown: ${line}`);
      }
    });
}

/** As app_confbridge names its bridges. */
function roomOf(bridge: string): Fields {
  if (!bridge.startsWith('room-')) return [];
  return [
    ['BridgeCreator', 'ConfBridge'],
    ['BridgeName', bridge.slice('room-'.length)],
  ];
}

function idOf(name: string): string {
  return `9.${name.slice(name.lastIndexOf('-') + 1)}`;
}

/** The script as a session to play. */
export function sessionOf(script: string, family: Family = '2.x'): Recording {
  const packets = packetsOfScript(script, family);
  const dialect = family === '1.x' ? dialect1 : dialect2;
  return { pbx: family === '1.x' ? '11-sip' : '22-pjsip', name: 'script', packets, dialect };
}

/** The script, heard by the panel of line 101. */
export function scriptOf(script: string, family: Family = '2.x', device = 'PJSIP/101'): Replayed {
  return replay(sessionOf(script, family), { device });
}

/** What the panel of line 101 makes of it; `key` and other changes of facts alone left out. */
export function panelOf(script: string, family: Family = '2.x', device = 'PJSIP/101'): string[] {
  const { events } = scriptOf(script, family, device);
  const told = events.filter((event) => isCallEvent(event) && event.type !== 'CallInfoChanged');
  return eventTexts(told).map((text) => text.replace(' ""', ''));
}
