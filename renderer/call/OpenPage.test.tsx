// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SettingsView } from '../../src/ipc/settings.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { bridge, button, happen, isOff, open, pass, user } from '../testing/panel.tsx';
import { aCall, aCallIn, eventOf } from '../testing/story.ts';

const popUrl = 'https://crm.example.com/?n={number}';

async function openWith(settings: Partial<Settings>, calls = [aCall()]): Promise<void> {
  await open({ calls });
  const view: SettingsView = {
    settings: { ...defaultSettings, ...settings },
    hasSecret: true,
    secretStore: 'keyring',
    warnings: [],
  };
  act(() => bridge.push('settings:changed', view));
  bridge.answers['pop:open'] = () => ({ status: 'opened' });
}

const asked = (): readonly unknown[] => bridge.sent.filter(([channel]) => channel === 'pop:open');

describe('the button for the page of a call', () => {
  it('is there where the settings have an address, and not otherwise', async () => {
    await openWith({});
    expect(screen.queryByRole('button', { name: 'Open in CRM' })).toBeNull();
    await openWith({ popUrl, popWhen: 'never' });
    expect(screen.queryByRole('button', { name: 'Open in CRM' })).toBeNull();
  });

  it('opens it, once a press, and says so', async () => {
    await openWith({ popUrl, popWhen: 'button' });
    let answer = (_result: { status: 'opened' }): void => undefined;
    bridge.answers['pop:open'] = () => new Promise((resolve) => (answer = resolve));
    await user.click(button('Open in CRM'));
    await user.click(button('Open in CRM'));
    await user.keyboard('{Control>}o{/Control}');
    expect(asked()).toEqual([['pop:open', 'c1']]);
    answer({ status: 'opened' });
    await pass(0);
    expect(screen.getByText('Opened in the browser')).toBeTruthy();
  });

  it('works by Ctrl+O while it rings', async () => {
    await openWith({ popUrl }, [aCallIn('ringing')]);
    await user.keyboard('{Control>}o{/Control}');
    expect(asked()).toEqual([['pop:open', 'c1']]);
  });

  it('says why it does not work', async () => {
    await openWith({ popUrl: 'http://crm.example.com/' });
    expect(isOff(button('Open in CRM'))).toBe(true);
    for (let tabs = 0; document.activeElement !== button('Open in CRM') && tabs < 20; tabs += 1)
      await user.tab();
    await pass(500);
    expect(screen.getByRole('tooltip').textContent).toContain('cannot be used');
    await user.click(button('Open in CRM'));
    expect(asked()).toEqual([]);
  });

  it.each([
    ['tooMany', 'Too many pages at once'],
    ['notOpened', 'The browser did not open'],
  ] as const)('says %s', async (code, text) => {
    await openWith({ popUrl });
    bridge.answers['pop:open'] = () => ({ status: 'refused', code });
    await user.click(button('Open in CRM'));
    await pass(0);
    expect(screen.getByText(new RegExp(text))).toBeTruthy();
  });

  it('stays with the call for as long as it is shown after its end', async () => {
    const call = aCall();
    await openWith({ popUrl }, [call]);
    await happen(eventOf(call, { type: 'RingFinished', outcome: 'answered' }, 1_000));
    await user.click(button('Open in CRM'));
    expect(asked()).toEqual([['pop:open', 'c1']]);
  });
});
