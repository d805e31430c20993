// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { SystemView } from '../../src/ipc/system.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

const none: SystemView = {
  startsAtLogin: false,
  links: { tel: 'offhook', callto: 'other', sip: 'nobody' },
  claim: 'here',
};
const ours: SystemView = { ...none, links: { tel: 'offhook', callto: 'offhook', sip: 'offhook' } };

let bridge: FakeBridge;
const user = userEvent.setup();

async function open(view: SystemView): Promise<void> {
  bridge = new FakeBridge(aSnapshot(), {
    settings: defaultSettings,
    hasSecret: false,
    secretStore: 'keyring',
    warnings: [],
  });
  bridge.answers['system:read'] = () => view;
  render(<SettingsWindow bridge={bridge} close={vi.fn()} />);
  await screen.findByRole('list', { name: 'What telephone links open' });
}

afterEach(cleanup);

const links = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'What telephone links open' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

it('what opens links is reported for each kind, and Offhook is made the one', async () => {
  await open(none);
  expect(links()).toEqual(['tel:opens Offhook', 'callto:opens another program', 'sip:opens nothing']);
  bridge.answers['system:claimLinks'] = () => ours;
  await user.click(screen.getByRole('button', { name: 'Open them with Offhook' }));
  expect(links()).toEqual(['tel:opens Offhook', 'callto:opens Offhook', 'sip:opens Offhook']);
  expect(screen.queryByRole('button', { name: 'Open them with Offhook' })).toBeNull();
});

it('a system that does not take it is reported, with what to do', async () => {
  await open(none);
  bridge.answers['system:claimLinks'] = () => none;
  await user.click(screen.getByRole('button', { name: 'Open them with Offhook' }));
  expect(screen.getByText(/Choose Offhook in its settings/)).toBeTruthy();
});

it.each([
  ['bySystem', /Only you can change this/],
  ['notInstalled', /once Offhook is installed/],
] as const)(
  'where Offhook may not (%s), what to do stands there instead of a button',
  async (claim, words) => {
    await open({ ...none, claim });
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open them with Offhook' })).toBeNull();
  },
);

it('the start with the session is switched on and off at once; a failure is reported', async () => {
  await open(ours);
  const start = screen.getByRole('switch', { name: 'Start when I sign in' });
  bridge.answers['system:startAtLogin'] = (startsAtLogin) => ({ ...ours, startsAtLogin });
  await user.click(start);
  expect(bridge.sent).toContainEqual(['system:startAtLogin', true]);
  expect((start as HTMLInputElement).checked).toBe(true);
  bridge.answers['system:startAtLogin'] = () => Promise.reject(new Error('failed: internal'));
  await user.click(start);
  expect(await screen.findByText('The system did not accept it.')).toBeTruthy();
  expect((start as HTMLInputElement).checked).toBe(true);
});

it('what was changed in the system meanwhile is seen when the window is back in front', async () => {
  await open(none);
  bridge.answers['system:read'] = () => ours;
  fireEvent.focus(window);
  await vi.waitFor(() => expect(links()[1]).toBe('callto:opens Offhook'));
});
