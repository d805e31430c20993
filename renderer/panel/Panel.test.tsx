// @vitest-environment happy-dom
import { act, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { bridge, button, card, field, happen, isOff, open, pass, user } from '../testing/panel.tsx';
import { aCall, aCallIn, aSnapshot, at, beginningOf, eventOf, everything } from '../testing/story.ts';
import { Panel } from './Panel.tsx';
import { createPanelModel, PanelProvider } from '../model/panelModel.ts';
import { settleMs } from '../state/settle.ts';

describe('the two buttons', () => {
  it('are not what they have just become to a hand that is on its way', async () => {
    await open();
    await user.type(field(), '201');
    act(() => bridge.happen(beginningOf(aCallIn('ringing'))));
    await user.click(button('Answer'));
    expect(bridge.commands()).toEqual([]);
    await pass(settleMs);
    await user.click(button('Answer'));
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'c1' }]);
  });
});

describe('the link', () => {
  const fault = { code: 'portRefused', detail: 'connect ECONNREFUSED' } as const;

  it('counts down to the next attempt, says what to do, and tries at once when asked to', async () => {
    await open({ link: { state: 'waiting', attempt: 2, retryAt: at(10_000).wallMs, fault } });
    expect(screen.getByText('Not connected to pbx-1. Trying again…')).toBeTruthy();
    expect(screen.getByText(/It may be restarting/)).toBeTruthy();
    expect(screen.getByText('Next attempt in 10 seconds')).toBeTruthy();
    await pass(9000);
    expect(screen.getByText('Next attempt in 1 second')).toBeTruthy();
    await user.click(button('Try now'));
    expect(bridge.count('line:connectNow')).toBe(1);
  });

  it('says that it is not connected from the loss until it is online, however long an attempt takes', async () => {
    await open();
    const lost = { code: 'connectionLost' } as const;
    const soon = { state: 'waiting', attempt: 1, retryAt: at(1250).wallMs, fault: lost } as const;
    const trying = { state: 'waiting', attempt: 1, fault: lost } as const;
    for (const [ms, link] of [[1000, soon] as const, [1250, trying] as const]) {
      await happen({ type: 'Disconnected', at: at(ms), link });
      expect(screen.getByText('Not connected to pbx-1. Trying again…')).toBeTruthy();
    }
    await pass(10_000);
    expect(screen.getByText('Not connected to pbx-1. Trying again…')).toBeTruthy();
    expect(screen.queryByText(/Next attempt/)).toBeNull();
    await happen({ type: 'Connected', at: at(12_000), link: { state: 'online', version: '11.0.0' } });
    expect(screen.queryByText(/Trying again/)).toBeNull();
    expect(within(screen.getByRole('contentinfo')).getByText('Connected to pbx-1')).toBeTruthy();
  });

  it('offers the last good settings where they cannot be read, and nothing where there are none', async () => {
    await open({ link: { state: 'refused', fault: { code: 'settingsLost' } } });
    await pass(0);
    expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
    const view = {
      settings: defaultSettings,
      hasSecret: false,
      secretStore: 'keyring',
      warnings: [],
    } as const;
    const goodAtMs = Date.UTC(2026, 10, 23, 9, 5);
    const setAside = { file: 'settings.json', detail: 'not JSON', goodAtMs };
    act(() => bridge.push('settings:changed', { ...view, setAside }));
    let done = (): void => undefined;
    bridge.answers['settings:restore'] = () =>
      new Promise((resolve) => (done = () => resolve({ status: 'saved', view })));
    await user.click(screen.getByRole('button', { name: /^Restore the settings of 11\/23\/26/ }));
    await pass(300);
    expect(screen.getByRole('button', { name: 'Restoring…' })).toBeTruthy();
    done();
    act(() => bridge.push('settings:changed', view));
    expect(screen.queryByRole('button', { name: /Restor/ })).toBeNull();
  });

  it('offers to unlock the keyring that keeps the secret, and says when it stays locked', async () => {
    await open({ link: { state: 'refused', fault: { code: 'keyringLocked' } } });
    expect(screen.getByText(/keyring, which is locked/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull();
    let answer = (_isOpen: boolean): void => undefined;
    bridge.answers['keyring:unlock'] = () => new Promise((resolve) => (answer = resolve));
    await user.click(button('Unlock'));
    await pass(300);
    expect(screen.getByText('Waiting for the password…')).toBeTruthy();
    answer(false);
    await pass(1000);
    expect(screen.getByText('It is still locked.')).toBeTruthy();
    await user.click(button('Unlock'));
    expect(bridge.count('keyring:unlock')).toBe(2);
  });

  it('is reported in plain words while it stands, with a badge where it is for practice', async () => {
    await open({}, { pbx: { kind: 'practice', name: 'practice' } });
    expect(screen.getByText('Connected to the practice phone system')).toBeTruthy();
    expect(screen.getByText('practice')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /201/ }));
    expect(field().value).toBe('201');
  });

  it('leaves calls on the screen while it is found out whether they stand', async () => {
    await open({ calls: [aCall()] });
    await happen({
      type: 'Disconnected',
      at: at(1000),
      link: { state: 'waiting', attempt: 1, retryAt: at(9000).wallMs, fault: { code: 'connectionLost' } },
    });
    expect(within(card()).getByText('Checking…')).toBeTruthy();
    expect(isOff(button('Hang up'))).toBe(true);
    await happen({ type: 'ActiveCallSnapshot', at: at(2000), calls: [aCall()] });
    expect(within(card()).getByText('Talking')).toBeTruthy();
  });
});

describe('a screen reader', () => {
  it('hears of a call that rings at once, and of changes when there is a pause; never of clocks', async () => {
    await open();
    const ringing = aCallIn('ringing');
    await happen(beginningOf(ringing));
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain(
      'Incoming call from Maria Svensson',
    );
    await happen(eventOf(ringing, { type: 'CommutationStarted' }, 1000));
    const heard = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(heard).toContain('Talking to Maria Svensson');
    await pass(5000);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(heard);
    expect(within(card()).getByRole('timer').getAttribute('aria-live')).toBe('off');
  });
});

it('takes a number before its line is known, says that it is starting, and says when nothing answers', async () => {
  const held = new Promise<LineSnapshot>(() => undefined);
  const bridge = new FakeBridge(aSnapshot());
  bridge.answers['line:snapshot'] = () => held;
  render(
    <PanelProvider value={createPanelModel(bridge)}>
      <Panel />
    </PanelProvider>,
  );
  expect(screen.getByText('Starting…')).toBeTruthy();
  expect(screen.queryByText(/No calls yet|No line yet/)).toBeNull();
  await user.type(field(), '201');
  expect(field().value).toBe('201');
  bridge.answers['line:snapshot'] = () => Promise.reject(new Error('gone'));
  act(() => bridge.push('line:reset', null));
  await pass(0);
  expect(screen.getByRole('button', { name: 'Restart the panel' })).toBeTruthy();
});

it('offers everything that a line can do, and nothing without a name', async () => {
  await open({ calls: [aCallIn('talking', { features: everything })] });
  for (const element of screen.getAllByRole('button')) {
    expect(element.getAttribute('aria-label') ?? element.textContent).not.toBe('');
  }
});
