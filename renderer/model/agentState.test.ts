// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Agent } from '../../src/cti/agent.ts';
import type { Line } from '../../src/cti/line.ts';
import { agentPlace, workPlace } from '../state/agentPlace.ts';
import { settleMs } from '../state/settle.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { able, aSnapshot } from '../testing/story.ts';
import { endWork, switchState } from './agentState.ts';
import { createPanelModel, type PanelModel } from './panelModel.ts';

const queue = { name: 'support', loggedIn: true, fixed: false, paused: false, waiting: 0 };
const maySet = able(['SetAgentState']);

async function having(line: Partial<Line>): Promise<[PanelModel, FakeBridge]> {
  const bridge = new FakeBridge(aSnapshot({ queues: [queue], features: maySet, ...line }));
  const model = createPanelModel(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
  return [model, bridge];
}

describe('the key for ready and not ready', () => {
  it.each([
    ['ready', 'notReady'],
    ['notReady', 'ready'],
  ] as const)('makes an agent who is %s %s', async (status, state) => {
    const [model, bridge] = await having({ agent: { status, chosen: status, since: 0 } });
    switchState(model);
    expect(bridge.commands()).toEqual([{ type: 'SetAgentState', state }]);
  });

  it('does nothing for who has no queues, and nothing twice at once', async () => {
    const [alone, none] = await having({ queues: [] });
    switchState(alone);
    expect(none.commands()).toEqual([]);
    const [model, bridge] = await having({});
    const answer = bridge.holdCommand();
    switchState(model);
    switchState(model);
    expect(bridge.commands()).toHaveLength(1);
    answer({ status: 'done' });
  });

  it('says why it cannot, where there is a reason', async () => {
    const [denied, bridge] = await having({ features: able([], { SetAgentState: 'dispositionMissing' }) });
    switchState(denied);
    expect(bridge.commands()).toEqual([]);
    expect(denied.commands.getState().troubles[agentPlace]?.code).toBe('dispositionMissing');
    const [silent] = await having({ features: able([]) });
    switchState(silent);
    expect(silent.commands.getState().troubles).toEqual({});
  });
});

describe('the Enter that ends the work after a call', () => {
  const working = (since: number): Agent => ({ status: 'afterCallWork', chosen: 'ready', since });

  it('makes the agent ready', async () => {
    const [model, bridge] = await having({ agent: working(Date.now() - settleMs) });
    expect(endWork(model)).toBe(true);
    expect(bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready' }]);
    expect(model.commands.getState().pending).toEqual({ [workPlace]: 'SetAgentState' });
    expect(endWork(model)).toBe(true);
    expect(bridge.commands()).toHaveLength(1);
  });

  it.each([
    // An hour ahead: it cannot have settled however slow the test is.
    ['was meant for the call before', { agent: working(Date.now() + 3_600_000) }, true],
    ['cannot be carried out', { agent: working(0), features: able([]) }, true],
    ['has no work to end', { agent: { status: 'ready', chosen: 'ready', since: 0 } }, false],
  ] as const)('sends nothing where it %s', async (_why, line, used) => {
    const [model, bridge] = await having(line);
    expect(endWork(model)).toBe(used);
    expect(bridge.commands()).toEqual([]);
  });
});
