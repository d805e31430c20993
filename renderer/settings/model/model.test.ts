import { describe, expect, it, vi } from 'vitest';
import type { LineCheckStep } from '../../../src/cti/lineCheck.ts';
import type { SaveResult, SettingsView } from '../../../src/ipc/settings.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { FakeBridge } from '../../testing/fakeBridge.ts';
import { aSnapshot } from '../../testing/story.ts';
import { createSettingsModel, type SettingsModel } from './model.ts';

const view: SettingsView = {
  settings: { ...defaultSettings, url: 'pbx', userName: 'offhook', extension: '101' },
  hasSecret: true,
  secretStore: 'keyring',
  warnings: [],
};

async function open(stored = view): Promise<{ bridge: FakeBridge; model: SettingsModel }> {
  const bridge = new FakeBridge(aSnapshot(), stored);
  const model = createSettingsModel(bridge);
  await vi.waitUntil(() => model.getState().status === 'ready', { interval: 1 });
  return { bridge, model };
}

describe('a test that was given up', () => {
  it('does not write into the one that came after it', async () => {
    const { bridge, model } = await open();
    const answers: ((steps: readonly LineCheckStep[]) => void)[] = [];
    bridge.answers['settings:test'] = () => new Promise((resolve) => answers.push(resolve));
    model.test();
    model.dismissTest();
    model.test();
    answers[0]?.([{ step: 'reached', state: 'failed', fault: { code: 'hostUnknown' } }]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(model.getState().test).toMatchObject({ state: 'running', steps: {} });
    answers[1]?.([{ step: 'reached', state: 'passed' }]);
    await vi.waitUntil(() => model.getState().test?.state === 'over', { interval: 1 });
    expect(model.getState().test?.steps.reached?.state).toBe('passed');
  });

  it('takes no late step', async () => {
    const { bridge, model } = await open();
    bridge.answers['settings:test'] = () => [];
    model.test();
    await vi.waitUntil(() => model.getState().test?.state === 'over', { interval: 1 });
    bridge.push('settings:testStep', { step: 'reached', state: 'running' });
    expect(model.getState().test?.steps).toEqual({});
  });
});

describe('what is saved here', () => {
  it('is not taken for a change by somebody else', async () => {
    const { bridge, model } = await open();
    let settle: (result: SaveResult) => void = vi.fn();
    bridge.answers['settings:save'] = () => new Promise((resolve) => (settle = resolve));
    model.change({ extension: '102' });
    const saved = model.save();
    const stored = { ...view, settings: { ...view.settings, extension: '102' } };
    bridge.push('settings:changed', stored);
    settle({ status: 'saved', view: stored });
    expect(await saved).toBe('saved');
    expect(model.getState().changedElsewhere).toBe(false);
    expect(model.isDirty()).toBe(false);
  });

  it('is saved once, however often Save is pressed', async () => {
    const { bridge, model } = await open();
    bridge.answers['settings:save'] = () => new Promise(() => undefined);
    void model.save();
    expect(await model.save()).toBe('stays');
    expect(bridge.count('settings:save')).toBe(1);
  });
});

describe('what is not saved yet', () => {
  const kept = (bridge: FakeBridge): readonly unknown[] =>
    bridge.sent.filter(([channel]) => channel === 'settings:keep').map(([, changes]) => changes);

  it('is reported as it is typed, as far as it differs and never the secret, and that there is nothing any more', async () => {
    const { bridge, model } = await open();
    model.change({ extension: '102', secret: 'hunter2' });
    model.change({ queues: ['sales'] });
    model.change({ extension: '101', queues: [] });
    expect(kept(bridge)).toEqual([{ extension: '102' }, { extension: '102', queues: ['sales'] }, null]);
  });

  it('is in the form again after the session has ended, and can be discarded', async () => {
    const { bridge, model } = await open({ ...view, unsaved: { extension: '102', afterCallWorkS: 30 } });
    expect(model.getState()).toMatchObject({
      resumed: true,
      values: { extension: '102', afterCallWorkS: '30' },
    });
    expect(model.isDirty()).toBe(true);
    model.discard();
    expect(model.getState()).toMatchObject({ resumed: false, values: { extension: '101' } });
    expect(model.isDirty()).toBe(false);
    expect(kept(bridge)).toEqual([null]);
  });
});

it('a keyring that comes up is no change of the settings', async () => {
  const { bridge, model } = await open({ ...view, secretStore: 'locked' });
  model.change({ extension: '102' });
  bridge.push('settings:changed', view);
  expect(model.getState()).toMatchObject({ changedElsewhere: false, view: { secretStore: 'keyring' } });
  bridge.push('settings:changed', { ...view, settings: { ...view.settings, extension: '300' } });
  expect(model.getState().changedElsewhere).toBe(true);
});

it('leaves no listener behind', async () => {
  const { bridge, model } = await open();
  model.stop();
  expect(bridge.listenerCount()).toBe(0);
});
