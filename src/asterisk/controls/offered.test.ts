import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/wire/error.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { recordedPbxes, recordingNames } from '../../ami/testing/recordings.ts';
import { type CallCommand, type CallCommandType, refused } from '../../cti/command.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { deaf } from './control/eventWaiters.ts';
import { callFeatures } from '../line/features.ts';
import { Capabilities } from '../pbx/capabilities.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';
import { ourCommands } from '../testing/ourCommands.ts';
import { devicesIn, openRecording, type Recording, replay, type Replayed } from '../testing/replay.ts';
import type { ControlContext } from './control/control.ts';
import { callDenial, runOnCall } from './index.ts';
import { joinable, partiesBeside } from './transfer/pair.ts';

/** A context on what was replayed so far, at a PBX that refuses all; what it was asked is counted. */
function refusing(replayed: Replayed, device: string): { context: ControlContext; asked: () => number } {
  const { adapter, dialect } = replayed;
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
    line: () => replayed.line,
    send: (action) => {
      asked += 1;
      return Promise.reject(new AmiError('refused', 'no', { serverMessage: `No ${action.name} today` }));
    },
    ask: () => Promise.resolve(undefined),
    listen: () => deaf,
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

/** Two calls, to join which nothing is missing but that the agent names them. */
function otherOf(context: ControlContext, story: CallStory): CallStory | undefined {
  const others = partiesBeside(context, story);
  return others.find((second) => joinable(context, { first: story, second }) !== undefined) ?? others[0];
}

/** After how many packets something else is offered than before, or other channels are there to carry it out with. */
function turns(recording: Recording, extension: string, device: string): number[] {
  const ends: number[] = [];
  const ours = ourCommands(recording, extension);
  let context: ControlContext | undefined;
  let last = '';
  let end = 0;
  const look = (heard: Replayed): void => {
    context ??= refusing(heard, device).context;
    const { adapter } = heard;
    let offered = '';
    for (const story of adapter.stories()) {
      const isThere = adapter.channels.get(story.remote) !== undefined;
      const { can } = callFeatures(context, story, undefined);
      offered += `${story.call.id} ${story.call.state} ${can.join()} ${story.agentLegs.size} ${isThere} ${story.away?.how};`;
    }
    if (offered !== last && offered !== '') ends.push(end);
    last = offered;
  };
  const before = (packet: AmiPacket, heard: Replayed): void => {
    look(heard);
    end += 1;
    ours(packet, heard);
  };
  look(replay(recording, { extension, device, before }));
  return ends;
}

const rows = recordedPbxes.flatMap((pbx) =>
  // Those with 21 have thousands of calls of others.
  recordingNames(pbx)
    .filter((name) => !name.startsWith('21'))
    .map((name) => ({ pbx, name })),
);

describe('what is offered in the recorded sessions, whenever it changes and from every line', () => {
  it.each(rows)('$pbx $name: is tried, and undone', async ({ pbx, name }) => {
    const recording = openRecording(pbx, name);
    for (const device of devicesIn(recording)) {
      const extension = device.slice(device.indexOf('/') + 1);
      for (const end of turns(recording, extension, device)) {
        const part = { ...recording, packets: recording.packets.slice(0, end) };
        const replayed = replay(part, { extension, device, before: ourCommands(recording, extension) });
        const { adapter } = replayed;
        for (const story of adapter.stories()) {
          const { context, asked } = refusing(replayed, device);
          const before = { ...story.call };
          const { away, intent } = story;
          for (const type of callFeatures(context, story, undefined).can as CallCommandType[]) {
            const count = asked();
            const command = commandOf(type, story.call.id, otherOf(context, story)?.call.id);
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
  });
});
