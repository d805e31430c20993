// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MessagingView } from '../../src/ipc/messaging.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

const view: MessagingView = {
  service: { state: 'listening', port: 2013, secure: false },
  questions: [],
  decided: [
    { origin: 'https://crm.example.com', decision: 'allow', decidedAt: 1 },
    { origin: 'https://evil.example', decision: 'never', decidedAt: 2 },
  ],
  dialled: [{ at: 1_800_000_000_000, from: '', number: '0900123', outcome: 'denied' }],
};

let bridge: FakeBridge;
const user = userEvent.setup();
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

beforeEach(async () => {
  bridge = new FakeBridge(aSnapshot(), {
    settings: defaultSettings,
    hasSecret: false,
    secretStore: 'keyring',
    warnings: [],
  });
  bridge.answers['messaging:read'] = () => view;
  bridge.answers['messaging:revoke'] = () => undefined;
  bridge.answers['settings:save'] = ({ settings }) => ({
    status: 'saved',
    view: { settings, hasSecret: false, secretStore: 'keyring', warnings: [] },
  });
  let tokens = 0;
  bridge.answers['messaging:token'] = (wish) => `token-${wish === 'renew' ? (tokens += 1) : tokens}`;
  render(<SettingsWindow bridge={bridge} close={vi.fn()} />);
  await screen.findByText('Ready for pages on port 2013.');
});

afterEach(cleanup);

it('what was decided about pages is listed, and taken back at once', async () => {
  expect(screen.getByText('https://evil.example').parentElement?.textContent).toContain('never');
  await user.click(button('Remove https://crm.example.com'));
  expect(bridge.sent).toContainEqual(['messaging:revoke', 'https://crm.example.com']);
  act(() => bridge.push('messaging:changed', { ...view, decided: view.decided.slice(1) }));
  expect(screen.queryByText('https://crm.example.com')).toBeNull();
  expect(screen.getByText(/asks again/)).toBeTruthy();
});

it('the token is out of sight until it is asked for; copied and renewed without showing it', async () => {
  expect(bridge.count('messaging:token')).toBe(0);
  await user.click(button('Copy the token'));
  expect(bridge.sent).toContainEqual(['app:copy', 'token-0']);
  expect(screen.queryByText('token-0')).toBeNull();
  await user.click(button('Renew the token'));
  expect(screen.getByText(/The new token is in use/)).toBeTruthy();
  await user.click(button('Show the token'));
  expect(screen.getByText('token-1')).toBeTruthy();
  await user.click(button('Hide the token'));
  expect(screen.queryByText('token-1')).toBeNull();
});

it('says so when the keyring does not give the token out', async () => {
  bridge.answers['messaging:token'] = () => null;
  await user.click(button('Show the token'));
  expect(await screen.findByText(/did not release it/)).toBeTruthy();
});

it('patterns and pages are checked as they are typed; who dialled what stands below', async () => {
  await user.click(button('Numbers, preset pages, encryption'));
  expect(screen.getByText('0900123, for a program on this computer').parentElement?.textContent).toContain(
    'not allowed',
  );
  await user.type(screen.getByRole('textbox', { name: 'Add a page' }), 'crm.example.com{Enter}');
  expect(screen.getByText(/Scheme and name without a path/)).toBeTruthy();
  await user.click(button('Save'));
  expect(bridge.count('settings:save')).toBe(0);
});

it('a failed service says why, with its code', () => {
  const service = { state: 'failed', port: 80, code: 'portNotAllowed', detail: 'EACCES' } as const;
  act(() => bridge.push('messaging:changed', { ...view, service }));
  expect(screen.getByText(/does not allow port 80/)).toBeTruthy();
  expect(button('Copy OH-portNotAllowed')).toBeTruthy();
});
