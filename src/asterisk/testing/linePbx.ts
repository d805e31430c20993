import { ScriptedPbx, type PbxConnection, type ReceivedAction } from '../../ami/testing/scriptedPbx.ts';

type Fields = readonly (readonly [string, string | number])[];
export type Item = readonly [event: string, fields: Fields];

/** Actions that the least account may send, as ListCommands tells them. */
const leastRights = ['Originate', 'Hangup', 'Park', 'Status', 'ParkedCalls', 'ListCommands', 'Ping'];

/** A scripted PBX of AMI 2.x that a line can log in to: it has no calls, and the least rights, until a test says otherwise. */
export class LinePbx {
  readonly pbx: ScriptedPbx;
  /** What Status and ParkedCalls answer with. */
  channels: readonly Item[] = [];
  parked: readonly Item[] = [];
  rights: readonly string[] = leastRights;

  private constructor(pbx: ScriptedPbx) {
    this.pbx = pbx;
    pbx.on('ListCommands', (connection, action) =>
      connection.answer(
        action,
        this.rights.map((name) => [name, 'x']),
      ),
    );
    pbx.on('Status', (connection, action) => this.answerStatus(connection, action));
    pbx.on('ParkedCalls', (connection, action) =>
      connection.list(action, this.parked, 'ParkedCallsComplete'),
    );
    for (const name of ['Originate', 'Hangup', 'Park']) pbx.on(name, (link, action) => link.answer(action));
  }

  static async start(greeting = 'Asterisk Call Manager/5.0.4\r\n'): Promise<LinePbx> {
    return new LinePbx(await ScriptedPbx.start({ greeting }));
  }

  answerStatus(connection: PbxConnection, action: ReceivedAction): void {
    connection.list(action, this.channels, 'StatusComplete');
  }

  /** Tells the newest connection of events, in one go. */
  tell(...items: readonly Item[]): void {
    for (const [event, fields] of items) this.pbx.connection.event(event, fields);
  }

  close(): Promise<void> {
    return this.pbx.close();
  }
}

/** A channel as 2.x tells of it; `prefix` for the destination of a dial. */
export interface LeggedChannel {
  readonly name: string;
  readonly uniqueId: string;
  readonly caller?: readonly [number: string, name: string];
  readonly connected?: readonly [number: string, name: string];
  readonly exten?: string;
}

const stateCodes = { down: 0, ring: 4, ringing: 5, up: 6 } as const;
type State = keyof typeof stateCodes;

function fields(channel: LeggedChannel, state: State, prefix = ''): Fields {
  const { name, uniqueId, caller = ['', ''], connected = ['', ''], exten = 's' } = channel;
  const all: Fields = [
    ['Channel', name],
    ['ChannelState', stateCodes[state]],
    ['CallerIDNum', caller[0]],
    ['CallerIDName', caller[1]],
    ['ConnectedLineNum', connected[0]],
    ['ConnectedLineName', connected[1]],
    ['Exten', exten],
    ['Uniqueid', uniqueId],
    ['Linkedid', uniqueId],
  ];
  return all.map(([key, value]) => [prefix + key, value]);
}

/** Events and list items of AMI 2.x. */
export const say = {
  created: (channel: LeggedChannel, state: State = 'down'): Item => ['Newchannel', fields(channel, state)],
  state: (channel: LeggedChannel, state: State): Item => ['Newstate', fields(channel, state)],
  dial: (caller: LeggedChannel | undefined, dest: LeggedChannel): Item => [
    'DialBegin',
    [...(caller === undefined ? [] : fields(caller, 'up')), ...fields(dest, 'down', 'Dest')],
  ],
  enter: (bridgeId: string, channel: LeggedChannel): Item => [
    'BridgeEnter',
    [['BridgeUniqueid', bridgeId], ['BridgeType', 'basic'], ...fields(channel, 'up')],
  ],
  hold: (channel: LeggedChannel): Item => ['Hold', fields(channel, 'up')],
  parked: (channel: LeggedChannel, space: string, parker: string): Item => [
    'ParkedCall',
    [...fields(channel, 'up', 'Parkee'), ['ParkingSpace', space], ['ParkerDialString', parker]],
  ],
  hungUp: (channel: LeggedChannel, cause = 16): Item => [
    'Hangup',
    [...fields(channel, 'up'), ['Cause', cause]],
  ],
  status: (channel: LeggedChannel, state: State, bridgeId = '', called = false): Item => [
    'Status',
    [
      ...fields(channel, state),
      ['BridgeID', bridgeId],
      ['Application', called ? 'AppDial' : 'Dial'],
      ['Seconds', 5],
    ],
  ],
};
