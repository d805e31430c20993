// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { bridge, button, field, open, refill, saves, stored, user } from '../testing/settingsPage.tsx';

describe('the settings of a connector', () => {
  const take = (): Promise<void> => user.click(button('Import connector settings…'));

  it('come into the form with a report, and are saved with it; their secret is not among what is sent', async () => {
    await open();
    bridge.answers['settings:import'] = () => ({
      status: 'read',
      view: { ...stored, importedSecretFor: 'other.example' },
      settings: { url: 'other.example', port: 5039, asyncOriginate: false },
      attributes: [
        { name: 'url', fate: 'taken' },
        { name: 'asyncOriginate', fate: 'notObeyed' },
        { name: 'chat', fate: 'unknown' },
      ],
    });
    await take();
    expect([field('Host').value, field('Port').value, field('User').value]).toEqual([
      'other.example',
      '5039',
      'offhook',
    ]);
    expect(screen.getByText('Read from the file, never shown')).toBeTruthy();
    const report = screen.getByRole('list', { name: 'What happened to each attribute' });
    expect(
      within(report)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'urlimported',
      'asyncOriginateimported, but has no effect',
      'chatleft out: Offhook has no such setting',
    ]);
    await user.click(button('Save'));
    const settings = { ...stored.settings, url: 'other.example', port: 5039, asyncOriginate: false };
    expect(saves()).toEqual([{ settings }]);
  });

  it('leave the form as it is when none are chosen, or when the file is no such thing, which is reported', async () => {
    await open();
    await refill('User', 'typed');
    bridge.answers['settings:import'] = () => ({ status: 'notChosen' });
    await take();
    bridge.answers['settings:import'] = () => ({ status: 'failed', code: 'notXml' });
    await take();
    expect(screen.getByText('This is not an XML file, or it is damaged.')).toBeTruthy();
    bridge.answers['settings:import'] = () => Promise.reject(new Error('failed: internal'));
    await take();
    expect(await screen.findByText(/do not respond to each other/)).toBeTruthy();
    expect(screen.queryByText('This is not an XML file, or it is damaged.')).toBeNull();
    expect(field('User').value).toBe('typed');
  });
});
