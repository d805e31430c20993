// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SourceStatus } from '../../src/ipc/directory.ts';
import { bridge, open, stored, user } from './testing/settingsPage.tsx';

const address = 'ldaps://ldap.example.com/ou=people,dc=example????bindname=cn=reader%2cdc=example';
const label = 'Password for cn=reader,dc=example';

async function show(status: Partial<SourceStatus>, answer: 'kept' | 'failed' = 'kept'): Promise<HTMLElement> {
  await open(stored, (made) => {
    made.answers['directory:sources'] = () => [{ source: address, contacts: 0, isReading: false, ...status }];
    made.answers['directory:setPassword'] = () => answer;
  });
  return within(await screen.findByRole('list', { name: 'Directory' })).findByRole('listitem');
}

const passwords = (): readonly unknown[] =>
  bridge.sent.filter(([channel]) => channel === 'directory:setPassword').map((sent) => sent.slice(1));

it('asks for the password of a directory, stores it apart from the settings, and shows it no more', async () => {
  const fault = { code: 'noPassword', detail: '' } as const;
  const row = within(await show({ hasPassword: false, fault }));
  expect(row.getByText('ldap.example.com · ou=people,dc=example')).toBeTruthy();
  expect(row.getByText('The password is missing')).toBeTruthy();
  await user.type(row.getByLabelText(label), 'hunter2!{Enter}');
  expect(passwords()).toEqual([[address, 'hunter2!']]);
  expect(row.getByLabelText<HTMLInputElement>(label).value).toBe('');
  expect(bridge.sent.some(([channel]) => channel === 'settings:save')).toBe(false);
});

it('replaces one that is stored, and says so if that fails', async () => {
  const row = within(await show({ hasPassword: true, readAt: 1, contacts: 2 }, 'failed'));
  expect(row.queryByLabelText(label)).toBeNull();
  await user.click(row.getByRole('button', { name: 'Replace password' }));
  await user.type(row.getByLabelText(label), 'x');
  await user.click(row.getByRole('button', { name: 'Save password' }));
  expect(await row.findByText('The password could not be stored')).toBeTruthy();
  expect(row.getByLabelText<HTMLInputElement>(label).value).toBe('x');
});

it('asks again for one that the server refuses, and for none where there is no login', async () => {
  const fault = { code: 'wrongPassword', detail: '' } as const;
  expect(within(await show({ hasPassword: true, fault })).getByLabelText(label)).toBeTruthy();
  document.body.innerHTML = '';
  const anonymous = await show({ source: 'ldaps://h/dc=x' });
  expect(within(anonymous).queryByRole('button')).toBeNull();
});
