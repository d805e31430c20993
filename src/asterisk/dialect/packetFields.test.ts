import { describe, expect, it } from 'vitest';
import type { ChannelEvent } from './channelEvent.ts';
import { fieldsOf, subjectOf } from './packetFields.ts';
import { packet } from '../testing/packets.ts';

describe('the fields that the settings ask for', () => {
  const event = packet('Event: Newchannel\nCTI_ID: 4711\nx-customer: Jürgen\nEmpty:\nUnknown: <unknown>');

  it('are taken under the name asked for, in any case', () => {
    expect(fieldsOf(event, ['cti_id', 'X-Customer'])).toEqual({ cti_id: '4711', 'X-Customer': 'Jürgen' });
  });

  it('are left out where the packet has no value', () => {
    expect(fieldsOf(event, ['Empty', 'Unknown', 'Missing'])).toEqual({});
  });
});

describe('the channel that an event is about', () => {
  const channel = { uniqueId: '1.1', name: 'SIP/101-1' };

  it.each<[ChannelEvent, string | undefined]>([
    [{ type: 'created', channel }, '1.1'],
    [{ type: 'dialBegun', caller: channel, dest: { ...channel, uniqueId: '1.2' }, dialString: '' }, '1.1'],
    [{ type: 'dialBegun', dest: channel, dialString: '' }, undefined],
    [{ type: 'dialEnded', caller: channel, status: 'BUSY' }, '1.1'],
    [{ type: 'joinedQueue', uniqueId: '1.1', queue: 'support' }, '1.1'],
    [{ type: 'originated', actionId: 'x', success: false, reason: 0 }, undefined],
    [{ type: 'parked', parkee: channel, space: '701', parker: 'SIP/101' }, undefined],
  ])('%j', (event, uniqueId) => {
    expect(subjectOf(event)).toBe(uniqueId);
  });
});
