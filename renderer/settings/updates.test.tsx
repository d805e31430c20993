// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { SettingsView } from '../../src/ipc/settings.ts';
import type { UpdateState, UpdatesView } from '../../src/ipc/updates.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

const user = userEvent.setup();
let bridge: FakeBridge;

async function open(updates: Partial<UpdatesView>, more: Partial<SettingsView> = {}): Promise<void> {
  const settings = { ...defaultSettings, url: 'pbx', userName: 'offhook', extension: '101' };
  bridge = new FakeBridge(aSnapshot(), {
    settings,
    hasSecret: true,
    secretStore: 'keyring',
    warnings: [],
    ...more,
  });
  const view: UpdatesView = { state: { phase: 'none' }, way: 'here', onlyTold: false, inCall: false };
  bridge.answers['updates:read'] = () => ({ ...view, ...updates });
  for (const channel of ['updates:check', 'updates:fetch', 'updates:restart'] as const)
    bridge.answers[channel] = () => undefined;
  render(<SettingsWindow bridge={bridge} close={() => undefined} />);
  await screen.findByRole('heading', { name: 'Updates' });
}

afterEach(cleanup);

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const asked = (): readonly string[] =>
  bridge.sent.map(([channel]) => channel).filter((channel) => channel.startsWith('updates:'));

describe('how it stands with new versions', () => {
  it.each<[UpdateState, Partial<UpdatesView>, RegExp]>([
    [{ phase: 'none' }, {}, /looks for new versions automatically/],
    [{ phase: 'none', checkedAtMs: 0 }, {}, /^You have the newest version\. Last checked/],
    [{ phase: 'found', version: '1.3.0' }, { inCall: true }, /1\.3\.0 .*after your call/],
    [{ phase: 'found', version: '1.3.0' }, {}, /download starts shortly/],
    [{ phase: 'found', version: '1.3.0' }, { onlyTold: true, way: 'packageManager' }, /system’s updates/],
    [{ phase: 'found', version: '1.3.0' }, { onlyTold: true, way: 'byHand' }, /where you got this one/],
    [{ phase: 'downloading', version: '1.3.0', percent: 41 }, {}, /Downloading Offhook 1\.3\.0: 41/],
    [{ phase: 'ready', version: '1.3.0' }, {}, /It installs when you quit\.$/],
    [{ phase: 'off', why: 'noFeed' }, {}, /no update address/],
  ])('is said: %j', async (state, more, words) => {
    await open({ state, ...more });
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('a failure is said with its code, and that nothing was changed', async () => {
    await open({ state: { phase: 'failed', code: 'updateWrongSignature', detail: 'not of our key' } });
    expect(await screen.findByText(/not signed by the makers.*Nothing was changed/)).toBeTruthy();
    expect(button('Copy OH-updateWrongSignature').title).toBe('not of our key');
    await user.click(button('Check now'));
    expect(asked()).toContain('updates:check');
  });

  it('nothing is done during a call', async () => {
    await open({ state: { phase: 'ready', version: '1.3.0' }, inCall: true });
    await screen.findByText(/1\.3\.0 is ready/);
    await user.click(button('Restart now'));
    await user.click(button('Check now'));
    expect(asked()).toEqual(['updates:read']);
  });

  it('what was only told is fetched when that is wished', async () => {
    await open({ state: { phase: 'found', version: '1.3.0' }, onlyTold: true });
    await user.click(await screen.findByRole('button', { name: 'Download and install' }));
    expect(asked()).toContain('updates:fetch');
  });

  it('a package without a key says so, and offers nothing that would have no effect', async () => {
    await open({ state: { phase: 'off', why: 'noKey' } });
    expect(await screen.findByText(/no update key/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
    expect(screen.queryByLabelText('New versions')).toBeNull();
  });

  it('follows what happens', async () => {
    await open({});
    const view: UpdatesView = { state: { phase: 'checking' }, way: 'here', onlyTold: false, inCall: false };
    act(() => bridge.push('updates:changed', view));
    expect(screen.getByText('Looking for a new version…')).toBeTruthy();
  });

  it('and is the administrator’s, is shown locked', async () => {
    const locked = ['updates', 'updateChannel', 'updateVersion', 'updateFeed'];
    await open({}, { policy: { by: 'IT', locked } });
    expect(screen.getAllByText('Set by IT')).toHaveLength(4);
  });
});
