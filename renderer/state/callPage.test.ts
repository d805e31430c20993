// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { PopResult } from '../../src/pop/view.ts';
import type { SettingsView } from '../../src/ipc/settings.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { type CallPage, createCallPage } from './callPage.ts';

const withPage = { popUrl: 'https://crm.example.com/?n={number}', popWhen: 'byHand' } as const;
const settings = (some: object): SettingsView => ({
  settings: { ...defaultSettings, ...some },
  hasSecret: true,
  secretStore: 'keyring',
  warnings: [],
});

async function having(some: object = withPage): Promise<[CallPage, FakeBridge]> {
  const bridge = new FakeBridge(aSnapshot(), settings(some));
  const page = createCallPage(bridge);
  await vi.waitUntil(() => bridge.count('settings:read') === 1, { interval: 1 });
  await Promise.resolve();
  return [page, bridge];
}

describe('the button for the page of a call', () => {
  it.each([
    ['there is none without an address', { popUrl: '' }, 'none'],
    ['there is none where it is never opened', { ...withPage, popWhen: 'never' }, 'none'],
    ['it is ready', withPage, 'ready'],
    ['it is faulty where the address cannot be used', { ...withPage, popUrl: 'https://x/{what}' }, 'faulty'],
  ])('%s', async (_what, some, button) => {
    const [page] = await having(some);
    await vi.waitUntil(() => page.getState().button === button, { interval: 1 });
  });

  it('follows the settings', async () => {
    const [page, bridge] = await having({ popUrl: '' });
    bridge.push('settings:changed', settings(withPage));
    expect(page.getState().button).toBe('ready');
  });

  it('does nothing where it is not ready, or while a page is on its way', async () => {
    const [none, bridge] = await having({ popUrl: '' });
    none.open('a');
    expect(bridge.count('pop:open')).toBe(0);

    const [page, second] = await having();
    await vi.waitUntil(() => page.getState().button === 'ready', { interval: 1 });
    let answer: (result: PopResult) => void = () => undefined;
    second.answers['pop:open'] = () => new Promise<PopResult>((resolve) => (answer = resolve));
    page.open('a');
    page.open('b');
    expect(second.sent.filter(([channel]) => channel === 'pop:open')).toEqual([['pop:open', 'a']]);
    expect(page.getState()).toMatchObject({ opening: 'a', result: undefined });
    answer({ status: 'opened' });
    await vi.waitUntil(() => page.getState().opening === undefined, { interval: 1 });
    expect(page.getState().result).toEqual({ callId: 'a', refused: undefined });
  });

  it.each([
    ['the code where it is refused', () => ({ status: 'refused', code: 'tooMany' }) as const, 'tooMany'],
    ['that it was not opened where no answer comes', () => Promise.reject(new Error('gone')), 'notOpened'],
  ])('says at the call %s', async (_what, answer, refused) => {
    const [page, bridge] = await having();
    await vi.waitUntil(() => page.getState().button === 'ready', { interval: 1 });
    bridge.answers['pop:open'] = answer;
    page.open('a');
    await vi.waitUntil(() => page.getState().result !== undefined, { interval: 1 });
    expect(page.getState()).toMatchObject({ opening: undefined, result: { callId: 'a', refused } });
  });
});
