import { describe, expect, it } from 'vitest';
import { AmiPacket } from '../../../ami/wire/packet.ts';
import type { AmiAction } from '../../../ami/wire/action.ts';
import type { ChannelSnapshot, PbxSnapshot } from '../../dialect/snapshot.ts';
import { askHoldStates } from './holdStates.ts';

const channel = (name: string, bridgeId?: string, application?: string): ChannelSnapshot => ({
  facts: { uniqueId: name, name },
  called: false,
  ...(bridgeId === undefined ? {} : { bridgeId }),
  ...(application === undefined ? {} : { application }),
});
const [own, customer] = ['PJSIP/101-01', 'PJSIP/201-02'] as const;
const two = [channel(own, 'b'), channel(customer, 'b')];

async function ask(
  channels: readonly ChannelSnapshot[],
  states: Readonly<Record<string, string>>,
  more: Partial<PbxSnapshot> = {},
) {
  const asked: string[] = [];
  const send = async (action: AmiAction): Promise<AmiPacket> => {
    const [[, variable] = ['', '']] = action.fields as readonly (readonly [string, string])[];
    asked.push(variable);
    const value = states[/\((.*)\)/u.exec(variable)?.[1] ?? ''];
    if (value === undefined) throw new Error('Permission denied');
    return Promise.resolve(new AmiPacket([['Value', value]]));
  };
  const onHold = await askHoldStates(send, { channels, parked: [], ...more }, new Set(['PJSIP/101']));
  return { asked, onHold: Object.fromEntries(onHold) };
}

describe('who is on hold', () => {
  it('is reported by the devices of both ends', async () => {
    const { asked, onHold } = await ask(two, { 'PJSIP/101': 'INUSE', 'PJSIP/201': 'ONHOLD' });
    expect(asked).toEqual(['DEVICE_STATE(PJSIP/101)', 'DEVICE_STATE(PJSIP/201)']);
    expect(onHold).toEqual({ [own]: false, [customer]: true });
  });

  it('is not known of a device that has other calls', async () => {
    const { onHold } = await ask([...two, channel('PJSIP/201-09')], {
      'PJSIP/101': 'INUSE',
      'PJSIP/201': 'ONHOLD',
    });
    expect(onHold).toEqual({ [own]: false });
  });

  it('is not known where the PBX does not say, or says something else', async () => {
    expect((await ask(two, { 'PJSIP/201': 'UNKNOWN' })).onHold).toEqual({});
  });

  it.each<[string, readonly ChannelSnapshot[], Partial<PbxSnapshot>]>([
    ['through a Local channel', [channel(own, 'b'), channel('Local/101@q-00;2', 'b')], {}],
    ['of chan_sip', [channel('SIP/101-01', 'b'), channel('SIP/201-02', 'b')], {}],
    ['of colleagues', [channel('PJSIP/102-01', 'b'), channel(customer, 'b')], {}],
    ['of three', [...two, channel('PJSIP/202-03', 'b')], {}],
    ['of a conference', [channel(own, 'b', 'ConfBridge'), channel(customer, 'b', 'ConfBridge')], {}],
    ['of nobody', [channel(own), channel(customer)], {}],
    [
      'in the car park',
      two,
      {
        parked: [own, customer].map((name) => ({
          parkee: { uniqueId: name, name },
          space: '701',
          parker: '',
        })),
      },
    ],
  ])('is not asked %s', async (_what, channels, more) => {
    expect((await ask(channels, {}, more)).asked).toEqual([]);
  });
});
