// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { type Commands, createCommands } from '../line/commands.ts';
import { createLineStore, type LineStore } from '../line/store.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCallIn, aSnapshot, beginningOf, eventOf } from '../testing/story.ts';
import { type CallsModel, createCallsModel } from './calls.ts';
import { createSecondCall } from './secondCall.ts';

let bridge: FakeBridge;
let line: LineStore;
let commands: Commands;
let calls: CallsModel;

const held = aCallIn('onHold', { id: 'held' });
const talking = aCallIn('talking', { id: 'talking' });
const ringing = aCallIn('ringing', { id: 'ringing' });

async function having(...standing: readonly Call[]): Promise<void> {
  bridge = new FakeBridge(aSnapshot({ calls: standing }));
  line = createLineStore(bridge, { localNow: () => 0 });
  commands = createCommands(bridge);
  calls = createCallsModel(line, commands, createSecondCall(bridge, line));
  await vi.waitUntil(() => line.getState().status === 'live', { interval: 1 });
}

beforeEach(() => having(held, talking));

describe('a call that was picked', () => {
  beforeEach(() => calls.pick('held'));

  it('keeps the focus while it stands and nothing else happens', () => {
    bridge.happen(eventOf(talking, { type: 'CallInfoChanged' }, 1000, { name: 'Known now' }));
    expect(calls.focused()?.id).toBe('held');
  });

  it.each([
    ['another call comes', () => beginningOf(ringing)],
    ['another goes', () => eventOf(talking, { type: 'RingFinished', outcome: 'answered' }, 1000)],
  ])('gives the focus back when %s', (_what, event) => {
    bridge.happen(event());
    expect(calls.getState().picked).toBeUndefined();
  });

  it('gives the focus to another that is talked on now', async () => {
    await having(held, ringing);
    calls.pick('held');
    bridge.happen(eventOf(ringing, { type: 'CommutationStarted' }, 1000));
    expect(calls.focused()?.id).toBe('ringing');
  });
});

describe('a command', () => {
  it('is not given twice while the first is on its way', async () => {
    const answer = bridge.holdCommand();
    calls.act('talking', 'HoldCall');
    calls.act('talking', 'HoldCall');
    calls.act('talking', 'DropCall');
    expect(bridge.commands()).toEqual([{ type: 'HoldCall', callId: 'talking' }]);
    answer({ status: 'done' });
    await vi.waitUntil(() => !('talking' in commands.getState().pending), { interval: 1 });
    calls.act('talking', 'DropCall');
    expect(bridge.commands()).toHaveLength(2);
  });

  it('for a call that is gone is not given', () => {
    calls.act('gone', 'DropCall');
    expect(bridge.commands()).toEqual([]);
  });

  it('that is denied is explained at the call, until the call is in another phase', async () => {
    await having(aCallIn('talking', { features: { can: [], denied: { HoldCall: 'parkingNotFound' } } }));
    calls.actLikeliest();
    expect(bridge.commands()).toEqual([]);
    expect(commands.getState().troubles.c1?.code).toBe('parkingNotFound');
    const [call] = line.getState().line.calls;
    bridge.happen(eventOf(call!, { type: 'CallInfoChanged' }, 500));
    expect(commands.getState().troubles.c1?.code).toBe('parkingNotFound');
    bridge.happen(eventOf(call!, { type: 'PutHoldAction', by: 'remote' }, 1000));
    expect(commands.getState().troubles).toEqual({});
  });
});
