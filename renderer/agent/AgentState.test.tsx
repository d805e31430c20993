// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aCallIn, at } from '../testing/story.ts';
import {
  AgentStage,
  agentIs,
  button,
  isOff,
  pass,
  queue,
  radios,
  ready,
  settings,
  state,
  stateAndClock,
} from './testing/agentStage.tsx';

const stage = new AgentStage();

describe('the agent’s state', () => {
  it('is a menu of ready, not ready and the reasons, what stands marked', async () => {
    await stage.open({ agent: { ...ready, status: 'notReady', chosen: 'notReady', reason: 'Lunch' } });
    expect(state().getAttribute('aria-label')).toBe('Your state: Not ready, Lunch');
    await stage.user.click(state());
    expect(radios()).toEqual(['Ready', 'Not ready', '*Lunch', 'Training']);
  });

  it('says how long it has been so, and goes on counting: by the minute where it may go on all day', async () => {
    await stage.open({ agent: { ...ready, since: at(0).wallMs - 41_000 } });
    expect(stateAndClock()).toMatch(/^Ready 0:4[12]$/);
    await pass(60_000);
    expect(stateAndClock()).toBe('Ready 1 min');
    await stage.happen(agentIs({ ...ready, since: Date.now() - 3_900_000 }));
    expect(stateAndClock()).toBe('Ready 1:05 h');
    await stage.happen(
      agentIs({ status: 'notReady', chosen: 'notReady', reason: 'Lunch', since: Date.now() - 730_000 }),
    );
    expect(stateAndClock()).toMatch(/^Lunch 12:1\d$/);
  });

  it.each([
    ['1', { type: 'SetAgentState', state: 'ready' }],
    ['2', { type: 'SetAgentState', state: 'notReady' }],
    ['4', { type: 'SetAgentState', state: 'notReady', reason: 'Training' }],
  ])('is chosen in its menu by the number %s', async (key, command) => {
    await stage.open({});
    await stage.user.click(state());
    expect(screen.getByRole('menuitemradio', { name: 'Training' }).querySelector('kbd')?.textContent).toBe(
      '4',
    );
    await stage.user.keyboard(key);
    await pass(20);
    expect(stage.bridge.commands()).toEqual([command]);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('is not changed by a number that nothing has, nor by one in a queue’s own menu', async () => {
    await stage.open({});
    await stage.user.click(state());
    await stage.user.keyboard('9');
    await stage.user.click(screen.getByRole('menuitem', { name: /support/ }));
    await pass(20);
    await stage.user.keyboard('2');
    await pass(20);
    expect(stage.bridge.commands()).toEqual([]);
  });

  it('is changed in all queues by one choice', async () => {
    await stage.open({});
    await stage.choose('Training');
    expect(stage.bridge.commands()).toEqual([
      { type: 'SetAgentState', state: 'notReady', reason: 'Training' },
    ]);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('can be set to what it is already, since single queues may differ', async () => {
    await stage.open({ queues: [queue('support'), queue('sales', { paused: true })] });
    await stage.choose('Ready');
    expect(stage.bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready' }]);
  });

  it('is shown as soon as it was changed elsewhere, and told once', async () => {
    await stage.open({});
    await stage.happen(agentIs({ status: 'notReady', chosen: 'notReady', reason: 'Supervisor' }));
    expect(state().textContent).toContain('Supervisor');
    expect(screen.getByRole('status').textContent).toBe('You are not ready: Supervisor');
    await pass(61_000);
    expect(stateAndClock()).toContain('1:01');
    expect(screen.getByRole('status').textContent).toBe('You are not ready: Supervisor');
  });

  it('says while a change is on its way, and takes no other meanwhile', async () => {
    await stage.open({});
    const settle = stage.bridge.holdCommand();
    await stage.choose('Lunch');
    await pass(200);
    expect(state().textContent).toContain('Ready');
    await pass(150);
    const changing = button('Changing…');
    expect(changing.textContent).toContain('Changing…');
    await stage.user.click(changing);
    await stage.user.click(screen.getByRole('menuitemradio', { name: 'Ready' }));
    expect(stage.bridge.commands()).toHaveLength(1);
    await act(async () => {
      settle({ status: 'done' });
      await vi.advanceTimersByTimeAsync(20);
    });
    expect(state().textContent).toContain('Ready');
  });

  it('says in place why a change was refused, with its code', async () => {
    await stage.open({});
    stage.bridge.answers['line:command'] = () => ({ status: 'refused', code: 'refusedByPbx', detail: 'No' });
    await stage.choose('Lunch');
    const note = screen.getByRole('alert');
    expect(note.textContent).toContain('The phone system refused');
    expect(note.textContent).toContain('OH-refusedByPbx');
    await stage.user.click(within(note).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is only shown where this phone system knows nothing of it', async () => {
    await stage.open({ features: { can: ['MakeCall'], denied: {} }, queues: [] });
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText('Ready')).toBeTruthy();
  });

  it('says in the menu why it cannot be changed now', async () => {
    await stage.open({ features: { can: [], denied: { SetAgentState: 'rightMissing' } } });
    await stage.user.click(state());
    expect(screen.getByRole('menu').textContent).toContain('does not allow Offhook to do this');
    expect(screen.getAllByRole('menuitemradio').every(isOff)).toBe(true);
  });

  it('is the call’s during a call, and what is chosen then is for after it', async () => {
    const calls = [aCallIn('talking')];
    await stage.open({ calls, agent: { ...ready, status: 'talking', chosen: 'notReady' } });
    expect(state().textContent).toContain('Talking');
    expect(state().textContent).toContain('then not ready');
    await stage.choose('Ready');
    expect(stage.bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready' }]);
  });

  it('follows the reasons of the settings as they change', async () => {
    await stage.open({});
    const pauseReasons = ['Coffee'];
    act(() =>
      stage.bridge.push('settings:changed', {
        ...settings,
        settings: { ...settings.settings, pauseReasons },
      }),
    );
    stage.bridge.answers['settings:read'] = () => ({
      ...settings,
      settings: { ...settings.settings, pauseReasons },
    });
    await stage.user.click(state());
    await pass(20);
    expect(radios()).toEqual(['*Ready', 'Not ready', 'Coffee']);
  });
});
