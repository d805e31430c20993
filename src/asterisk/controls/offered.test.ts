import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/error.ts';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { type CallCommand, type CallCommandType, refused } from '../../cti/command.ts';
import { callFeatures } from '../line/features.ts';
import { Capabilities } from '../pbx/capabilities.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';
import { ourCommands } from '../testing/ourCommands.ts';
import { deviceOf, openRecording, replay, type Replayed } from '../testing/replay.ts';
import type { ControlContext } from './control.ts';
import { callDenial, runOnCall } from './index.ts';

/** A context on what was replayed so far, at a PBX that refuses all; what it was asked is counted. */
function refusing(
  { adapter, dialect, line }: Replayed,
  device: string,
): { context: ControlContext; asked: () => number } {
  const { edges } = new LineWorld();
  let asked = 0;
  const clock = {
    now: () => edges.clock.now(),
    setTimeout: (callback: () => void) => {
      queueMicrotask(callback);
      return {};
    },
    clearTimeout: () => undefined,
  };
  const context: ControlContext = {
    options: lineOptions({ device }),
    edges: { ...edges, clock },
    adapter,
    dialect,
    capabilities: new Capabilities(undefined),
    phone: { ignoresAutoAnswer: false, ignoresNotify: false },
    dialPlan: { hold: true, conference: true },
    atxferDoesNothing: new Set(),
    denial: (type, story) => callDenial(type, context, story),
    perform: (command) => {
      const story = adapter.story(command.callId);
      return story === undefined
        ? Promise.resolve(refused('unknownCall'))
        : runOnCall(context, story, command);
    },
    line: () => line,
    send: (action) => {
      asked += 1;
      return Promise.reject(new AmiError('refused', 'no', { serverMessage: `No ${action.name} today` }));
    },
    waitFor: () => Promise.resolve(undefined),
  };
  return { context, asked: () => asked };
}

function commandOf(type: CallCommandType, callId: string, otherId?: string): CallCommand {
  if (type === 'SendDtmf') return { type, callId, digits: '1' };
  if (type === 'BlindTransferCall' || type === 'MakeConsultCall') return { type, callId, number: '102' };
  // Of two calls that do not belong together the agent names the other one.
  if ((type === 'TransferCall' || type === 'StartConference') && otherId !== undefined)
    return { type, callId, withCallId: otherId };
  return { type, callId };
}

/** Every so many packets. */
const step = 12;

describe.each(recordedPbxes)('what is offered in the recorded sessions of %s', (pbx) => {
  // Those with 21 have thousands of calls of others.
  it.each(recordingNames(pbx).filter((name) => !name.startsWith('21')))(
    '%s: is tried, and undone',
    async (name) => {
      const recording = openRecording(pbx, name);
      for (const extension of ['101', '102', '201']) {
        const device = deviceOf(pbx, extension);
        for (let end = step; end < recording.packets.length; end += step) {
          const part = { ...recording, packets: recording.packets.slice(0, end) };
          const replayed = replay(part, { extension, before: ourCommands(recording, extension) });
          const { adapter } = replayed;
          for (const story of adapter.stories()) {
            const { context, asked } = refusing(replayed, device);
            const before = { ...story.call };
            const { away, intent } = story;
            for (const type of callFeatures(context, story, undefined).can as CallCommandType[]) {
              const count = asked();
              const other = adapter.stories().find((each) => each !== story && each.isConnected);
              // To join two of whom one has just hung up is refused, before anything is sent.
              const pair = type === 'TransferCall' || type === 'StartConference';
              if (pair && [story, other].some((each) => adapter.channels.get(each?.remote) === undefined))
                continue;
              const command = commandOf(type, story.call.id, other?.call.id);
              const result = await runOnCall(context, story, command);
              const what = `${type} of line ${extension} after ${end} packets`;
              // Nothing to be asked of the PBX: a party that waits parked is left there, a call without a leg is given up.
              if (result.status === 'done' && adapter.story(story.call.id) === undefined) break;
              expect(asked(), `${what}: nothing was sent`).toBeGreaterThan(count);
              expect(result.status, what).not.toBe('done');
              expect(story.call.state, what).toBe(before.state);
              expect(story.away, what).toEqual(away);
              if (intent === undefined) expect(story.intent, what).toBeUndefined();
            }
          }
        }
      }
    },
  );
});
