// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { button, field, open, saves, stored, user } from './testing/settingsPage.tsx';

it('shows what the phone in this computer needs, once it is chosen, and hands its password over', async () => {
  await open();
  expect(screen.queryByLabelText('SIP password')).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'This computer' }));
  await user.type(field('SIP password'), 'sip-pass');
  await user.click(button('Save'));
  expect(saves()).toEqual([
    { settings: { ...stored.settings, protocol: 'computer' }, phonePassword: 'sip-pass' },
  ]);
});

it('asks for the password, and again for another address, but not for one that is kept', async () => {
  const settings = { ...stored.settings, protocol: 'computer' } as const;
  await open({ ...stored, settings, hasPhonePassword: true });
  expect(screen.queryByLabelText('SIP password')).toBeNull();
  await user.type(field('Address for this computer’s phone'), 'wss://other:8089/ws');
  expect(field('SIP password')).toBeTruthy();
  await user.click(button('Save'));
  expect(saves()).toEqual([]);
});
