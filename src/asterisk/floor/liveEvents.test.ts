import { describe, expect, it } from 'vitest';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { fieldsOf, subjectOf } from '../dialect/packetFields.ts';
import { LineWorld } from '../testing/lineWorld.ts';
import { packet } from '../testing/packets.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import { LiveEvents } from './liveEvents.ts';

const caller = 'PJSIP/201-00000001';
const phone = 'PJSIP/101-00000002';
const idOf = (channel: string): string => (channel === caller ? '1.1' : '1.2');

const about = (event: string, channel: string, more = ''): AmiPacket =>
  packet(`Event: ${event}
    Channel: ${channel}
    Uniqueid: ${idOf(channel)}
    Linkedid: 1.1
    ${more}`);
const created = (channel: string, more = ''): AmiPacket => about('Newchannel', channel, more);
const enters = (channel: string): AmiPacket =>
  about('BridgeEnter', channel, 'BridgeUniqueid: b\nBridgeType: basic\nChannelState: 6');
const dials = (): AmiPacket =>
  packet(`Event: DialBegin
    Channel: ${caller}
    Uniqueid: 1.1
    Linkedid: 1.1
    DestChannel: ${phone}
    DestUniqueid: 1.2
    DestLinkedid: 1.1
    DialString: 101`);

function bench(fieldNames: readonly string[] = []) {
  const world = new LineWorld();
  const told: string[] = [];
  const adapter = new AsteriskAdapter({
    extension: '101',
    device: 'PJSIP/101',
    sendRingStartedOnRingingState: true,
    newId: world.edges.newId,
    emit: (event) => told.push(event.type),
  });
  const followed: (string | undefined)[] = [];
  const heard: string[] = [];
  const stuck: string[] = [];
  const live = new LiveEvents({
    channels: adapter.channels,
    clock: world.edges.clock,
    onEvent: (one, event, at) => {
      adapter.handle(event, at);
      const isFact = event.type === 'changed' || event.type === 'created';
      followed.push(isFact ? event.channel.uniqueId : undefined);
      const subject = fieldNames.length === 0 ? undefined : subjectOf(event);
      if (subject !== undefined) adapter.note(subject, fieldsOf(one, fieldNames), at);
    },
    onPacket: (one, events) => heard.push(`${one.event ?? ''} ${events.length}`),
    onStuck: ({ code }) => stuck.push(code),
  });
  live.dialect = dialect2;
  return { world, adapter, live, told, followed, heard, stuck };
}

/** The call rings and is answered. */
function takeCall({ live }: ReturnType<typeof bench>): void {
  live.take(created(caller, 'ChannelState: 4\nCallerIDNum: 201\nExten: 101'));
  live.take(created(phone, 'ChannelState: 0'));
  live.take(dials());
  live.take(about('Newstate', phone, 'ChannelState: 5'));
  live.take(enters(phone));
  live.take(enters(caller));
}

describe('what the PBX reports while its calls are asked for', () => {
  it('is heard when they are known, in its order; then as it comes', () => {
    const one = bench();
    one.live.hold();
    takeCall(one);
    expect(one.live.areHeld).toBe(true);
    expect(one.told).toEqual([]);
    one.live.release();
    expect(one.live.areHeld).toBe(false);
    expect(one.told).toEqual(['RingStarted', 'CommutationStarted']);
    one.live.take(about('Hold', phone));
    expect(one.told).toEqual(['RingStarted', 'CommutationStarted', 'PutHoldAction']);
    expect(one.world.clock.pending).toBe(0);
  });

  it('before the question is in the answer already, and does not happen again', () => {
    const one = bench();
    takeKnown(one);
    one.live.hold();
    one.live.take(about('Newstate', phone, 'ChannelState: 5'));
    one.live.take(about('BridgeLeave', phone, 'BridgeUniqueid: b'));
    one.live.asked();
    one.live.release();
    expect(one.told).toEqual([]);
    expect(one.heard).toEqual(['Newstate 0', 'BridgeLeave 0']);
    expect(one.adapter.channels.get('1.2')).toMatchObject({ state: 'up', bridgeId: 'b' });
  });

  it('before the question is news where no answer has it: a hold', () => {
    const one = bench();
    takeKnown(one);
    one.live.hold();
    one.live.take(about('Hold', phone));
    one.live.asked();
    one.live.release();
    expect(one.told).toEqual(['PutHoldAction']);
    expect(one.adapter.stories()[0]?.call.state).toBe('held');
  });

  it('after the question is news, also of channels that are in the answer', () => {
    const one = bench();
    takeKnown(one);
    one.live.hold();
    one.live.asked();
    one.live.take(about('Hold', phone));
    one.live.release();
    expect(one.told).toEqual(['PutHoldAction']);
  });

  it('is divided by the question, where some came before it and some after', () => {
    const one = bench();
    takeKnown(one);
    one.live.hold();
    one.live.take(about('BridgeLeave', phone, 'BridgeUniqueid: b'));
    one.live.asked();
    one.live.take(about('Hold', phone));
    one.live.release();
    expect(one.heard).toEqual(['BridgeLeave 0', 'Hold 1']);
    expect(one.adapter.channels.get('1.2')?.bridgeId).toBe('b');
  });

  it('of a call that came and went before the question is a missed call', () => {
    const one = bench();
    one.live.hold();
    one.live.take(created(caller, 'ChannelState: 4\nCallerIDNum: 201\nExten: 101'));
    one.live.take(created(phone, 'ChannelState: 0'));
    one.live.take(dials());
    one.live.take(about('Newstate', phone, 'ChannelState: 5'));
    one.live.take(about('Hangup', phone, 'Cause: 16'));
    one.live.take(about('Hangup', caller, 'Cause: 16'));
    one.live.asked();
    one.live.release();
    expect(one.told).toEqual(['RingStarted', 'RingFinished']);
  });

  it('of a channel that is not known is over by then', () => {
    const one = bench();
    one.live.hold();
    one.live.asked();
    one.live.take(about('Newstate', phone, 'ChannelState: 5'));
    one.live.take(about('Hangup', phone, 'Cause: 16'));
    one.live.release();
    expect(one.told).toEqual([]);
    expect(one.adapter.channels.size).toBe(0);
  });

  it('of another login than this one is void', () => {
    const one = bench();
    one.live.hold();
    takeCall(one);
    one.live.reset();
    one.live.hold();
    one.live.release();
    expect(one.told).toEqual([]);
    expect(one.heard).toEqual([]);
  });
});

describe('a PBX that does not come to an end with its calls', () => {
  it('is given up after a minute, once', () => {
    const one = bench();
    one.live.hold();
    one.world.clock.advance(59_999);
    expect(one.stuck).toEqual([]);
    one.world.clock.advance(1);
    expect(one.stuck).toEqual(['timeout']);
    one.world.clock.advance(120_000);
    expect(one.stuck).toEqual(['timeout']);
    expect(one.live.areHeld).toBe(true);
  });

  it('is not given up once they are known, or the link is gone', () => {
    for (const end of ['release', 'reset', 'stop'] as const) {
      const one = bench();
      one.live.hold();
      one.live[end]();
      one.world.clock.advance(120_000);
      expect(one.stuck, end).toEqual([]);
      expect(one.world.clock.pending).toBe(0);
    }
  });

  it('is given up when it reports more meanwhile than can be kept', () => {
    const one = bench();
    one.live.hold();
    const large = new AmiPacket([
      ['Event', 'UserEvent'],
      ['Text', 'x'.repeat(1024 * 1024)],
    ]);
    for (let count = 0; count < 31; count += 1) one.live.take(large);
    expect(one.stuck).toEqual([]);
    one.live.take(large);
    expect(one.stuck).toEqual(['tooLarge']);
    expect(one.world.clock.pending).toBe(0);
    // The next login begins with nothing.
    one.live.hold();
    for (let count = 0; count < 31; count += 1) one.live.take(large);
    expect(one.stuck).toEqual(['tooLarge']);
  });
});

describe('what is followed', () => {
  it('says which channel is another than before', () => {
    const one = bench();
    one.live.release();
    takeCall(one);
    expect(one.followed).toEqual(['1.1', '1.2', undefined, '1.2', undefined, undefined]);
    expect(one.heard).toHaveLength(6);
  });

  it('brings the fields that the settings ask for to the call', () => {
    const one = bench(['X-Ticket', 'X-Other']);
    one.live.release();
    takeCall(one);
    one.live.take(about('Newstate', caller, 'ChannelState: 6\nX-Ticket: 4711'));
    expect(one.adapter.stories()[0]?.call.privateData).toEqual({ 'X-Ticket': '4711' });
  });

  it('is also heard by the others where it means nothing to the calls', () => {
    const one = bench();
    one.live.release();
    one.live.take(packet('Event: QueueMemberPause\nQueue: support'));
    expect(one.heard).toEqual(['QueueMemberPause 0']);
    expect(one.followed).toEqual([]);
  });
});

/** The calls stand and are known, as after a rebuild. */
function takeKnown(one: ReturnType<typeof bench>): void {
  one.live.release();
  takeCall(one);
  one.told.length = 0;
  one.heard.length = 0;
}
