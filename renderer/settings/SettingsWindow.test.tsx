// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LineCheckStep } from '../../src/cti/lineCheck.ts';
import type { SaveResult, SettingsView } from '../../src/ipc/settings.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SettingsWindow } from './SettingsWindow.tsx';

const view: SettingsView = {
  settings: { ...defaultSettings, url: 'pbx', userName: 'offhook', extension: '101' },
  hasSecret: true,
  secretStore: 'keyring',
  warnings: [],
};

let bridge: FakeBridge;
let close: ReturnType<typeof vi.fn<() => void>>;
const user = userEvent.setup();

async function open(stored: SettingsView = view): Promise<void> {
  bridge = new FakeBridge(aSnapshot(), stored);
  bridge.answers['settings:save'] = ({ settings }) => ({ status: 'saved', view: { ...stored, settings } });
  close = vi.fn();
  render(<SettingsWindow bridge={bridge} close={close} />);
  await screen.findByRole('form', { name: 'Offhook settings' });
}

afterEach(cleanup);

const field = (name: string): HTMLInputElement => screen.getByLabelText(name);
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const refill = async (name: string, text: string): Promise<void> => {
  await user.clear(field(name));
  if (text !== '') await user.type(field(name), text);
};
const saves = (): readonly unknown[] =>
  bridge.sent.filter(([channel]) => channel === 'settings:save').map(([, draft]) => draft);

describe('what the administrator decided', () => {
  it('is shown, cannot be changed, and says by whom; the rest can', async () => {
    await open({ ...view, policy: { by: 'IT', locked: ['url', 'tls', 'protocol', 'queues', 'secondCall'] } });
    const locked = field('Host').closest('fieldset');
    expect(locked?.disabled).toBe(true);
    expect(locked?.getAttribute('aria-describedby')).toBeTruthy();
    expect(screen.getAllByText('Set by IT')).toHaveLength(5);
    expect(field('Extension').closest('fieldset')).toBeNull();
  });

  it('and cannot be used, is told with what is wrong', async () => {
    await open({ ...view, policyFault: 'locked.x: unknownField' });
    expect(screen.getByText(/locked\.x: unknownField/)).toBeTruthy();
    expect(field('Host').closest('fieldset')).toBeNull();
  });
});

describe('saving', () => {
  it('hands over the whole draft, keeps the stored secret, and closes', async () => {
    await open();
    await refill('Extension', '102');
    await user.click(button('Save'));
    expect(saves()).toEqual([{ settings: { ...view.settings, extension: '102' } }]);
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
      view: { ...view, warnings: ['asyncOriginateNotObeyed'] },
    });
    await user.click(button('Save'));
    expect(await screen.findByText(/Offhook ignores this/)).toBeTruthy();
    expect(close).not.toHaveBeenCalled();
  });
});

describe('a field', () => {
  it('says what is wrong while it is typed, and stops when it is right', async () => {
    await open();
    await refill('Port', '70000');
    expect(screen.getByText('A number from 1 to 65535')).toBeTruthy();
    await refill('Port', '5039');
    expect(screen.queryByText('A number from 1 to 65535')).toBeNull();
  });

  it('is not reproached for being empty before anybody was there', async () => {
    await open({ ...view, settings: { ...view.settings, userName: '' } });
    expect(screen.queryByText('Required')).toBeNull();
    await user.click(field('User'));
    await user.tab();
    expect(screen.getByText('Required')).toBeTruthy();
  });

  it('shows which device is meant when none is given', async () => {
    await open();
    await refill('Extension', '7');
    await user.click(screen.getByRole('radio', { name: 'SIP' }));
    expect(field('Device').placeholder).toBe('SIP/7');
  });
});

describe('the dial rules', () => {
  it('say what comes of them while they are typed', async () => {
    await open();
    expect(screen.getByText('+44 20 7946 0958 is dialled as it is')).toBeTruthy();
    await refill('Outside line prefix', '0');
    await refill('Instead of +', '00');
    await refill('Your country', '49');
    expect(screen.getByText('+44 20 7946 0958 is dialled as 000442079460958')).toBeTruthy();
    expect(screen.getByText('+49 30 23125000 is dialled as 003023125000')).toBeTruthy();
    expect(screen.getByText('112 is dialled as it is')).toBeTruthy();
    await refill('Instead of +', '+');
    await user.tab();
    expect(screen.getByText('Digits only, such as 0 or 00')).toBeTruthy();
    expect(screen.queryByText(/is dialled as/)).toBeNull();
  });
});

describe('the secret', () => {
  it('is told to be stored, is never shown, and can be replaced', async () => {
    await open();
    expect(screen.getByText('Stored, never shown again')).toBeTruthy();
    await user.click(button('Replace'));
    expect(field('Secret').type).toBe('password');
    await user.type(field('Secret'), 'hunter2');
    await user.click(button('Save'));
    expect(saves()).toEqual([{ settings: view.settings, secret: 'hunter2' }]);
  });

  it('has to be typed again for another host', async () => {
    await open();
    await refill('Host', 'elsewhere');
    await user.click(button('Save'));
    expect(screen.getByText(/belongs to another host/)).toBeTruthy();
    expect(saves()).toEqual([]);
  });

  it('is said to be in a locked keyring, which can be unlocked there', async () => {
    await open({ ...view, secretStore: 'locked' });
    expect(screen.getByText(/is locked/)).toBeTruthy();
    expect(screen.getByText('Stored, never shown again')).toBeTruthy();
    bridge.answers['keyring:unlock'] = () => true;
    await user.click(button('Unlock'));
    expect(bridge.count('keyring:unlock')).toBe(1);
  });

  it('is said to be lost at the end where the system offers no place for it', async () => {
    await open({ ...view, secretStore: 'memoryOnly' });
    expect(screen.getByText(/has no protected place/)).toBeTruthy();
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

describe('the connection test', () => {
  const passed = (step: LineCheckStep['step']): LineCheckStep => ({ step, state: 'passed' });
  const state = (step: string): string | null =>
    document.querySelector(`[data-step="${step}"]`)?.getAttribute('data-state') ?? null;

  it('shows each step as it goes, and what to do where it stops', async () => {
    await open();
    let finish: (steps: readonly LineCheckStep[]) => void = vi.fn();
    bridge.answers['settings:test'] = () => new Promise((resolve) => (finish = resolve));
    await refill('Extension', '999');
    await user.click(button('Test connection'));
    expect(bridge.sent.at(-1)).toEqual([
      'settings:test',
      { settings: { ...view.settings, extension: '999' } },
    ]);
    act(() => bridge.push('settings:testStep', { step: 'reached', state: 'running' }));
    expect(state('reached')).toBe('running');
    act(() => bridge.push('settings:testStep', passed('reached')));
    expect(state('reached')).toBe('passed');
    expect(state('greeted')).toBeNull();
    const steps: readonly LineCheckStep[] = [
      passed('reached'),
      passed('greeted'),
      passed('loggedIn'),
      { step: 'rights', state: 'warned', code: 'callMissing' },
      { step: 'lineKnown', state: 'failed', code: 'lineUnknown', detail: 'no endpoint' },
      { step: 'phoneRegistered', state: 'skipped' },
      { step: 'controls', state: 'skipped' },
    ];
    await act(async () => {
      finish(steps);
      await Promise.resolve();
    });
    expect(steps.map(({ step }) => state(step))).toEqual(steps.map((step) => step.state));
    expect(screen.getByText('Check extension, device and technology (PJSIP or SIP).')).toBeTruthy();
    expect(screen.getByText('OH-lineUnknown')).toBeTruthy();
    expect(screen.getByText('The test failed at “Extension found”.')).toBeTruthy();
    await refill('Extension', '101');
    expect(screen.getByText('The settings have changed since this test.')).toBeTruthy();
  });

  it('says who will answer, hold and transfer, and names the phone', async () => {
    await open();
    bridge.answers['settings:test'] = () => [
      {
        step: 'controls',
        state: 'passed',
        facts: { answer: 'pickUp', hold: 'holdingPen', transfer: 'atxfer', userAgent: 'Desk Phone 5' },
      },
    ];
    await user.click(button('Test connection'));
    expect(await screen.findByText('Holds with music; the phone stays connected')).toBeTruthy();
    expect(
      screen.getByText('Answers with a second call that your phone picks up automatically'),
    ).toBeTruthy();
    expect(screen.getByText('Desk Phone 5')).toBeTruthy();
  });

  it('says what a broken link means, in the same words as the panel', async () => {
    await open();
    bridge.answers['settings:test'] = () => [
      { step: 'reached', state: 'failed', fault: { code: 'hostUnknown', detail: 'ENOTFOUND' } },
    ];
    await user.click(button('Test connection'));
    expect(await screen.findByText('No phone system with this name was found.')).toBeTruthy();
    expect(state('phoneRegistered')).toBe('skipped');
  });

  it('is over also when nothing answers', async () => {
    await open();
    bridge.answers['settings:test'] = () => Promise.reject(new Error('gone'));
    await user.click(button('Test connection'));
    expect(await screen.findByText(/do not respond to each other/)).toBeTruthy();
  });
});

describe('what is to be known', () => {
  it('explains the practice PBX while nothing is configured', async () => {
    await open({ ...view, settings: defaultSettings, hasSecret: false });
    expect(screen.getByText(/using its practice phone system/)).toBeTruthy();
  });

  it('tells every warning, and a settings file that was set aside', async () => {
    await open({
      ...view,
      warnings: ['plainTextConnection', 'replayingFile'],
      setAside: { file: 'settings.json', detail: 'Unexpected end' },
    });
    expect(screen.getByText(/is not encrypted/)).toBeTruthy();
    expect(screen.getByText(/replays this recording/)).toBeTruthy();
    expect(screen.getByText(/settings\.json cannot be read/)).toBeTruthy();
  });

  it('offers the last good settings in place of a damaged file, and says that they are in force', async () => {
    const goodAtMs = Date.UTC(2026, 10, 23, 9, 5);
    const lost = { ...view, settings: defaultSettings, hasSecret: false };
    await open({ ...lost, setAside: { file: 'settings.json', detail: 'not JSON', goodAtMs } });
    expect(screen.queryByText(/using its practice phone system/)).toBeNull();
    bridge.answers['settings:restore'] = () => ({ status: 'failed', code: 'diskFull', detail: 'ENOSPC' });
    await user.click(screen.getByRole('button', { name: /^Restore the settings of 11\/23\/26/ }));
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    const restored = { ...view, restored: { atMs: goodAtMs, keptAs: 'settings.old.json' } };
    bridge.answers['settings:restore'] = () => {
      bridge.push('settings:changed', restored);
      return { status: 'saved', view: restored };
    };
    await user.click(screen.getByRole('button', { name: /^Restore the settings of/ }));
    expect(await screen.findByText(/apply again.*kept as settings\.old\.json/)).toBeTruthy();
    expect(field('Extension').value).toBe(view.settings.extension);
    expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
  });

  it('takes settings that were saved elsewhere, but not over what was typed here', async () => {
    await open();
    const changed = { ...view, settings: { ...view.settings, extension: '300' } };
    act(() => bridge.push('settings:changed', changed));
    expect(field('Extension').value).toBe('300');
    await refill('Extension', '301');
    act(() => bridge.push('settings:changed', view));
    expect(field('Extension').value).toBe('301');
    expect(screen.getByText(/changed elsewhere in the meantime/)).toBeTruthy();
  });

  it('says so and tries again when the settings cannot be read', async () => {
    bridge = new FakeBridge(aSnapshot());
    bridge.answers['settings:read'] = () => Promise.reject(new Error('gone'));
    render(<SettingsWindow bridge={bridge} close={vi.fn()} />);
    const again = await screen.findByRole('button', { name: 'Try again' });
    bridge.answers['settings:read'] = () => view;
    await user.click(again);
    expect(await screen.findByRole('form')).toBeTruthy();
  });
});

describe('a list', () => {
  const tags = (label: string): readonly string[] =>
    within(screen.getByRole('grid', { name: label }))
      .queryAllByRole('row')
      .map((row) => row.textContent);
  const queues = (): readonly string[] => tags('Your queues');
  const stored = { ...view, settings: { ...view.settings, queues: ['support', 'sales'] } };

  it('takes what is typed with Enter, and saves nothing by that', async () => {
    await open(stored);
    await user.type(screen.getByPlaceholderText('Add a queue'), '500{Enter}');
    expect(queues()).toEqual(['support', 'sales', '500']);
    expect(saves()).toEqual([]);
    await user.type(screen.getByPlaceholderText('Add a queue'), '{Enter}');
    expect(saves()).toMatchObject([{ settings: { queues: ['support', 'sales', '500'] } }]);
  });

  it('takes what was typed and not added, when the settings are saved', async () => {
    await open(stored);
    await user.type(screen.getByPlaceholderText('Add a reason'), 'Lunch break, long');
    await user.click(button('Save'));
    expect(saves()).toMatchObject([{ settings: { pauseReasons: ['Lunch break, long'] } }]);
  });

  it('gives an entry away again', async () => {
    await open(stored);
    const sales = screen.getByRole('row', { name: 'sales' });
    await user.click(within(sales).getByRole('button'));
    expect(queues()).toEqual(['support']);
    await user.click(button('Save'));
    expect(saves()).toMatchObject([{ settings: { queues: ['support'] } }]);
  });

  it('shows which entry is wrong, and is not saved with it', async () => {
    await open(stored);
    await user.type(screen.getByPlaceholderText('Add a queue'), 'a&b{Enter}');
    expect(screen.getByText(/characters that are not possible here/)).toBeTruthy();
    await user.click(button('Save'));
    expect(saves()).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('1 field needs attention');
    await user.click(within(screen.getByRole('row', { name: 'a&b' })).getByRole('button'));
    expect(screen.queryByText(/characters that are not possible here/)).toBeNull();
  });

  it('lets Escape take back what is typed before it asks to leave', async () => {
    await open(stored);
    await user.type(screen.getByPlaceholderText('Add a queue'), 'oops{Escape}');
    expect(close).not.toHaveBeenCalled();
    expect(queues()).toEqual(['support', 'sales']);
    await user.keyboard('{Escape}');
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('a choice', () => {
  it('says what stands, and takes another', async () => {
    await open();
    await user.click(button('Automatic Hold'));
    await user.click(screen.getByRole('option', { name: /^Park the call/ }));
    await user.click(button('Save'));
    expect(saves()).toMatchObject([{ settings: { holdControl: 'park', answerControl: 'auto' } }]);
  });
});

describe('a control that is chosen and cannot be had here', () => {
  const steps: readonly LineCheckStep[] = [
    { step: 'controls', state: 'warned', code: 'controlMissing', detail: 'answer, hold' },
  ];
  const note = /test found that this does not work here/;

  it('is marked once the test has found it, until another is chosen', async () => {
    await open({ ...view, settings: { ...view.settings, holdControl: 'holdingPen' } });
    bridge.answers['settings:test'] = () => steps;
    expect(screen.queryByText(note)).toBeNull();
    await user.click(button('Test connection'));
    // Answering is missing, too, but nothing was chosen for it: the test tells that itself.
    expect(screen.getAllByText(note)).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: /Hold$/ }));
    await user.click(screen.getByRole('option', { name: 'Automatic' }));
    expect(screen.queryByText(note)).toBeNull();
  });
});

describe('a file', () => {
  const tls = { ...view, settings: { ...view.settings, tls: true, tlsCaFile: '/old.pem' } };
  const choose = (): Promise<void> => user.click(button('Choose a file: CA certificate file'));

  it('is chosen in the system’s own window', async () => {
    await open(tls);
    bridge.answers['settings:chooseFile'] = () => '/etc/ssl/own ca.pem';
    await choose();
    expect(bridge.sent).toContainEqual(['settings:chooseFile', 'tlsCaFile']);
    expect(field('CA certificate file').value).toBe('/etc/ssl/own ca.pem');
  });

  it('stays what it was when none is chosen, or the window did not come', async () => {
    await open(tls);
    bridge.answers['settings:chooseFile'] = () => null;
    await choose();
    bridge.answers['settings:chooseFile'] = () => Promise.reject(new Error('failed: internal'));
    await choose();
    expect(field('CA certificate file').value).toBe('/old.pem');
  });
});

describe('the settings of a connector', () => {
  const take = (): Promise<void> => user.click(button('Import connector settings…'));

  it('come into the form with a report, and are saved with it; their secret is not among what is sent', async () => {
    await open();
    bridge.answers['settings:import'] = () => ({
      status: 'read',
      view: { ...view, importedSecretFor: 'other.example' },
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
    const settings = { ...view.settings, url: 'other.example', port: 5039, asyncOriginate: false };
    expect(saves()).toEqual([{ settings }]);
  });

  it('leave the form as it is when none are chosen, or when the file is no such thing, which is told', async () => {
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

it('tells the range of a number that is out of it', async () => {
  await open();
  await refill('After-call work, seconds', '4000');
  expect(screen.getByText('A number from 0 to 3600')).toBeTruthy();
  await refill('Port', '0');
  expect(screen.getByText('A number from 1 to 65535')).toBeTruthy();
});
