import type { Channel } from './channel.ts';
import type { Field } from './packets.ts';

/** Asterisk's states of a device, with what an extension's hint and a queue member say in that state. */
const deviceStates = {
  NOT_INUSE: { extension: 0, text: 'Idle', member: 1 },
  INUSE: { extension: 1, text: 'InUse', member: 2 },
  BUSY: { extension: 2, text: 'Busy', member: 3 },
  RINGING: { extension: 8, text: 'Ringing', member: 6 },
  RINGINUSE: { extension: 9, text: 'InUse&Ringing', member: 7 },
  ONHOLD: { extension: 16, text: 'Hold', member: 8 },
} as const;

export type DeviceState = keyof typeof deviceStates;

/** The state of a device, of all its channels (`devicestate.c`, ast_devstate_aggregate). */
function deviceStateOf(channels: readonly Channel[]): DeviceState {
  const rings = channels.some((channel) => channel.state === 'Ringing');
  const inUse = channels.some((channel) => channel.state === 'Up' || channel.state === 'Ring');
  if (rings) return inUse ? 'RINGINUSE' : 'RINGING';
  // PJSIP tells the one who hears the music as on hold, not the one who holds.
  if (channels.some((channel) => channel.hearsMusic && channel.bridge?.type === 'basic')) return 'ONHOLD';
  if (inUse) return 'INUSE';
  return channels.some((channel) => channel.state === 'Busy') ? 'BUSY' : 'NOT_INUSE';
}

/** What is reported of a device whose state changed, and of the extension that has it as its hint. */
export function deviceStatePackets(
  device: string,
  hint: string | undefined,
  channels: readonly Channel[],
): { state: DeviceState; packets: readonly { name: string; fields: readonly Field[] }[] } {
  const state = deviceStateOf(channels);
  const changed = {
    name: 'DeviceStateChange',
    fields: [
      ['Device', device],
      ['State', state],
    ] as const,
  };
  if (hint === undefined) return { state, packets: [changed] };
  const extension = {
    name: 'ExtensionStatus',
    fields: [
      ['Exten', hint],
      ['Context', 'hints'],
      ['Hint', device],
      ...extensionStateFields(state),
    ] as const,
  };
  return { state, packets: [extension, changed] };
}

export function extensionStateFields(state: DeviceState): Field[] {
  const { extension, text } = deviceStates[state];
  return [
    ['Status', String(extension)],
    ['StatusText', text],
  ];
}

export function memberStatus(state: DeviceState): number {
  return deviceStates[state].member;
}
