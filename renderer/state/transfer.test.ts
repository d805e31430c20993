// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPanelModel, type PanelModel } from '../model/panelModel.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { able, aCall, aCallIn, aSnapshot, beginningOf, eventOf } from '../testing/story.ts';
import { suggestions } from './transfer.ts';

let bridge: FakeBridge;
let model: PanelModel;
const call = aCall({ features: able(['MakeConsultCall', 'BlindTransferCall']) });

async function having(...calls: readonly (typeof call)[]): Promise<void> {
  bridge = new FakeBridge(aSnapshot({ calls }));
  model = createPanelModel(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
}

beforeEach(() => having(call));

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const isOpen = (): boolean => model.tool.getState().open?.kind === 'transfer';
const troubles = () => model.commands.getState().troubles;

describe('a transfer', () => {
  it('takes over what was typed into the number field', () => {
    model.dial.setText('102');
    model.transfer.open('c1');
    expect(model.transfer.getState().text).toBe('102');
    expect(model.dial.getState().text).toBe('');
  });

  it.each([
    ['askFirst', 'MakeConsultCall'],
    ['now', 'BlindTransferCall'],
  ] as const)('by %s sends %s and closes when it was done', async (way, type) => {
    model.transfer.open('c1');
    model.transfer.setText('102');
    model.transfer[way]();
    model.transfer[way]();
    expect(bridge.commands()).toEqual([{ type, callId: 'c1', number: '102' }]);
    expect(isOpen()).toBe(true);
    await settled();
    expect(isOpen()).toBe(false);
    model.transfer.open('c1');
    expect(model.transfer.getState().text).toBe('');
  });

  it.each([
    ['askFirst', { type: 'MakeConsultCall', keys: '12#' }],
    ['now', { type: 'BlindTransferCall' }],
  ] as const)('by %s of a number with keys hands them to who can send them', (way, command) => {
    model.dial.setText('102', '12#');
    model.transfer.open('c1');
    expect(model.transfer.getState().keys).toBe('12#');
    model.transfer[way]();
    expect(bridge.commands()).toEqual([{ callId: 'c1', number: '102', ...command }]);
  });

  it('to a number that is refused stays open with the number and the reason, the call untouched', async () => {
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'unknownNumber' });
    model.transfer.open('c1');
    model.transfer.setText('999');
    model.transfer.now();
    await settled();
    expect(isOpen()).toBe(true);
    expect(model.transfer.getState().text).toBe('999');
    expect(troubles()).toMatchObject({ transfer: { code: 'unknownNumber' } });
    expect(model.line.getState().line.calls).toEqual([call]);
    model.transfer.setText('102');
    expect(troubles()).toEqual({});
  });

  it('closes as soon as the consultation is on the screen; what comes later is reported at the call', async () => {
    const answer = bridge.holdCommand();
    model.transfer.open('c1');
    model.transfer.setText('102');
    model.transfer.askFirst();
    bridge.happen(beginningOf(aCallIn('calling', { id: 'c2', consultFor: 'c1' })));
    expect(isOpen()).toBe(false);
    answer({ status: 'refused', code: 'targetBusy' });
    await settled();
    expect(Object.keys(troubles())).toEqual(['c1']);
  });

  it('says at the sheet why a way is closed', async () => {
    await having(aCall({ features: able(['MakeConsultCall'], { BlindTransferCall: 'rightMissing' }) }));
    model.transfer.open('c1');
    model.transfer.setText('102');
    model.transfer.now();
    expect(bridge.commands()).toEqual([]);
    expect(troubles()).toMatchObject({ transfer: { code: 'rightMissing' } });
  });

  it('wants a number first', () => {
    model.transfer.open('c1');
    model.transfer.askFirst();
    expect(model.transfer.getState().hint?.key).toBe('dial.hint.noNumberYet');
    expect(bridge.commands()).toEqual([]);
  });

  it('closes with its call, and keeps to whom the call went', async () => {
    const answer = bridge.holdCommand();
    model.transfer.open('c1');
    model.transfer.setText('102');
    model.transfer.now();
    bridge.happen(eventOf(call, { type: 'RingFinished', outcome: 'transferred' }, 1000));
    expect(isOpen()).toBe(false);
    expect(model.transfer.getState().sentTo).toEqual({ c1: '102' });
    // The answer comes after the end; there is no card to complain at any more.
    answer({ status: 'timedOut', afterMs: 5000 });
    await settled();
    expect(troubles()).toEqual({});
  });
});

describe('suggestions', () => {
  const party = (number: string, name = '') => ({ number, name });
  const recent = [party('201', 'Maria'), party('+4930', 'Jo'), party('201', 'M.'), party(''), party('alice')];

  it('are the parties of recent calls, each once, that can be called', () => {
    expect(suggestions(recent, '', '')).toEqual([party('201', 'Maria'), party('+4930', 'Jo')]);
  });

  it('go on as what was typed, and are not what stands there already, nor the call itself', () => {
    expect(suggestions(recent, '30', '')).toEqual([party('+4930', 'Jo')]);
    expect(suggestions(recent, '201', '')).toEqual([]);
    expect(suggestions(recent, '', '201')).toEqual([party('+4930', 'Jo')]);
  });

  it('are no more than there is room for', () => {
    const many = Array.from({ length: 20 }, (_, index) => party(`20${index}`));
    expect(suggestions(many, '', '', 3)).toHaveLength(3);
  });
});
