import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import type { CallEvent } from '../../cti/event.ts';
import { isCallEvent } from '../../cti/event.ts';
import { type Line, newLine, reduce } from '../../cti/line.ts';
import { AsteriskAdapter } from './adapter.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { breaches } from '../testing/contract.ts';
import { deviceOf, openRecording } from '../testing/replay.ts';

interface Heard {
  readonly events: readonly CallEvent[];
  readonly line: Line;
}

/** What one line tells of any channel events. */
function hear(device: string, channelEvents: readonly ChannelEvent[], onRinging = true): Heard {
  const events: CallEvent[] = [];
  let line = newLine('101', device);
  let ids = 0;
  let nowMs = 0;
  const adapter = new AsteriskAdapter({
    extension: '101',
    device,
    sendRingStartedOnRingingState: onRinging,
    newId: () => `call-${++ids}`,
    emit: (event) => {
      line = reduce(line, event);
      if (isCallEvent(event)) events.push(event);
    },
  });
  for (const event of channelEvents) {
    nowMs += 10;
    adapter.handle(event, { monoMs: nowMs, wallMs: nowMs });
  }
  return { events, line };
}

/** Whatever happened, the contract of the call events holds; only the end may be missing, where the PBX told of none. */
function expectContract({ events, line }: Heard): void {
  expect(breaches(events, Infinity)).toEqual([]);
  expect(line.ignored).toBe(0);
}

const sessions = recordedPbxes.flatMap((pbx) =>
  recordingNames(pbx)
    // The load test has nothing for the line, and 12,000 packets.
    .filter((name) => !name.startsWith('21-'))
    .map((name) => {
      const { packets, dialect } = openRecording(pbx, name);
      return { device: deviceOf(pbx, '101'), events: packets.flatMap((packet) => dialect.read(packet)) };
    })
    .filter(({ events }) => events.length > 0),
);
const anySession = fc.nat(sessions.length - 1).map((index) => sessions[index]!);

describe('whatever the PBX leaves out, turns round or says twice', () => {
  it('the contract holds for sessions with holes in them', () => {
    fc.assert(
      fc.property(
        anySession,
        fc.infiniteStream(fc.nat(9)),
        fc.boolean(),
        ({ device, events }, dice, onRinging) => {
          expectContract(
            hear(
              device,
              events.filter(() => dice.next().value !== 0),
              onRinging,
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('the contract holds for sessions of which only the middle is heard', () => {
    fc.assert(
      fc.property(anySession, fc.nat(), fc.nat(), ({ device, events }, from, length) => {
        const start = from % events.length;
        expectContract(hear(device, events.slice(start, start + (length % events.length))));
      }),
      { numRuns: 300 },
    );
  });

  it('the contract holds for neighbours that change places: events come from several threads', () => {
    fc.assert(
      fc.property(anySession, fc.infiniteStream(fc.nat(5)), ({ device, events }, dice) => {
        const shuffled = [...events];
        for (let index = 1; index < shuffled.length; index += 1) {
          if (dice.next().value !== 0) continue;
          [shuffled[index - 1], shuffled[index]] = [shuffled[index]!, shuffled[index - 1]!];
        }
        expectContract(hear(device, shuffled));
      }),
      { numRuns: 300 },
    );
  });

  it('the contract holds for events that are reported twice', () => {
    fc.assert(
      fc.property(anySession, fc.infiniteStream(fc.nat(5)), ({ device, events }, dice) => {
        expectContract(
          hear(
            device,
            events.flatMap((event) => (dice.next().value === 0 ? [event, event] : [event])),
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('any channel events at all', () => {
  const channels: readonly ChannelFacts[] = [
    { uniqueId: '1', name: 'SIP/101-1' },
    { uniqueId: '2', name: 'SIP/101-2' },
    { uniqueId: '3', name: 'SIP/201-3', callerNumber: '201' },
    { uniqueId: '4', name: 'SIP/202-4', callerNumber: '202' },
    { uniqueId: '5', name: 'Local/101@q-5;1' },
    { uniqueId: '6', name: 'Local/101@q-5;2' },
  ];
  const channel = fc
    .tuple(fc.constantFrom(...channels), fc.constantFrom('down', 'ring', 'ringing', 'up', undefined))
    .map(([facts, state]) => (state === undefined ? facts : { ...facts, state }));
  const name = fc.constantFrom(...channels.map((facts) => facts.name), 'SIP/101-1<MASQ>', 'X<ZOMBIE>');
  const uniqueId = fc.constantFrom(...channels.map((facts) => facts.uniqueId));
  const bridgeId = fc.constantFrom('a', 'b');
  const status = fc.constantFrom('ANSWER', 'BUSY', 'NOANSWER', 'CANCEL');
  const on = <T extends string>(...types: T[]) => fc.constantFrom(...types);

  const anyChannelEvent = fc.oneof(
    fc.record({
      type: on('created', 'changed', 'held', 'unheld', 'musicStarted', 'musicStopped'),
      channel,
    }),
    fc.record({ type: on('dialBegun'), caller: channel, dest: channel, dialString: fc.constant('') }),
    fc.record({ type: on('dialBegun'), dest: channel, dialString: fc.constant('') }),
    fc.record({ type: on('dialEnded'), caller: channel, dest: channel, status }),
    fc.record({ type: on('bridgeEntered', 'bridgeLeft'), bridgeId, channel }),
    fc.record({ type: on('renamed'), uniqueId, from: name, to: name }),
    fc.record({ type: on('joinedQueue', 'leftQueue'), uniqueId, queue: fc.constant('support') }),
    fc.record({ type: on('queueDialled'), uniqueId, destName: name, queue: fc.constant('support') }),
    fc.record({ type: on('queueRingEnded'), uniqueId }),
    fc.record({ type: on('parked'), parkee: channel, space: on('701', '702'), parker: name }),
    fc.record({ type: on('unparked'), parkee: channel, retrieverName: name }),
    fc.record({
      type: on('originated'),
      actionId: fc.constant('x'),
      success: fc.boolean(),
      reason: fc.nat(8),
      uniqueId,
    }),
    fc.record({ type: on('hungUp'), channel, cause: fc.constantFrom(0, 16, 17, 26) }),
  ) as fc.Arbitrary<ChannelEvent>;

  it('throw nothing, and keep the contract', () => {
    fc.assert(
      fc.property(fc.array(anyChannelEvent, { maxLength: 60 }), fc.boolean(), (events, onRinging) => {
        expectContract(hear('SIP/101', events, onRinging));
      }),
      { numRuns: 1_000 },
    );
  });

  it('leave no call behind when all channels have ended', () => {
    fc.assert(
      fc.property(fc.array(anyChannelEvent, { maxLength: 60 }), (events) => {
        const ends = channels.map((facts): ChannelEvent => ({ type: 'hungUp', channel: facts, cause: 16 }));
        const heard = hear('SIP/101', [...events, ...ends]);
        expectContract(heard);
        expect(heard.line.calls).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
