import { describe, expect, it } from 'vitest';
import {
  recordedBytes,
  type RecordedPbx,
  recordedPbxes,
  recordingNames,
} from '../../ami/testing/recordings.ts';
import { type CtiEvent, isCallEvent } from '../../cti/event.ts';
import { AsteriskConnection } from '../line/connection.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';
import { deviceOf, devicesIn, openRecording, replay } from '../testing/replay.ts';
import { FollowedPbx } from './followedPbx.ts';

/** On every tenth recording; on the others a hundred, which is quicker. */
const linesMax = 1_000;

/** A line that is on the recorded PBX with others, or alone. */
class Desk {
  readonly events: CtiEvent[] = [];
  readonly world = new LineWorld();
  readonly connection: AsteriskConnection;

  constructor(options: LineOptions, pbx?: FollowedPbx) {
    // All clocks and counts are its own, so that nothing differs but the company.
    const edges = this.world.edges;
    this.connection = new AsteriskConnection(options, edges, pbx ?? new FollowedPbx(options, edges));
    this.connection.onEvent((event) => this.events.push(event));
    this.connection.start();
  }
}

function optionsOf(pbx: RecordedPbx, name: string, device: string): LineOptions {
  const extension = device.slice(device.indexOf('/') + 1);
  return lineOptions({
    source: { kind: 'recording', bytes: recordedBytes(pbx, name) },
    extension,
    device,
    // Each kind of thing that a line hears of.
    colleagues: ['101', '102', '103'].filter((each) => each !== extension),
    packetInfoConfig: ['AccountCode'],
    queues: {
      extensionFormat: 'Local/{0}@from-queue/n',
      names: ['support'],
      autoPauseOnCommutationStart: false,
      afterCallWorkMs: 0,
      traceState: false,
    },
  });
}

function alone(options: LineOptions): readonly CtiEvent[] {
  const desk = new Desk(options);
  desk.world.clock.advance(0);
  return desk.events;
}

function among(
  all: readonly LineOptions[],
  pbx: RecordedPbx,
  lines: number,
): readonly (readonly CtiEvent[])[] {
  const [first] = all;
  if (first === undefined) return [];
  const world = new LineWorld();
  const followed = new FollowedPbx(first, world.edges);
  const desks = all.map((options) => new Desk(options, followed));
  for (let index = desks.length; index < lines; index += 1) {
    const extension = String(50_000 + index);
    const options = lineOptions({ source: first.source, extension, device: deviceOf(pbx, extension) });
    new AsteriskConnection(options, world.edges, followed).start();
  }
  world.clock.advance(0);
  return desks.map(({ events }) => events);
}

/** What happened to calls, without what a replay of the calls alone has otherwise: ids, features, times. */
function courseOf(events: readonly CtiEvent[]): readonly string[] {
  return events.filter(isCallEvent).map(({ type, call }) => {
    const { direction, state, phase, number, name, queue, outcome, rings } = call;
    return JSON.stringify({ type, direction, state, phase, number, name, queue, outcome, rings });
  });
}

const rows = recordedPbxes
  .flatMap((pbx) =>
    recordingNames(pbx).flatMap((name) => {
      const devices = devicesIn(openRecording(pbx, name)).slice(0, 20);
      return devices.length === 0 ? [] : [{ pbx, name, devices }];
    }),
  )
  .map((row, index) => ({ ...row, lines: index % 10 === 0 ? linesMax : 100 }));

describe('a line among many on one PBX', () => {
  it.each(rows)(
    'reports what it reports alone: $pbx $name, $lines lines',
    ({ pbx, name, devices, lines }) => {
      const all = devices.map((device) => optionsOf(pbx, name, device));
      const together = among(all, pbx, lines);
      for (const [index, options] of all.entries())
        expect(JSON.stringify(together[index])).toBe(JSON.stringify(alone(options)));
    },
  );

  it.each(rows)(
    'reports all that a line reports which hears every event: $pbx $name',
    ({ pbx, name, devices }) => {
      const recording = openRecording(pbx, name);
      for (const device of devices) {
        const options = { ...optionsOf(pbx, name, device), packetInfoConfig: [] };
        const { extension } = options;
        expect(courseOf(alone(options))).toEqual(courseOf(replay(recording, { extension, device }).events));
      }
    },
  );
});
