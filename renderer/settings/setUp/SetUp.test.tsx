// @vitest-environment happy-dom
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Greeting, LineCheckStep } from '../../../src/cti/lineCheck.ts';
import type { SettingsDraft, SettingsView, SetUpQuestion } from '../../../src/ipc/settings.ts';
import { defaultSettings, type Settings } from '../../../src/settings/schema.ts';
import { FakeBridge } from '../../testing/fakeBridge.ts';
import { aSnapshot } from '../../testing/story.ts';
import { SettingsWindow } from '../SettingsWindow.tsx';

// Testing Library waits by real timers unless it finds Jest's.
configure({ asyncWrapper: (callback) => Promise.resolve(callback() as unknown) });

let bridge: FakeBridge;
let user: UserEvent;
let close: ReturnType<typeof vi.fn<() => void>>;
/** What the phone system says from now on. */
let greeting: Greeting;

beforeEach(() => {
  vi.useFakeTimers();
  user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  greeting = { state: 'answers' };
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

async function open(
  questions: readonly SetUpQuestion[] = ['pbx', 'account', 'line'],
  settings: Partial<Settings> = {},
): Promise<void> {
  const view: SettingsView = {
    settings: { ...defaultSettings, ...settings },
    hasSecret: false,
    secretStore: 'keyring',
    warnings: [],
    setUp: { questions, isFirstStart: true },
  };
  bridge = new FakeBridge(aSnapshot(), view);
  bridge.answers['settings:greet'] = () => greeting;
  bridge.answers['settings:test'] = () => [{ step: 'reached', state: 'passed' }];
  bridge.answers['settings:save'] = (draft) => ({
    status: 'saved',
    view: { ...view, settings: draft.settings },
  });
  close = vi.fn();
  render(<SettingsWindow bridge={bridge} close={close} />);
  await pass(0);
}

/** The first question, for who has the details. */
async function openQuestions(): Promise<void> {
  await open();
  await press('I have the details');
}

const field = (name: string): HTMLInputElement => screen.getByLabelText(name);
/** By how its name begins: a way to begin has its explanation in it. */
const buttonOf = (name: string): HTMLElement => screen.getByRole('button', { name: new RegExp(`^${name}`) });
const press = (name: string): Promise<void> => user.click(buttonOf(name));
const heading = (): string => screen.getByRole('heading', { level: 1 }).textContent;
const sent = (channel: 'settings:greet' | 'settings:save'): readonly unknown[] =>
  bridge.sent
    .filter(([name]) => name === channel)
    .map(([, draft, logIn]) => {
      const { settings, secret } = draft as SettingsDraft;
      return { url: settings.url, secret, ...(logIn === undefined ? {} : { logIn }) };
    });

describe('the welcome of a first start', () => {
  it('has three ways, the first one in focus, and the questions lead back to it', async () => {
    await open();
    expect(heading()).toBe('Welcome to Offhook');
    expect(document.activeElement).toBe(buttonOf('I have the details'));
    await user.keyboard('{Enter}');
    expect(heading()).toBe('Where is your phone system?');
    await press('Back');
    expect(heading()).toBe('Welcome to Offhook');
    await user.keyboard('{Control>}p{/Control}');
    await pass(0);
    expect(bridge.count('settings:save')).toBe(1);
    expect(close).toHaveBeenCalledOnce();
  });

  it('takes a file into the questions, and stays where none was chosen', async () => {
    await open();
    bridge.answers['settings:import'] = () => ({ status: 'notChosen' });
    await press('My administrator gave me a file');
    await pass(0);
    expect(heading()).toBe('Welcome to Offhook');
    const view = await bridge.request('settings:read');
    bridge.answers['settings:import'] = () => ({
      status: 'read',
      view,
      settings: { url: 'pbx-of-the-file' },
      attributes: [{ name: 'Server', fate: 'taken' }],
    });
    await press('My administrator gave me a file');
    await pass(0);
    expect(heading()).toBe('Where is your phone system?');
    expect(field('Host').value).toBe('pbx-of-the-file');
    expect(screen.getByText('Server')).toBeTruthy();
  });

  it('is not shown where an administrator has named the phone system', async () => {
    await open(['account', 'line'], { url: 'pbx' });
    expect(heading()).toBe('How does Offhook sign in?');
  });
});

describe('setting up step by step', () => {
  it('asks the phone system once the typing pauses, and shows what it says', async () => {
    await openQuestions();
    await user.type(field('Host'), 'pbx');
    expect(sent('settings:greet')).toEqual([]);
    await pass(700);
    expect(sent('settings:greet')).toEqual([{ url: 'pbx', secret: undefined, logIn: false }]);
    expect(screen.getByText('Asterisk answers there.')).toBeTruthy();
    greeting = { state: 'failed', fault: { code: 'hostUnknown', detail: 'ENOTFOUND' } };
    await user.type(field('Host'), '2');
    expect(screen.queryByText('Asterisk answers there.')).toBeNull();
    await pass(700);
    expect(screen.getByText('No phone system with this name was found.')).toBeTruthy();
    expect(screen.getByText('OH-hostUnknown')).toBeTruthy();
  });

  it('reports nothing of an answer that comes for what is not there any more', async () => {
    await openQuestions();
    let answer = (_greeting: Greeting): void => undefined;
    bridge.answers['settings:greet'] = () => new Promise((resolve) => (answer = resolve));
    await user.type(field('Host'), 'pbx');
    await pass(700);
    expect(screen.getByText('Looking for the phone system…')).toBeTruthy();
    await user.type(field('Host'), '2');
    answer({ state: 'answers' });
    await pass(0);
    expect(screen.queryByText('Asterisk answers there.')).toBeNull();
  });

  it('stays at a question that is not answered, and goes on from one that is', async () => {
    await openQuestions();
    await press('Next');
    expect(heading()).toBe('Where is your phone system?');
    await user.type(field('Host'), 'pbx{Enter}');
    expect(heading()).toBe('How does Offhook sign in?');
    await press('Back');
    expect(field('Host').value).toBe('pbx');
  });

  it('tries the account once, when all of it is typed, and stays where it is refused', async () => {
    await openQuestions();
    await user.type(field('Host'), 'pbx{Enter}');
    await user.type(field('User'), 'panel');
    await user.type(field('Secret'), 'wrong');
    await pass(5000);
    expect(bridge.count('settings:greet')).toBe(0);
    greeting = { state: 'failed', fault: { code: 'loginRefused' } };
    await press('Next');
    await pass(0);
    expect(sent('settings:greet')).toEqual([{ url: 'pbx', secret: 'wrong', logIn: true }]);
    expect(heading()).toBe('How does Offhook sign in?');
    expect(screen.getByText(/did not accept/)).toBeTruthy();
  });

  it('goes on where the phone system cannot be reached just now', async () => {
    await open(['account', 'line'], { url: 'pbx' });
    await user.type(field('User'), 'panel');
    greeting = { state: 'failed', fault: { code: 'hostUnreachable' } };
    await user.type(field('Secret'), 'right{Enter}');
    await pass(0);
    expect(heading()).toBe('Which phone is yours?');
  });

  it('tests the line while it is typed, and saves', async () => {
    await open(['account', 'line'], { url: 'pbx' });
    await user.type(field('User'), 'panel');
    greeting = { state: 'loggedIn' };
    await user.type(field('Secret'), 'right{Enter}');
    await pass(0);
    await user.type(field('Extension'), '101');
    expect(bridge.count('settings:test')).toBe(0);
    await pass(700);
    expect(bridge.count('settings:test')).toBe(1);
    const failed: LineCheckStep = { step: 'lineKnown', state: 'failed', code: 'lineUnknown' };
    bridge.answers['settings:test'] = () => [failed];
    await user.type(field('Extension'), '9');
    await pass(700);
    expect(screen.getByText('The phone system does not know this phone.')).toBeTruthy();
    await press('Test again');
    await pass(0);
    expect(bridge.count('settings:test')).toBe(3);
    await press('Save');
    await pass(0);
    expect(sent('settings:save')).toEqual([{ url: 'pbx', secret: 'right' }]);
    expect(close).toHaveBeenCalledOnce();
  });

  it('never tries a secret while it is typed, also where that is the only question', async () => {
    await open(['account'], { url: 'pbx', userName: 'panel', extension: '101' });
    expect(screen.getByText('Set up Offhook')).toBeTruthy();
    await user.type(field('Secret'), 'right');
    await pass(5000);
    expect([bridge.count('settings:test'), bridge.count('settings:greet')]).toEqual([0, 0]);
    greeting = { state: 'loggedIn' };
    await press('Save');
    await pass(0);
    expect([bridge.count('settings:greet'), bridge.count('settings:save')]).toEqual([1, 1]);
  });

  it('is put off by who wants to practise: what is in force is saved, and nothing that was typed', async () => {
    await openQuestions();
    await user.type(field('Host'), 'pbx');
    await press('Back');
    await press('Try it with practice calls');
    await pass(0);
    expect(sent('settings:save')).toEqual([{ url: '', secret: undefined }]);
    expect(close).toHaveBeenCalledOnce();
  });

  it('is put off by one key, also from the field that has the keyboard, and not from a later question', async () => {
    await openQuestions();
    await user.type(field('Host'), 'pbx');
    await user.keyboard('{Control>}p{/Control}');
    await pass(0);
    expect(sent('settings:save')).toEqual([{ url: '', secret: undefined }]);
    expect(close).toHaveBeenCalledOnce();
    cleanup();
    await open();
    const practise = buttonOf('Try it with practice calls');
    expect(practise.getAttribute('aria-keyshortcuts')).toBe('Control+P');
    await press('I have the details');
    await user.type(field('Host'), 'pbx{Enter}');
    await user.keyboard('{Control>}p{/Control}');
    await pass(0);
    expect(bridge.count('settings:save')).toBe(0);
  });

  it('gives way to all settings, with what was typed', async () => {
    await openQuestions();
    await user.type(field('Host'), 'pbx');
    await press('All settings');
    expect(screen.getByRole('form', { name: 'Offhook settings' })).toBeTruthy();
    expect(field('Host').value).toBe('pbx');
  });
});
