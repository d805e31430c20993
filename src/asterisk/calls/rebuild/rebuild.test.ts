import { describe, expect, it } from 'vitest';
import { recordedPbxes, type RecordedPbx } from '../../../ami/testing/recordings.ts';
import { clocks } from '../../../cti/call.ts';
import type { CallEvent } from '../../../cti/event.ts';
import { isCallEvent } from '../../../cti/event.ts';
import type { Instant } from '../../../cti/instant.ts';
import { AsteriskAdapter } from '../adapter.ts';
import type { ChannelEvent, ChannelFacts } from '../../dialect/channelEvent.ts';
import { rebuild } from './rebuild.ts';
import type { ChannelSnapshot, ParkedSnapshot, PbxSnapshot } from '../../dialect/snapshot.ts';
import { eventTexts } from '../../testing/eventText.ts';
import { deviceOf, openRecording, type Recording } from '../../testing/replay.ts';

const wallMs = 1_800_000_000_000;

/** One line on a PBX that can be lost and found again. */
class Line {
  readonly adapter: AsteriskAdapter;
  readonly events: CallEvent[] = [];
  readonly device: string;
  readonly extension: string;
  #ids = 0;
  #nowMs = 1_000_000;
  readonly #stepMs: number;

  /** @param stepMs how much later it is each time the clock is read */
  constructor(device: string, stepMs = 1_000) {
    this.device = device;
    this.#stepMs = stepMs;
    this.extension = device.slice(device.indexOf('/') + 1);
    this.adapter = new AsteriskAdapter({
      extension: this.extension,
      device,
      sendRingStartedOnRingingState: true,
      newId: this.newId,
      emit: (event) => {
        if (isCallEvent(event)) this.events.push(event);
      },
    });
  }

  readonly newId = (): string => `call-${++this.#ids}`;

  now(): Instant {
    this.#nowMs += this.#stepMs;
    return { monoMs: this.#nowMs, wallMs: wallMs + this.#nowMs };
  }

  hear(...events: readonly ChannelEvent[]): void {
    for (const event of events) this.adapter.handle(event, this.now());
  }

  /** The link breaks, comes back, and the PBX is as in the snapshot. */
  relink(snapshot: PbxSnapshot) {
    this.adapter.forgetChannels();
    return this.find(snapshot);
  }

  find(snapshot: PbxSnapshot) {
    return rebuild(this.adapter, snapshot, { pen: 'offhook' }, this.now());
  }
}

/** What the PBX answered to Status (and ParkedCalls) in a recorded session. */
function recordedSnapshot({ dialect, packets }: Recording): { snapshot: PbxSnapshot; until: number } {
  const first = packets.find(({ event }) => event === 'Status');
  const items = packets.filter(({ event, actionId }) => event === 'Status' && actionId === first?.actionId);
  const until = packets.findIndex(({ event }) => event === 'StatusComplete');
  return { snapshot: { channels: items.map((item) => dialect.readStatus(item)), parked: [] }, until };
}

const channel = (facts: ChannelFacts, more: Partial<ChannelSnapshot> = {}): ChannelSnapshot => ({
  facts,
  called: false,
  ...more,
});

const empty: PbxSnapshot = { channels: [], parked: [] };

describe.each(recordedPbxes)('the calls found on %s, when the panel starts', (pbx) => {
  const recording = openRecording(pbx, '18-snapshots');
  const found = (extension: string) =>
    new Line(deviceOf(pbx, extension)).find(recordedSnapshot(recording).snapshot);

  it('are the one that talks, with who it is and since when', () => {
    const [call, ...others] = found('101');
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      direction: 'incoming',
      state: 'talking',
      number: '201',
      name: 'Customer Alpha',
      line: '101',
    });
    // Two seconds old, as Asterisk told; the clock of the talk runs from then on.
    expect(call?.connectedAt).toBe(call?.startedAt);
    expect(call?.startedAt).toBe(wallMs + 1_001_000 - 2_000);
    expect(call === undefined ? undefined : clocks(call, 1_001_000)).toEqual({ talkMs: 2_000, holdMs: 0 });
  });

  it('are the one that rings', () => {
    expect(found('102')).toMatchObject([
      { direction: 'incoming', state: 'ringing', phase: 'ringing', number: '202', name: 'Customer Beta' },
    ]);
  });

  it('are none of a line that has none', () => {
    expect(found('103')).toEqual([]);
  });

  it('are reported by nothing but the snapshot', () => {
    const line = new Line(deviceOf(pbx, '101'));
    line.find(recordedSnapshot(recording).snapshot);
    expect(line.events).toEqual([]);
  });
});

describe.each(recordedPbxes)('live events after a snapshot on %s', (pbx) => {
  it('end the doubt about a hold that was made before, and then the call', () => {
    const recording = openRecording(pbx, '18b-login-during-calls');
    const { snapshot, until } = recordedSnapshot(recording);
    const line = new Line(deviceOf(pbx, '101'));
    const [call] = line.find(snapshot);
    expect(call).toMatchObject({
      direction: 'incoming',
      number: '201',
      name: 'Customer Alpha',
      state: 'talking',
    });
    expect(call?.holdUnknown).toBe(true);
    for (const packet of recording.packets.slice(until)) line.hear(...recording.dialect.read(packet));
    expect(line.events.map(({ type, call: { id } }) => [type, id])).toEqual([
      ['CallInfoChanged', call?.id],
      ['RingFinished', call?.id],
    ]);
    expect(line.events[0]?.call).not.toHaveProperty('holdUnknown');
    expect(line.events[1]?.call.outcome).toBe('answered');
    expect(line.adapter.stories()).toEqual([]);
  });

  it('go on with a call that was known before the gap: same id, and still on hold', () => {
    const recording = openRecording(pbx, '18-snapshots');
    const { snapshot, until } = recordedSnapshot(recording);
    const line = new Line(deviceOf(pbx, '101'), 1);
    for (const packet of recording.packets.slice(0, until)) line.hear(...recording.dialect.read(packet));
    const before = line.events.at(-1)?.call;
    expect(before).toMatchObject({ state: 'held', heldBy: 'agent' });
    line.adapter.forgetChannels();
    expect(line.adapter.stories()[0]?.call.checking).toBe(true);
    const told = line.events.length;
    expect(line.find(snapshot)).toEqual([before]);
    expect(line.events).toHaveLength(told);
    for (const packet of recording.packets.slice(until)) line.hear(...recording.dialect.read(packet));
    expect(eventTexts(line.events)).toEqual([
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 RingFinished answered cause=16',
    ]);
  });
});

const device = 'PJSIP/101';
const own: ChannelFacts = { uniqueId: '1.2', name: 'PJSIP/101-00000002', state: 'ringing', exten: 's' };
const caller: ChannelFacts = {
  uniqueId: '1.1',
  name: 'PJSIP/201-00000001',
  state: 'ring',
  callerNumber: '201',
  callerName: 'Customer Alpha',
  exten: '101',
};
const up = { state: 'up' } as const;

function ringing(): Line {
  const line = new Line(device);
  line.hear(
    { type: 'created', channel: caller },
    { type: 'created', channel: { ...own, state: 'down' } },
    { type: 'dialBegun', caller, dest: own, dialString: '101' },
    { type: 'changed', channel: own },
  );
  expect(line.events.map(({ type }) => type)).toEqual(['RingStarted']);
  return line;
}

function talking(): Line {
  const line = ringing();
  line.hear(
    { type: 'bridgeEntered', bridgeId: 'b', channel: { ...own, ...up } },
    { type: 'bridgeEntered', bridgeId: 'b', channel: { ...caller, ...up } },
  );
  expect(line.events.at(-1)?.type).toBe('CommutationStarted');
  return line;
}

const joined: PbxSnapshot = {
  channels: [
    channel({ ...own, ...up }, { bridgeId: 'b', called: true }),
    channel({ ...caller, ...up }, { bridgeId: 'b' }),
  ],
  parked: [],
};

describe('a known call after a gap', () => {
  it('that talks is over when it is not found again', () => {
    const line = talking();
    expect(line.relink(empty)).toEqual([]);
    expect(line.events.at(-1)).toMatchObject({
      type: 'RingFinished',
      call: { outcome: 'answered', approximate: true },
    });
    expect(line.events.at(-1)?.call).not.toHaveProperty('endReason');
  });

  it('that rang and is gone ended no one knows how', () => {
    const line = ringing();
    expect(line.relink(empty)).toEqual([]);
    expect(line.events.at(-1)).toMatchObject({
      type: 'RingFinished',
      call: { outcome: 'failed', endReason: 'connectionLost' },
    });
  });

  it('that rang and was answered meanwhile is the same call, connected', () => {
    const line = ringing();
    const [call] = line.relink(joined);
    expect(call).toMatchObject({ id: 'call-1', state: 'talking' });
    expect(line.events.map(({ type }) => type)).toEqual(['RingStarted', 'CommutationStarted']);
  });

  it('is not the same when the other party is another: the old one ended, the new one is found', () => {
    const line = talking();
    const other = { ...caller, ...up, uniqueId: '1.9', name: 'PJSIP/202-00000009' };
    const calls = line.relink({
      channels: [
        channel({ ...own, ...up, connectedNumber: '202' }, { bridgeId: 'b2', called: true }),
        channel(other, { bridgeId: 'b2' }),
      ],
      parked: [],
    });
    expect(line.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { id: 'call-1' } });
    expect(calls).toMatchObject([{ id: 'call-2', number: '202', state: 'talking' }]);
  });
});

describe('a click-to-call under way, found when the panel starts', () => {
  const leg = { ...own, exten: '201', callerNumber: '101', connectedNumber: '101' } as const;

  it('is still to be picked up while the phone rings', () => {
    const calls = new Line(device).find({
      channels: [channel({ ...leg, state: 'ringing', exten: 's' }, { originated: true })],
      parked: [],
    });
    expect(calls).toMatchObject([
      { direction: 'outgoing', state: 'dialing', phase: 'agentRinging', number: '' },
    ]);
  });

  it('calls the number that the dial plan is at, once the agent has lifted', () => {
    const calls = new Line(device).find({ channels: [channel({ ...leg, state: 'up' })], parked: [] });
    expect(calls).toMatchObject([
      { direction: 'outgoing', state: 'dialing', phase: 'calling', number: '201' },
    ]);
  });
});

describe('after a restart of the PBX', () => {
  it('the same channel name is another call: the Uniqueid has a new time in it', () => {
    const line = talking();
    const calls = line.relink({
      channels: [
        channel({ ...own, uniqueId: '2.2', ...up, connectedNumber: '201' }, { bridgeId: 'b', called: true }),
        channel({ ...caller, uniqueId: '2.1', ...up }, { bridgeId: 'b' }),
      ],
      parked: [],
    });
    expect(line.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { id: 'call-1' } });
    expect(calls).toMatchObject([{ id: 'call-2', uniqueId: '2.2', state: 'talking' }]);
  });

  it('a repeated Uniqueid on the phone of somebody else is not our call', () => {
    const line = talking();
    const calls = line.relink({
      channels: [
        channel({ ...own, name: 'PJSIP/102-00000002', ...up }, { bridgeId: 'b', called: true }),
        channel({ ...caller, ...up }, { bridgeId: 'b' }),
      ],
      parked: [],
    });
    expect(calls).toEqual([]);
    expect(line.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { id: 'call-1' } });
  });

  it('a repeated Uniqueid of both legs is taken for the same call: nothing tells them apart', () => {
    const line = talking();
    expect(line.relink(joined)).toMatchObject([{ id: 'call-1', state: 'talking' }]);
    expect(line.events.map(({ type }) => type)).toEqual(['RingStarted', 'CommutationStarted']);
  });
});

describe.each(recordedPbxes)('a parked call on %s', (pbx: RecordedPbx) => {
  const recording = openRecording(pbx, '09-hold-by-park');
  const { dialect, packets } = recording;
  const at = packets.findIndex(({ event, actionId }) => event === 'ParkedCall' && actionId !== undefined);
  const item = dialect.readParked(packets[at]!);
  /** Asterisk 11 leaves the Uniqueid out of the list: it is in the event of the parking. */
  const event = packets
    .slice(0, at)
    .flatMap((packet) => dialect.read(packet))
    .find(({ type }) => type === 'parked');
  const parkee: ChannelFacts = { ...(event as ChannelEvent & { type: 'parked' }).parkee, state: 'up' };
  // The lot is one bridge for all who wait in it.
  const parkedSnapshot: PbxSnapshot = {
    channels: [
      channel(parkee, { called: true, seconds: 9, ...(pbx === '11-sip' ? {} : { bridgeId: 'lot' }) }),
    ],
    parked: [item],
  };

  it('of the line is found as on hold, when the panel starts', () => {
    const line = new Line(deviceOf(pbx, '101'));
    const calls = line.find(parkedSnapshot);
    expect(calls).toMatchObject([
      {
        state: 'held',
        heldBy: 'agent',
        phase: 'onHold',
        direction: 'outgoing',
        number: '201',
        name: 'Customer Alpha',
        talkMs: 0,
        startedAt: wallMs + 1_001_000 - 9_000,
      },
    ]);
    expect(line.adapter.story(calls[0]!.id)?.parkedAt).toBe('701');
  });

  it('of somebody else is none of ours', () => {
    expect(new Line(deviceOf(pbx, '102')).find(parkedSnapshot)).toEqual([]);
  });

  it('is known again after a gap', () => {
    const line = new Line(deviceOf(pbx, '101'));
    for (const packet of packets.slice(0, at)) line.hear(...dialect.read(packet));
    const { id } = line.events[0]!.call;
    const told = line.events.length;
    expect(line.relink(parkedSnapshot)).toMatchObject([{ id, state: 'held', heldBy: 'agent' }]);
    expect(line.events).toHaveLength(told);
  });

  it('that is not waiting any more is over', () => {
    const line = new Line(deviceOf(pbx, '101'));
    for (const packet of packets.slice(0, at)) line.hear(...dialect.read(packet));
    expect(line.relink(empty)).toEqual([]);
    expect(line.events.at(-1)).toMatchObject({ type: 'RingFinished', call: { outcome: 'answered' } });
  });

  it('does not meet the others who wait in the same lot', () => {
    const line = new Line(deviceOf(pbx, '101'));
    const second: ChannelFacts = {
      ...parkee,
      uniqueId: '9.9',
      name: 'PJSIP/202-00000099',
      callerNumber: '202',
    };
    const secondItem: ParkedSnapshot = { ...item, parkee: second, space: '702' };
    const calls = line.find({
      channels: [...parkedSnapshot.channels, channel(second, { bridgeId: 'lot' })],
      parked: [item, secondItem],
    });
    expect(calls.map(({ number, state }) => [number, state])).toEqual([
      ['201', 'held'],
      ['202', 'held'],
    ]);
    expect(line.events).toEqual([]);
  });
});
