// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/cti/line.ts';
import { at } from '../testing/story.ts';
import { QueueLine } from './QueueLine.tsx';
import { AgentStage, isOff, pass, queue, state } from './testing/agentStage.tsx';

const stage = new AgentStage();

describe('the queues in the menu', () => {
  const queues = [
    queue('support', { paused: true, reason: 'Lunch' }),
    queue('sales', { fixed: true }),
    queue('night', { loggedIn: false }),
  ];

  it('say how the agent stands in each', async () => {
    await stage.open({ queues });
    await stage.user.click(state());
    const items = screen.getAllByRole('menuitem').map((item) => item.textContent);
    expect(items).toEqual([
      'support Lunch',
      'sales ready',
      'night logged out',
      'Log in to all',
      'Log out of all',
    ]);
  });

  it('turn nothing around them, whatever stands in their names and reasons', async () => {
    const turned = '\u202e0081\u202c';
    const hebrew = 'מכירות';
    await stage.open({
      queues: [queue(turned, { paused: true, reason: '\u2067Lunch' }), queue(hebrew)],
      agent: { status: 'notReady', reason: '\u202eLunch', chosen: 'notReady', since: at(0).wallMs },
    });
    expect(document.body.textContent).not.toMatch(/[\u202a-\u202e\u2067]/u);
    await stage.user.click(state());
    const items = screen.getAllByRole('menuitem').map((item) => item.textContent);
    expect(items.slice(0, 2)).toEqual(['0081 Lunch', `\u2068${hebrew}\u2069 ready`]);
    expect(document.body.textContent).not.toMatch(/[\u202a-\u202e\u2067]/u);
    // What is sent names the queue as the phone system does.
    await stage.user.click(screen.getByRole('menuitem', { name: /^0081/ }));
    await pass(50);
    await stage.user.click(within(screen.getByRole('menu', { name: /^0081/ })).getByText('Ready'));
    await pass(50);
    expect(stage.bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready', queue: turned }]);
  });

  it.each<[string, string, (string | RegExp)[], object]>([
    ['unpaused', 'support', ['Ready'], { type: 'SetAgentState', state: 'ready', queue: 'support' }],
    [
      'paused for a reason',
      'sales',
      ['Training'],
      { type: 'SetAgentState', state: 'notReady', reason: 'Training', queue: 'sales' },
    ],
    ['left', 'support', ['Logged in'], { type: 'SetQueueLogin', loggedIn: false, queue: 'support' }],
    ['entered', 'night', ['Logged in'], { type: 'SetQueueLogin', loggedIn: true, queue: 'night' }],
  ])('can each be %s', async (_what, name, items, command) => {
    await stage.open({ queues });
    await stage.user.click(state());
    await stage.user.click(screen.getByRole('menuitem', { name: new RegExp(`^${name}`) }));
    await pass(50);
    const submenu = screen.getByRole('menu', { name: new RegExp(`^${name}`) });
    for (const item of items) {
      await stage.user.click(within(submenu).getByText(item));
      await pass(50);
    }
    expect(stage.bridge.commands()).toEqual([command]);
  });

  it('that the phone system keeps the agent in cannot be left, and say so', async () => {
    await stage.open({ queues });
    await stage.user.click(state());
    await stage.user.click(screen.getByRole('menuitem', { name: /^sales/ }));
    await pass(50);
    const login = screen.getByRole('menuitemcheckbox', { name: /^Logged in/ });
    expect(isOff(login)).toBe(true);
    expect(login.textContent).toContain('Fixed by the phone system');
  });

  it.each([
    ['Log in to all', { type: 'SetQueueLogin', loggedIn: true }],
    ['Log out of all', { type: 'SetQueueLogin', loggedIn: false }],
  ])('%s together', async (name, command) => {
    await stage.open({ queues });
    await stage.choose(name);
    expect(stage.bridge.commands()).toEqual([command]);
  });

  it('offer only what changes something', async () => {
    await stage.open({ queues: [queue('sales', { fixed: true })] });
    await stage.user.click(state());
    expect(screen.queryByText('Log in to all')).toBeNull();
    expect(screen.queryByText('Log out of all')).toBeNull();
  });
});

describe('the queue line', () => {
  const waiting = [queue('sales'), queue('support', { waiting: 3, longestSince: at(0).wallMs - 84_000 })];

  it('reports who waits and for how long, the longest wait first, and lets the clock run in silence', async () => {
    await stage.open({ queues: waiting }, <QueueLine />);
    const line = screen.getByRole('region', { name: 'Waiting callers' });
    const items = within(line).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'support: 3 callers waitingsupport3·1:24',
      'sales: 0 callers waitingsales0',
    ]);
    await pass(2_000);
    const clock = within(line).getByRole('timer');
    expect(clock.textContent).toBe('1:26');
    expect(clock.getAttribute('aria-live')).toBe('off');
  });

  it('changes with the queues', async () => {
    await stage.open({ queues: waiting }, <QueueLine />);
    await stage.happen({ type: 'QueuesChanged', at: at(1), queues: [queue('support')] });
    expect(screen.getByRole('listitem').textContent).toBe('support: 0 callers waitingsupport0');
  });

  it.each<[string, Partial<Line>]>([
    ['without queues', { queues: [] }],
    ['when logged in to none', { queues: [queue('support', { loggedIn: false, waiting: 9 })] }],
    ['without a link, as it is not known', { queues: waiting, link: { state: 'connecting', attempt: 1 } }],
  ])('is not there %s', async (_when, line) => {
    await stage.open(line, <QueueLine />);
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('callers who gave up', () => {
  it('are counted beside those who wait, and their list is one press away', async () => {
    await stage.open({ queues: [queue('support')] }, <QueueLine />);
    expect(screen.queryByRole('button', { name: /gave up/u })).toBeNull();
    act(() => stage.bridge.push('abandoned:told', { open: 2, isShown: true }));
    stage.bridge.answers['abandoned:open'] = () => undefined;
    await stage.user.click(
      screen.getByRole('button', { name: '2 gave up: show the callers who have yet to be called back' }),
    );
    expect(stage.bridge.sent.at(-1)).toEqual(['abandoned:open']);
    act(() => stage.bridge.push('abandoned:told', { open: 0, isShown: true }));
    expect(screen.queryByRole('button', { name: /gave up/u })).toBeNull();
  });
});
