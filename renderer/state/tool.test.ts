// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { createPanelModel, type PanelModel } from '../model/panelModel.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCallIn, aSnapshot, eventOf } from '../testing/story.ts';

const first = aCallIn('talking', { id: 'first' });
const second = aCallIn('onHold', { id: 'second' });
let bridge: FakeBridge;
let model: PanelModel;

async function having(...calls: readonly Call[]): Promise<void> {
  bridge = new FakeBridge(aSnapshot({ calls }));
  model = createPanelModel(bridge, { localNow: () => 0, afterPaint: (then) => then() });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
}
beforeEach(() => having(first, second));

const open = () => model.tool.getState().open;
const end = (call: Call): void =>
  bridge.happen(eventOf(call, { type: 'RingFinished', outcome: 'answered' }, 1_000));

describe('what is open below the calls', () => {
  it('is one at a time', () => {
    model.tool.open({ kind: 'keypad', callId: 'first' });
    model.tool.open({ kind: 'transfer', callId: 'first' });
    expect(open()).toEqual({ kind: 'transfer', callId: 'first' });
    model.tool.close();
    expect(open()).toBeUndefined();
  });

  it.each(['keypad', 'transfer'] as const)('closes with its call: %s', (kind) => {
    model.tool.open({ kind, callId: 'first' });
    end(first);
    expect(open()).toBeUndefined();
  });

  it.each(['keypad', 'transfer'] as const)('stays while another call ends: %s', (kind) => {
    model.tool.open({ kind, callId: 'first' });
    end(second);
    expect(open()).toEqual({ kind, callId: 'first' });
  });

  it('closes where it is a keypad and another call comes to focus, and stays where it is a transfer', () => {
    model.tool.open({ kind: 'keypad', callId: 'first' });
    model.calls.pick('second');
    expect(open()).toBeUndefined();
    model.calls.pick('first');
    model.tool.open({ kind: 'transfer', callId: 'first' });
    model.calls.pick('second');
    expect(open()).toEqual({ kind: 'transfer', callId: 'first' });
  });

  it('stays where the party that comes to focus is in the same conference', async () => {
    await having(aCallIn('conference', { id: 'first' }), aCallIn('conference', { id: 'second' }));
    model.tool.open({ kind: 'keypad', callId: 'first' });
    model.calls.pick('second');
    expect(open()).toEqual({ kind: 'keypad', callId: 'first' });
  });
});
