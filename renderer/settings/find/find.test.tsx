// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { defaultSettings, settingsKeys } from '../../../src/settings/schema.ts';
import { isPolicyOnly, settingNames } from '../../../src/settings/table/fields.ts';
import { FakeBridge } from '../../testing/fakeBridge.ts';
import { aSnapshot } from '../../testing/story.ts';
import { SettingsWindow } from '../SettingsWindow.tsx';
import { findables } from './findables.ts';

const stored: SettingsView = {
  settings: { ...defaultSettings, url: 'pbx', userName: 'offhook', extension: '101' },
  hasSecret: true,
  secretStore: 'keyring',
  warnings: [],
};

const user = userEvent.setup();
let close: ReturnType<typeof vi.fn<() => void>>;

async function open(view: SettingsView = stored): Promise<void> {
  close = vi.fn();
  render(<SettingsWindow bridge={new FakeBridge(aSnapshot(), view)} close={close} />);
  await screen.findByRole('form', { name: 'Offhook settings' });
}

/** A window that is that wide, px. */
const widen = (width: number): void =>
  (window as unknown as { happyDOM: { setViewport: (size: object) => void } }).happyDOM.setViewport({
    width,
  });

beforeEach(() => widen(760));
afterEach(cleanup);

const search = (): HTMLElement => screen.getByLabelText('Search settings');
const results = (): HTMLElement => screen.getByRole('list', { name: 'Settings found' });
const focused = (): Element | null => document.activeElement;

describe('the search', () => {
  it('has the focus with Ctrl+F, and goes with Enter to what it finds first, which is marked until it is left', async () => {
    await open();
    await user.keyboard('{Control>}f{/Control}');
    expect(focused()).toBe(search());
    await user.keyboard('after-call{Enter}');
    await vi.waitFor(() => expect(focused()).toBe(screen.getByLabelText('After-call work, seconds')));
    expect(document.querySelector('[data-found]')?.getAttribute('data-place')).toBe('afterCallWorkS');
    expect((search() as HTMLInputElement).value).toBe('');
    await user.tab();
    expect(document.querySelector('[data-found]')).toBeNull();
  });

  it('goes through what is found by arrows, and back up to what was typed', async () => {
    await open();
    await user.type(search(), 'ring tone');
    await user.keyboard('{ArrowDown}');
    const buttons = within(results()).getAllByRole('button');
    expect(focused()).toBe(buttons[0]);
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe(buttons[1]);
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(focused()).toBe(search());
  });

  it('says how many there are, and when there is none', async () => {
    await open();
    await user.type(search(), 'afterCallWorkS');
    expect(screen.getByText('1 setting found').getAttribute('role')).toBe('status');
    expect(within(results()).getByText('afterCallWorkS').tagName).toBe('CODE');
    await user.clear(search());
    await user.type(search(), 'qqq');
    expect(screen.getAllByText('No setting found for “qqq”.')).toHaveLength(2);
    expect(screen.queryByRole('list', { name: 'Settings found' })).toBeNull();
  });

  it('is ended by Escape before the window is', async () => {
    await open();
    await user.type(search(), 'ring');
    await user.keyboard('{Escape}');
    expect((search() as HTMLInputElement).value).toBe('');
    expect(close).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(close).toHaveBeenCalledOnce();
  });

  it('opens what is folded, and goes to the section where a setting is not shown now', async () => {
    await open({ ...stored, settings: { ...stored.settings, ringSound: 'never' } });
    await user.type(search(), 'pageDialDeny{Enter}');
    await vi.waitFor(() => expect(focused()?.getAttribute('name')).toBe('pageDialDeny'));
    await user.type(search(), 'volume{Enter}');
    await vi.waitFor(() => expect(focused()?.textContent).toBe('Ringing'));
  });

  it('goes to a setting that the administrator has decided', async () => {
    await open({ ...stored, policy: { by: 'IT', locked: ['url'] } });
    await user.type(search(), 'Host{Enter}');
    await vi.waitFor(() => expect(focused()?.getAttribute('data-place')).toBe('url'));
  });

  it('saves nothing by Enter', async () => {
    await open();
    await user.type(search(), 'qqq{Enter}');
    expect(close).not.toHaveBeenCalled();
  });

  it('finds every setting that has a row, by its key', () => {
    const keys = findables.flatMap(({ key }) => (key === undefined ? [] : [key]));
    // Some are the administrator's alone and only told; the version is the file's own.
    const told: readonly string[] = ['version', 'switchedOff', ...settingNames.filter(isPolicyOnly)];
    const rest = settingsKeys.filter((key) => !told.includes(key));
    expect([...keys].sort()).toEqual([...rest].sort());
  });
});

describe('the index', () => {
  it('has the agent’s matters first and the administrator’s under their own heading', async () => {
    await open();
    const index = screen.getByRole('navigation', { name: 'Sections' });
    const lists = within(index).getAllByRole('list');
    expect(within(index).getByRole('list', { name: 'You' })).toBe(lists[0]);
    expect(within(index).getByRole('list', { name: 'Administrator' })).toBe(lists[1]);
    const headings = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(headings).toEqual(['You', 'Administrator']);
  });

  it('is one Tab stop, goes to a section, and says which one is in sight', async () => {
    await open();
    const link = (name: string): HTMLElement => screen.getByRole('link', { name });
    expect(link('Your line').getAttribute('aria-current')).toBe('location');
    link('Your line').focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(focused()?.textContent).toBe('Queues'));
    expect(focused()?.tagName).toBe('H3');
    expect(link('Queues').getAttribute('aria-current')).toBe('location');
    expect(link('Your line').getAttribute('aria-current')).toBeNull();
    const stops = within(screen.getByRole('navigation')).getAllByRole('link');
    expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  it('is a chooser where there is no room beside the form', async () => {
    widen(400);
    await open();
    expect(screen.queryByRole('link')).toBeNull();
    await user.click(screen.getByRole('button', { name: /Go to section/ }));
    await user.click(screen.getByRole('option', { name: 'Hotkeys' }));
    await vi.waitFor(() => expect(focused()?.textContent).toBe('Hotkeys'));
    expect(screen.getByRole('button', { name: /Hotkeys/ })).toBeTruthy();
  });
});
