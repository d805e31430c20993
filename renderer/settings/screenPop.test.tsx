// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { exampleFacts } from '../../src/pop/facts.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

let bridge: FakeBridge;
const user = userEvent.setup();

afterEach(cleanup);

async function open(
  settings: Partial<Settings> = {},
  last: typeof exampleFacts | null = null,
): Promise<void> {
  bridge = new FakeBridge(aSnapshot(), {
    settings: { ...defaultSettings, ...settings },
    hasSecret: false,
    secretStore: 'keyring',
    warnings: [],
  });
  bridge.answers['pop:lastCall'] = () => last;
  render(<SettingsWindow bridge={bridge} close={vi.fn()} />);
  await screen.findByRole('textbox', { name: 'Address of the page' });
}

const preview = (): HTMLElement => screen.getByRole('status', { name: 'Preview' });

it('shows what would be opened while the address is typed, for an example call', async () => {
  await open();
  expect(preview().textContent).toContain('Enter an address');
  const field = screen.getByRole('textbox', { name: 'Address of the page' });
  await user.click(field);
  await user.paste('https://crm.example.com/?n={e164}&w={name}');
  expect(preview().textContent).toBe(
    'For an example call:https://crm.example.com/?n=%2B15550123456&w=Mary%20O%E2%80%99Neill%20%26%20Sons',
  );
});

it('shows it for the last call, with the packet fields of the settings', async () => {
  await open(
    { popUrl: 'https://crm.example.com/{number}?id={CTI_ID}', packetInfoConfig: ['CTI_ID'] },
    { ...exampleFacts, number: '030901820' },
  );
  await waitFor(() =>
    expect(preview().textContent).toBe('For the last call:https://crm.example.com/030901820?id='),
  );
  expect(screen.getByText('{CTI_ID}')).toBeTruthy();
});

it.each([
  ['https://crm.example.com/?n={numbr}', '{numbr}', 'Character 28: Offhook does not know this placeholder'],
  [
    'http://crm.example.com/',
    'http',
    'Character 1: only encrypted pages are allowed, with https:// in front',
  ],
  ['https://{queue}.example.com/', '{queue}.example.com', 'Character 9: a placeholder can only stand after'],
])('says of %s where it is wrong', async (popUrl, marked, told) => {
  await open({ popUrl });
  expect(preview().querySelector('mark')?.textContent).toBe(marked);
  expect(preview().textContent).toContain(told);
});

it('reports the agent what the administrator has done beside it', async () => {
  await open({ popProgram: ['/opt/crm/show', '{number}'], webhookUrl: 'https://hook.example.com/calls' });
  expect(screen.getByText(/start a program for calls: \/opt\/crm\/show/)).toBeTruthy();
  expect(screen.getByText(/report calls to hook\.example\.com/)).toBeTruthy();
});
