// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { LineCheckStep } from '../../../src/cti/lineCheck.ts';
import { bridge, button, open, refill, stored, user } from '../testing/settingsPage.tsx';

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
      { settings: { ...stored.settings, extension: '999' } },
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

describe('a control that is chosen and cannot be had here', () => {
  const steps: readonly LineCheckStep[] = [
    { step: 'controls', state: 'warned', code: 'controlMissing', detail: 'answer, hold' },
  ];
  const note = /test found that this does not work here/;

  it('is marked once the test has found it, until another is chosen', async () => {
    await open({ ...stored, settings: { ...stored.settings, holdControl: 'holdingPen' } });
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
