// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HotkeyState } from '../../src/ipc/hotkeys.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

const view = { settings: defaultSettings, hasSecret: false, secretStore: 'keyring', warnings: [] } as const;

let bridge: FakeBridge;
let answerState: (keys: string) => HotkeyState;
const user = userEvent.setup();
const group = (name: string) => within(screen.getByRole('group', { name }));
const paused = (): unknown[] =>
  bridge.sent.filter(([channel]) => channel === 'hotkeys:pause').map(([, on]) => on);

beforeEach(async () => {
  answerState = (keys) => ({ state: 'works', keys });
  bridge = new FakeBridge(aSnapshot(), view);
  const { 'hotkeys:probe': works } = bridge.answers;
  bridge.answers['hotkeys:probe'] = async (keys) => ({
    ...(await works!(keys)),
    answer: answerState(keys.answer),
  });
  bridge.answers['settings:save'] = ({ settings }) => ({ status: 'saved', view: { ...view, settings } });
  render(<SettingsWindow bridge={bridge} close={vi.fn()} />);
  await screen.findByRole('group', { name: 'Answer' });
});

afterEach(cleanup);

it('keys are recorded by pressing them, while no hotkey does anything', async () => {
  const recorder = group('Mute, unmute').getByRole('button', { name: 'Mute, unmute: None' });
  await user.click(recorder);
  expect(paused()).toEqual([true]);
  await user.keyboard('{Control>}{Alt>}m{/Alt}{/Control}');
  await group('Mute, unmute').findByRole('button', { name: 'Mute, unmute: Ctrl Alt M' });
  expect(paused()).toEqual([true, false]);
});

it('Escape leaves them as they were, and Tab goes on', async () => {
  const recorder = group('Answer').getByRole('button', { name: 'Answer: Ctrl Shift F9' });
  await user.click(recorder);
  await user.keyboard('{Escape}');
  expect(recorder.getAttribute('aria-pressed')).toBe('false');
  await user.click(recorder);
  await user.tab();
  expect(recorder.getAttribute('aria-pressed')).toBe('false');
  expect(paused()).toEqual([true, false, true, false]);
  expect(recorder.textContent).toBe('Ctrl Shift F9');
});

it('keys that cannot be are reported with a code and not taken; those of another program are taken and reported', async () => {
  const recorder = group('Answer').getByRole('button', { name: 'Answer: Ctrl Shift F9' });
  answerState = () => ({ state: 'wrong', code: 'reserved' });
  await user.click(recorder);
  await user.keyboard('{Control>}c{/Control}');
  await group('Answer').findByText(/almost every program needs these keys/);
  expect(group('Answer').getByRole('button', { name: 'Copy OH-hotkey-reserved' })).toBeTruthy();
  expect(recorder.getAttribute('aria-pressed')).toBe('true');
  answerState = (keys) => ({ state: 'taken', keys });
  await user.keyboard('{Control>}{Shift>}j{/Shift}{/Control}');
  await group('Answer').findByText(/Another program uses these keys/);
  expect(recorder.textContent).toBe('Ctrl Shift J');
});

it('they are cleared, and the defaults put back', async () => {
  await user.click(screen.getByRole('button', { name: 'Clear: Answer' }));
  expect(group('Answer').getByRole('button', { name: 'Answer: None' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Default: Answer' }));
  expect(group('Answer').getByRole('button', { name: 'Answer: Ctrl Shift F9' })).toBeTruthy();
});
