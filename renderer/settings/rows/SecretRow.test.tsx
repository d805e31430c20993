// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { bridge, button, field, open, refill, saves, stored, user } from '../testing/settingsPage.tsx';

describe('the secret', () => {
  it('is told to be stored, is never shown, and can be replaced', async () => {
    await open();
    expect(screen.getByText('Stored, never shown again')).toBeTruthy();
    await user.click(button('Replace'));
    expect(field('Secret').type).toBe('password');
    await user.type(field('Secret'), 'hunter2');
    await user.click(button('Save'));
    expect(saves()).toEqual([{ settings: stored.settings, secret: 'hunter2' }]);
  });

  it('has to be typed again for another host', async () => {
    await open();
    await refill('Host', 'elsewhere');
    await user.click(button('Save'));
    expect(screen.getByText(/belongs to another host/)).toBeTruthy();
    expect(saves()).toEqual([]);
  });

  it('is said to be in a locked keyring, which can be unlocked there', async () => {
    await open({ ...stored, secretStore: 'locked' });
    expect(screen.getByText(/is locked/)).toBeTruthy();
    expect(screen.getByText('Stored, never shown again')).toBeTruthy();
    bridge.answers['keyring:unlock'] = () => true;
    await user.click(button('Unlock'));
    expect(bridge.count('keyring:unlock')).toBe(1);
  });

  it('is said to be lost at the end where the system offers no place for it', async () => {
    await open({ ...stored, secretStore: 'memoryOnly' });
    expect(screen.getByText(/has no protected place/)).toBeTruthy();
  });
});
