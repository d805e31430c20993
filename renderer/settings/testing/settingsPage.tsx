import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { FakeBridge } from '../../testing/fakeBridge.ts';
import { aSnapshot } from '../../testing/story.ts';
import { SettingsWindow } from '../SettingsWindow.tsx';

/** A line that is set up, with its secret in the keyring. */
export const stored: SettingsView = {
  settings: { ...defaultSettings, url: 'pbx', userName: 'offhook', extension: '101' },
  hasSecret: true,
  secretStore: 'keyring',
  warnings: [],
};

/** The whole settings window on a fake main process; each test opens its own. */
export let bridge: FakeBridge;
export let close: ReturnType<typeof vi.fn<() => void>>;
export const user = userEvent.setup();

afterEach(cleanup);

/** @param prepare says what the main process answers, before the window asks */
export async function open(view: SettingsView = stored, prepare?: (made: FakeBridge) => void): Promise<void> {
  bridge = new FakeBridge(aSnapshot(), view);
  bridge.answers['settings:save'] = ({ settings }) => ({ status: 'saved', view: { ...view, settings } });
  prepare?.(bridge);
  close = vi.fn();
  render(<SettingsWindow bridge={bridge} close={close} />);
  await screen.findByRole('form', { name: 'Offhook settings' });
}

export const field = (name: string): HTMLInputElement => screen.getByLabelText(name);
export const button = (name: string): HTMLElement => screen.getByRole('button', { name });

export async function refill(name: string, text: string): Promise<void> {
  await user.clear(field(name));
  if (text !== '') await user.type(field(name), text);
}

/** The drafts that were handed over to be saved. */
export const saves = (): readonly unknown[] =>
  bridge.sent.filter(([channel]) => channel === 'settings:save').map(([, draft]) => draft);
