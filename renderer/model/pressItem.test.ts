// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { able, aCall, aSnapshot } from '../testing/story.ts';
import { createPanelModel, type PanelModel } from './panelModel.ts';
import { pressItem, toolPermission } from './pressItem.ts';

const online = { state: 'online', version: '11.0.0' } as const;

async function having(...calls: readonly Call[]): Promise<[PanelModel, FakeBridge]> {
  const bridge = new FakeBridge(aSnapshot({ calls }));
  const model = createPanelModel(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
  return [model, bridge];
}

describe('a tool opens', () => {
  it.each([
    ['for a consultation', able(['MakeConsultCall']), { allowed: true }],
    ['for a transfer now', able(['BlindTransferCall']), { allowed: true }],
    [
      'for a transfer now, though a consultation is denied',
      able(['BlindTransferCall'], { MakeConsultCall: 'tooManyCalls' }),
      { allowed: true },
    ],
    [
      'not where both are denied, and says why of the first',
      able([], { MakeConsultCall: 'tooManyCalls', BlindTransferCall: 'rightMissing' }),
      { allowed: false, reason: 'tooManyCalls' },
    ],
    [
      'not where one is denied and the other not known',
      able([], { BlindTransferCall: 'rightMissing' }),
      { allowed: false, reason: 'rightMissing' },
    ],
    ['not where neither is known', able([]), { allowed: false }],
  ] as const)('%s', (_what, features, allowed) => {
    expect(toolPermission('transfer', aCall({ features }), online)).toEqual(allowed);
  });

  it('for keys by the right to send them alone', () => {
    const call = aCall({ features: able(['SendDtmf'], { MakeConsultCall: 'tooManyCalls' }) });
    expect(toolPermission('keypad', call, online)).toEqual({ allowed: true });
    expect(toolPermission('keypad', aCall({ features: able(['MakeConsultCall']) }), online).allowed).toBe(
      false,
    );
  });
});

describe('a button of the dock', () => {
  it('opens its tool, and closes it again', async () => {
    const call = aCall({ features: able(['SendDtmf']) });
    const [model] = await having(call);
    pressItem({ kind: 'keypad', call }, model, 'key:k');
    expect(model.tool.getState().open).toEqual({ kind: 'keypad', callId: call.id });
    pressItem({ kind: 'keypad', call }, model, 'key:k');
    expect(model.tool.getState().open).toBeUndefined();
  });

  it('says at the call why its tool does not open', async () => {
    const call = aCall({ features: able([], { SendDtmf: 'keysOnPhone' }) });
    const [model] = await having(call);
    pressItem({ kind: 'keypad', call }, model, 'key:k');
    expect(model.tool.getState().open).toBeUndefined();
    expect(model.commands.getState().troubles[call.id]?.code).toBe('keysOnPhone');
  });

  it('ends every call of a conference', async () => {
    const ends = able(['DropCall']);
    const calls = ['a', 'b'].map((id) => aCall({ id, conference: 'k', features: ends }));
    const [model, bridge] = await having(...calls);
    pressItem({ kind: 'endAll', calls }, model, 'dock:9');
    expect(bridge.commands()).toEqual(calls.map(({ id }) => ({ type: 'DropCall', callId: id })));
  });
});
