import { type DeviceState, extensionStateFields } from '../exchange/deviceState.ts';
import type { Channel } from '../exchange/channel.ts';
import { type Field, channelFields, shown } from '../exchange/packets.ts';
import type { Pbx } from '../calls/pbx.ts';
import type { Action } from './action.ts';
import { type Reply, answer, error, list, success } from './reply.ts';
import type { Request } from './request.ts';

/** Actions that ask and change nothing, variables excepted. */
export const stateActions: readonly Action[] = [
  { name: 'Status', about: 'List channel status.  (Priv: system,call,reporting,all)', run: status },
  {
    name: 'ParkedCalls',
    about: 'List parked calls.  (Priv: call,all)',
    run: (_request, { dialplan }) => {
      const parked = dialplan.parkingLot
        .list()
        .map((fields): Field[] => [['Event', 'ParkedCall'], ...fields]);
      return list('Parked calls will follow', parked, 'ParkedCallsComplete', {
        tail: [['Total', String(parked.length)]],
      });
    },
  },
  {
    name: 'ExtensionState',
    about: 'Check Extension Status.  (Priv: call,reporting,all)',
    run: extensionState,
  },
  {
    name: 'ExtensionStateList',
    about: 'List the current known extension states.  (Priv: call,reporting,all)',
    run: (_request, { exchange }) =>
      list(
        'Extension Statuses will follow',
        [...exchange.hints].map(([device, exten]): Field[] => [
          ['Event', 'ExtensionStatus'],
          ['Exten', exten],
          ['Context', 'hints'],
          ['Hint', device],
          ...extensionStateFields(exchange.deviceState(device)),
        ]),
        'ExtensionStateListComplete',
        { idPlace: 'afterEvent' },
      ),
  },
  {
    name: 'DeviceStateList',
    about: 'List the current known device states.  (Priv: call,reporting,all)',
    run: (_request, { exchange }) =>
      list(
        'Device State Changes will follow',
        [...exchange.hints.keys()].map((device): Field[] => [
          ['Event', 'DeviceStateChange'],
          ['Device', device],
          ['State', exchange.deviceState(device)],
        ]),
        'DeviceStateListComplete',
        { idPlace: 'afterEvent' },
      ),
  },
  {
    name: 'Getvar',
    about: 'Gets a channel variable or function value.  (Priv: call,reporting,all)',
    run: getvar,
  },
  {
    name: 'Setvar',
    about: 'Sets a channel variable or function value.  (Priv: call,all)',
    run: setvar,
  },
];

function status(request: Request, { exchange }: Pbx): Reply {
  const name = request.get('Channel');
  const one = name === '' ? undefined : exchange.find(name);
  if (name !== '' && one === undefined) return error('No such channel');
  const variables = request
    .get('Variables')
    .split(',')
    .filter((variable) => variable !== '');
  const channels = one === undefined ? [...exchange.channels] : [one];
  const items = channels.map((channel): Field[] => [
    ...statusFields(channel, exchange.now()),
    ...variables.map((variable): Field => ['Variable', `${variable}=${valueOf(channel, variable)}`]),
  ]);
  const total = String(items.length);
  return list('Channel status will follow', items, 'StatusComplete', { tail: [['Items', total]] });
}

function statusFields(channel: Channel, nowMs: number): Field[] {
  return [
    ['Event', 'Status'],
    ['Privilege', 'Call'],
    ...channelFields(channel),
    ['Type', channel.device.slice(0, channel.device.indexOf('/'))],
    ['DNID', channel.dnid],
    ['EffectiveConnectedLineNum', shown(channel.connected.number)],
    ['EffectiveConnectedLineName', shown(channel.connected.name)],
    ['TimeToHangup', '0'],
    ['BridgeID', channel.bridge?.uniqueid ?? ''],
    ['Application', channel.application],
    ['Data', channel.data],
    ['Nativeformats', '(ulaw)'],
    ['Readformat', 'ulaw'],
    ['Readtrans', ''],
    ['Writeformat', 'ulaw'],
    ['Writetrans', ''],
    ['Callgroup', '0'],
    ['Pickupgroup', '0'],
    ['Seconds', String(Math.floor((nowMs - channel.createdAt) / 1000))],
  ];
}

function extensionState(request: Request, { exchange }: Pbx): Reply {
  const exten = request.get('Exten');
  if (exten === '') return error('Extension not specified');
  const device = [...exchange.hints].find(([, hinted]) => hinted === exten)?.[0];
  const state: DeviceState | undefined = device === undefined ? undefined : exchange.deviceState(device);
  const stateFields: Field[] =
    state === undefined
      ? [
          ['Status', '-1'],
          ['StatusText', 'Unknown'],
        ]
      : extensionStateFields(state);
  return answer(
    ['Message', 'Extension Status'],
    ['Exten', exten],
    ['Context', request.get('Context') || 'default'],
    ['Hint', device ?? ''],
    ...stateFields,
  );
}

function getvar(request: Request, pbx: Pbx): Reply {
  const { exchange } = pbx;
  const variable = request.get('Variable');
  if (variable === '') return error('No variable specified');
  const name = request.get('Channel');
  const channel = name === '' ? undefined : exchange.find(name);
  if (name !== '' && channel === undefined) return error('No such channel');
  const value = globalValueOf(pbx, variable) ?? (channel === undefined ? '' : valueOf(channel, variable));
  return answer(['Variable', variable], ['Value', value]);
}

function setvar(request: Request, { exchange }: Pbx): Reply {
  const variable = request.get('Variable');
  if (variable === '') return error('No variable specified');
  const name = request.get('Channel');
  const channel = name === '' ? undefined : exchange.find(name);
  if (name !== '' && channel === undefined) return error('No such channel');
  channel?.variables.set(variable, request.get('Value'));
  return success('Variable Set');
}

/** The functions that need no channel. `undefined`: it is none of them. */
function globalValueOf({ exchange, dialplan }: Pbx, variable: string): string | undefined {
  const called = /^([A-Z_]+)\((.*)\)$/.exec(variable);
  const [first = '', second = ''] = called?.[2]?.split(',') ?? [];
  switch (called?.[1]) {
    case 'DIALPLAN_EXISTS':
      return dialplan.exists(first, second) ? '1' : '0';
    case 'DEVICE_STATE':
      return exchange.hints.has(first) ? exchange.deviceState(first) : 'INVALID';
    case 'EXTENSION_STATE': {
      const exten = first.split('@')[0];
      const device = [...exchange.hints].find(([, hinted]) => hinted === exten)?.[0];
      return device === undefined ? 'UNKNOWN' : exchange.deviceState(device);
    }
    default:
      return undefined;
  }
}

/** The few functions that a client asks about a leg; an unset variable is an empty one. */
function valueOf(channel: Channel, variable: string): string {
  switch (variable) {
    case 'UNIQUEID':
      return channel.uniqueid;
    case 'CHANNEL(state)':
      return channel.state;
    case 'CHANNEL(linkedid)':
      return channel.link.id;
    case 'CALLERID(num)':
      return channel.caller.number;
    case 'CALLERID(name)':
      return channel.caller.name;
    default:
      return channel.variables.get(variable) ?? '';
  }
}
