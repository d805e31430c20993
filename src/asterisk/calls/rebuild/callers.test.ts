import { describe, expect, it } from 'vitest';
import type { ChannelFacts } from '../../dialect/channelEvent.ts';
import type { ChannelSnapshot } from '../../dialect/snapshot.ts';
import { AsteriskChannels } from '../../pbx/channels.ts';
import { argumentOf, Callers, isCalling } from './callers.ts';

interface Row {
  readonly name: string;
  readonly application?: string;
  readonly data?: string;
  readonly linkedId?: string | null;
  readonly called?: boolean;
  readonly number?: string;
  readonly connected?: string;
}

/** Who calls the channel of that name, in a snapshot of these. */
function callerOf(name: string, rows: readonly Row[]): string | undefined {
  const channels = new AsteriskChannels();
  const found = new Map<string, ChannelSnapshot>();
  for (const [index, row] of rows.entries()) {
    const { linkedId = '1.0', called = false, application, data } = row;
    const facts: ChannelFacts = {
      uniqueId: `1.${index}`,
      name: row.name,
      ...(linkedId === null ? {} : { linkedId }),
      callerNumber: row.number ?? '',
      connectedNumber: row.connected ?? '',
    };
    const channel = channels.learn(facts);
    if (called) channel.listAsCalled();
    const item: ChannelSnapshot = {
      facts,
      called,
      ...(application === undefined ? {} : { application }),
      ...(data === undefined ? {} : { data }),
    };
    if (application === 'Queue') channel.queue = argumentOf(item);
    found.set(facts.uniqueId, item);
  }
  return new Callers(channels, found).of(channels.byName(name)!)?.name;
}

const phone: Row = { name: 'PJSIP/101-02', called: true };
const trunk = (more: Partial<Row> = {}): Row => ({ name: 'PJSIP/trunk-01', application: 'Dial', ...more });

describe('who calls a channel that the PBX lists', () => {
  it.each<[string, string]>([
    ['the one device', 'PJSIP/101,30,tT'],
    ['one of several', 'PJSIP/102&PJSIP/101&PJSIP/103,30'],
    ['behind an address of its own', 'PJSIP/555@101,30'],
    ['with a contact', 'PJSIP/101/sip:101@10.0.0.7:5060,30'],
  ])('is who names it: %s', (_what, data) => {
    const other = trunk({ name: 'PJSIP/trunk-09', data: 'PJSIP/102,30' });
    expect(callerOf(phone.name, [other, trunk({ data }), phone])).toBe('PJSIP/trunk-01');
  });

  it('is not who names a device that only begins alike', () => {
    const rows = [
      trunk({ data: 'PJSIP/1011,30' }),
      trunk({ name: 'PJSIP/trunk-09', data: 'PJSIP/10,30' }),
      phone,
    ];
    expect(callerOf(phone.name, rows)).toBeUndefined();
  });

  it('is not who belongs to another call, however well it names it', () => {
    expect(callerOf(phone.name, [trunk({ data: 'PJSIP/101', linkedId: '9.9' }), phone])).toBeUndefined();
  });

  it('is a queue’s caller, where none names it: queues do not say whom they call', () => {
    const queued = trunk({ name: 'PJSIP/trunk-07', application: 'Queue', data: 'support,tT' });
    expect(callerOf(phone.name, [queued, trunk({ data: 'PJSIP/102' }), phone])).toBe('PJSIP/trunk-07');
    expect(callerOf(phone.name, [queued, trunk({ data: 'PJSIP/101' }), phone])).toBe('PJSIP/trunk-01');
  });

  it('is unknown where two might', () => {
    const two = [
      trunk({ application: 'Queue', data: 'support' }),
      trunk({ name: 'PJSIP/trunk-07', application: 'Queue', data: 'sales' }),
    ];
    expect(callerOf(phone.name, [...two, phone])).toBeUndefined();
    const follow = [
      trunk({ application: 'FollowMe', data: '101' }),
      trunk({ name: 'SIP/x-1', application: 'Page' }),
    ];
    expect(callerOf(phone.name, [...follow, phone])).toBeUndefined();
  });

  it('is the only one that calls anybody in that call', () => {
    expect(callerOf(phone.name, [trunk({ application: 'FollowMe', data: '101' }), phone])).toBe(
      'PJSIP/trunk-01',
    );
    expect(callerOf(phone.name, [trunk({ application: 'VoiceMail', data: '101' }), phone])).toBeUndefined();
  });

  it('is never the channel itself, nor the other half of it', () => {
    const one = { name: 'Local/101@from-queue-1;1', called: true };
    const two = { name: 'Local/101@from-queue-1;2', application: 'Dial', data: 'Local/101@from-queue' };
    expect(callerOf(one.name, [one, two])).toBeUndefined();
    const queued = trunk({ application: 'Queue', data: 'support' });
    expect(callerOf(one.name, [one, two, queued])).toBe('PJSIP/trunk-01');
  });
});

describe('who calls a channel that AMI 1.x lists', () => {
  const old = { linkedId: null };
  const leg: Row = { ...phone, ...old, number: '101', connected: '201' };

  it('is the only one that has the number which the leg shows', () => {
    const caller = { name: 'SIP/trunk-01', number: '201', ...old };
    expect(callerOf(leg.name, [caller, leg])).toBe('SIP/trunk-01');
    expect(callerOf(leg.name, [caller, { ...caller, name: 'SIP/trunk-05' }, leg])).toBeUndefined();
  });

  it.each<[string, Partial<Row>, Partial<Row>]>([
    ['the leg shows none', {}, { connected: '' }],
    ['it was called itself', { called: true }, {}],
    ['it is a Local channel', { name: 'Local/201@x-1;2' }, {}],
    ['it has another number', { number: '202' }, {}],
  ])('is unknown where %s', (_what, ofCaller, ofLeg) => {
    const caller = { name: 'SIP/trunk-01', number: '201', ...old, ...ofCaller };
    expect(callerOf(leg.name, [caller, { ...leg, ...ofLeg }])).toBeUndefined();
  });
});

it.each([
  ['Dial', true],
  ['Queue', true],
  ['RetryDial', true],
  ['FollowMe', true],
  ['Page', true],
  ['VoiceMail', false],
  ['dial', false],
  ['', false],
])('%j calls somebody: %s', (application, calls) => {
  const facts = { uniqueId: '1.1', name: 'x' };
  expect(isCalling({ facts, called: false, application })).toBe(calls);
  expect(isCalling({ facts, called: false })).toBe(false);
});
