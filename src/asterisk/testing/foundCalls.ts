import type { Call } from '../../cti/call.ts';
import type { CtiEvent } from '../../cti/event.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import { rebuild } from '../calls/rebuild/rebuild.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { packet } from './packets.ts';

/** The moment at which the calls are found. */
export const foundAt = { monoMs: 500_000, wallMs: 1_800_000_000_000 };

/** A channel as Asterisk answers Status with it, cut to what is read: name, state, caller > connected line, where, what. */
export type Row = readonly [
  channel: string,
  state: 4 | 5 | 6,
  parties: string,
  where: string,
  ids: string,
  application: string,
  more?: {
    readonly bridge?: string;
    readonly dnid?: string;
    readonly seconds?: number;
    readonly name?: string;
    readonly told?: string;
  },
];

/** What a panel finds that starts while these channels stand. @param device the phone of the line 101 */
export function found(
  rows: readonly Row[],
  parked: readonly string[] = [],
  device = 'PJSIP/101',
): {
  readonly calls: readonly Call[];
  readonly adapter: AsteriskAdapter;
  readonly events: readonly CtiEvent[];
} {
  const events: CtiEvent[] = [];
  let ids = 0;
  const adapter = new AsteriskAdapter({
    extension: '101',
    device,
    sendRingStartedOnRingingState: true,
    newId: () => `call-${++ids}`,
    emit: (event) => events.push(event),
  });
  const channels = rows.map(([channel, state, parties, where, uniqueIds, application, more = {}]) => {
    const [caller = '', connected = ''] = parties.split(' > ');
    const [context = '', exten = ''] = where.split('/');
    const [uniqueId = '', linkedId = uniqueId] = uniqueIds.split(' of ');
    const [name = '', data = ''] = application.split(/:(.*)/u);
    return dialect2.readStatus(
      packet(`Event: Status
        Channel: ${channel}
        ChannelState: ${state}
        CallerIDNum: ${caller}
        CallerIDName: ${more.name ?? ''}
        ConnectedLineNum: ${connected}
        ConnectedLineName: ${more.told ?? ''}
        Context: ${context}
        Exten: ${exten}
        Uniqueid: ${uniqueId}
        Linkedid: ${linkedId}
        DNID: ${more.dnid ?? ''}
        BridgeID: ${more.bridge ?? ''}
        Application: ${name}
        Data: ${data}
        Seconds: ${more.seconds ?? 0}`),
    );
  });
  const items = parked.map((text) => {
    const [uniqueId = '', channel = '', space = '', parker = ''] = text.split(' ');
    return { parkee: { uniqueId, name: channel }, space, parker };
  });
  const calls = rebuild(adapter, { channels, parked: items }, { pen: 'offhook' }, foundAt);
  return { calls, adapter, events };
}
