// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { SaveResult } from '../../src/ipc/settings.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';
import { bridge, button, close, field, open, refill, saves, stored, user } from './testing/settingsPage.tsx';

describe('what the administrator decided', () => {
  it('is shown, cannot be changed, and says by whom; the rest can', async () => {
    await open({
      ...stored,
      policy: { by: 'IT', locked: ['url', 'tls', 'protocol', 'queues', 'secondCall'] },
    });
    const locked = field('Host').closest('fieldset');
    expect(locked?.disabled).toBe(true);
    expect(locked?.getAttribute('aria-describedby')).toBeTruthy();
    expect(screen.getAllByText('Set by IT')).toHaveLength(5);
    expect(field('Extension').closest('fieldset')).toBeNull();
  });

  it('and cannot be used, is reported with what is wrong', async () => {
    await open({ ...stored, policyFault: 'locked.x: unknownField' });
    expect(screen.getByText(/locked\.x: unknownField/)).toBeTruthy();
    expect(field('Host').closest('fieldset')).toBeNull();
  });
});

describe('saving', () => {
  it('hands over the whole draft, keeps the stored secret, and closes', async () => {
    await open();
    await refill('Extension', '102');
    await user.click(button('Save'));
    expect(saves()).toEqual([{ settings: { ...stored.settings, extension: '102' } }]);
    expect(close).toHaveBeenCalledOnce();
  });

  it('happens on Enter in a field', async () => {
    await open();
    await user.type(field('Your name'), 'Anna{Enter}');
    expect(saves()).toHaveLength(1);
  });

  it('points at what is missing instead, and goes there', async () => {
    await open();
    await refill('User', '');
    await refill('Extension', '');
    await user.click(button('Save'));
    expect(saves()).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('2 fields need attention');
    expect(screen.getAllByText('Required')).toHaveLength(2);
    await vi.waitFor(() => expect(document.activeElement).toBe(field('User')));
    expect(field('User').getAttribute('aria-invalid')).toBe('true');
  });

  it('points at what the main process finds wrong, until that is changed', async () => {
    await open();
    const fields = [{ path: 'filePath', code: 'fileUnreadable' }] as const;
    bridge.answers['settings:save'] = () => ({ status: 'invalid', fields });
    await user.click(button('Save'));
    // It is among the advanced settings, which open for it.
    const wrong = await screen.findByText('This file cannot be read');
    await user.type(field('filePath'), '/x');
    expect(wrong.isConnected).toBe(false);
    expect(close).not.toHaveBeenCalled();
  });

  it.each<[SaveResult | Error, RegExp]>([
    [{ status: 'failed', code: 'diskFull', detail: 'ENOSPC' }, /disk is full/],
    [{ status: 'failed', code: 'secretNotStored', detail: 'locked' }, /keyring/],
    [new Error('gone'), /do not respond to each other/],
  ])('says what went wrong and keeps what was typed (%j)', async (result, words) => {
    await open();
    bridge.answers['settings:save'] = () =>
      result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
    await refill('Extension', '102');
    await user.click(button('Save'));
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(field('Extension').value).toBe('102');
    expect(close).not.toHaveBeenCalled();
  });

  it('stays when there is a new warning to read', async () => {
    await open();
    bridge.answers['settings:save'] = () => ({
      status: 'saved',
      view: { ...stored, warnings: ['asyncOriginateNotObeyed'] },
    });
    await user.click(button('Save'));
    expect(await screen.findByText(/Offhook ignores this/)).toBeTruthy();
    expect(close).not.toHaveBeenCalled();
  });
});

describe('leaving', () => {
  it('goes at once when nothing was changed', async () => {
    await open();
    await user.click(button('Cancel'));
    expect(close).toHaveBeenCalledOnce();
  });

  it('asks before changes are thrown away', async () => {
    await open();
    await refill('Extension', '102');
    await user.keyboard('{Escape}');
    const dialog = screen.getByRole('alertdialog', { name: 'Discard the changes?' });
    await user.click(within(dialog).getByRole('button', { name: 'Keep editing' }));
    expect(close).not.toHaveBeenCalled();
    expect(field('Extension').value).toBe('102');
    await user.click(button('Cancel'));
    await user.click(button('Discard'));
    expect(close).toHaveBeenCalledOnce();
  });

  it('holds the window itself while there are changes, and lets it go after the answer', async () => {
    await open();
    // false: somebody prevented it
    const leaves = (): boolean => fireEvent(window, new Event('beforeunload', { cancelable: true }));
    expect(leaves()).toBe(true);
    await refill('Extension', '102');
    expect(leaves()).toBe(false);
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(leaves()).toBe(true);
  });
});

describe('what is to be known', () => {
  it('explains the practice PBX while nothing is configured', async () => {
    await open({ ...stored, settings: defaultSettings, hasSecret: false });
    expect(screen.getByText(/using its practice phone system/)).toBeTruthy();
  });

  it('reports every warning, and a settings file that was set aside', async () => {
    await open({
      ...stored,
      warnings: ['plainTextConnection', 'replayingFile'],
      setAside: { file: 'settings.json', detail: 'Unexpected end' },
    });
    expect(screen.getByText(/is not encrypted/)).toBeTruthy();
    expect(screen.getByText(/replays this recording/)).toBeTruthy();
    expect(screen.getByText(/settings\.json cannot be read/)).toBeTruthy();
  });

  it('offers the last good settings in place of a damaged file, and says that they are in force', async () => {
    const goodAtMs = Date.UTC(2026, 10, 23, 9, 5);
    const lost = { ...stored, settings: defaultSettings, hasSecret: false };
    await open({ ...lost, setAside: { file: 'settings.json', detail: 'not JSON', goodAtMs } });
    expect(screen.queryByText(/using its practice phone system/)).toBeNull();
    bridge.answers['settings:restore'] = () => ({ status: 'failed', code: 'diskFull', detail: 'ENOSPC' });
    await user.click(screen.getByRole('button', { name: /^Restore the settings of 11\/23\/26/ }));
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    const restored = { ...stored, restored: { atMs: goodAtMs, keptAs: 'settings.old.json' } };
    bridge.answers['settings:restore'] = () => {
      bridge.push('settings:changed', restored);
      return { status: 'saved', view: restored };
    };
    await user.click(screen.getByRole('button', { name: /^Restore the settings of/ }));
    expect(await screen.findByText(/apply again.*kept as settings\.old\.json/)).toBeTruthy();
    expect(field('Extension').value).toBe(stored.settings.extension);
    expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
  });

  it('takes settings that were saved elsewhere, but not over what was typed here', async () => {
    await open();
    const changed = { ...stored, settings: { ...stored.settings, extension: '300' } };
    act(() => bridge.push('settings:changed', changed));
    expect(field('Extension').value).toBe('300');
    await refill('Extension', '301');
    act(() => bridge.push('settings:changed', stored));
    expect(field('Extension').value).toBe('301');
    expect(screen.getByText(/changed elsewhere in the meantime/)).toBeTruthy();
  });

  it('says so and tries again when the settings cannot be read', async () => {
    const broken = new FakeBridge(aSnapshot());
    broken.answers['settings:read'] = () => Promise.reject(new Error('gone'));
    render(<SettingsWindow bridge={broken} close={vi.fn()} />);
    const again = await screen.findByRole('button', { name: 'Try again' });
    broken.answers['settings:read'] = () => stored;
    await user.click(again);
    expect(await screen.findByRole('form')).toBeTruthy();
  });
});
