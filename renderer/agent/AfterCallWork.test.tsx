// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/cti/agent.ts';
import { settleMs } from '../state/settle.ts';
import { AfterCallWork } from './AfterCallWork.tsx';
import { AgentAnnouncer } from './AgentAnnouncer.tsx';
import { AgentStage, agentIs, button, pass, ready } from './testing/agentStage.tsx';

const stage = new AgentStage();

describe('after-call work', () => {
  const work: Partial<Agent> = { status: 'afterCallWork', afterCallWorkUntilMonoMs: 30_000 };
  const both = (
    <>
      <AgentAnnouncer />
      <AfterCallWork />
    </>
  );
  const region = (): HTMLElement => screen.getByRole('region', { name: 'After-call work' });

  it('counts down in silence, and is reported once', async () => {
    await stage.open({ agent: { ...ready, status: 'talking' } }, both);
    expect(screen.queryByRole('region')).toBeNull();
    await stage.happen(agentIs(work, 1_000));
    const before = within(region()).getByRole('timer').textContent;
    await pass(3_000);
    const after = within(region()).getByRole('timer').textContent;
    const seconds = (text: string): number => Number(text.replace('0:', ''));
    expect(seconds(before) - seconds(after)).toBe(3);
    expect(screen.getByRole('status').textContent).toMatch(/^After-call work, 29 seconds$/);
    await pass(60_000);
    expect(within(region()).getByRole('timer').textContent).toBe('0:00');
  });

  it('is extended, and ended', async () => {
    await stage.open({ agent: { ...ready, ...work } }, both);
    await stage.user.click(button('Extend'));
    await stage.user.click(button('Ready now'));
    expect(stage.bridge.commands()).toEqual([
      { type: 'ExtendAfterCallWork' },
      { type: 'SetAgentState', state: 'ready' },
    ]);
    await stage.happen(agentIs({ ...work, afterCallWorkUntilMonoMs: 90_000 }, 2_000));
    expect(screen.getByRole('status').textContent).toMatch(/extended, 8\d seconds left/);
    await stage.happen(agentIs({ status: 'ready' }, 3_000));
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('does not take a press that was meant for the call that has just ended', async () => {
    await stage.open({ agent: { ...ready, status: 'talking' } }, both);
    act(() => stage.bridge.happen(agentIs(work)));
    await stage.user.click(button('Ready now'));
    expect(stage.bridge.commands()).toEqual([]);
    await pass(settleMs + 1);
    await stage.user.click(button('Ready now'));
    expect(stage.bridge.commands()).toHaveLength(1);
  });

  it('says what comes after it, and why it could not be extended', async () => {
    await stage.open({ agent: { ...ready, ...work, chosen: 'notReady' } }, both);
    expect(region().textContent).toContain('then not ready');
    stage.bridge.answers['line:command'] = () => ({ status: 'refused', code: 'noAfterCallWork' });
    await stage.user.click(button('Extend'));
    await pass(20);
    expect(screen.getByRole('alert').textContent).toContain('OH-noAfterCallWork');
  });

  it('has no button that this phone system knows nothing of', async () => {
    await stage.open(
      { agent: { ...ready, ...work }, features: { can: ['ExtendAfterCallWork'], denied: {} } },
      both,
    );
    expect(screen.queryByText('Ready now')).toBeNull();
    expect(button('Extend')).toBeTruthy();
  });
});
