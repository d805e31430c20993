// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Agent, Queue } from '../../src/cti/agent.ts';
import { chosenKey, loginChoices, standingIn, standingOf, stateChoices } from './choices.ts';
import { ownQueues } from './waiting.ts';

const agent = (more: Partial<Agent>): Agent => ({ status: 'ready', since: 1, chosen: 'ready', ...more });
const queue = (more: Partial<Queue>): Queue => ({
  name: 'support',
  loggedIn: true,
  fixed: false,
  paused: false,
  waiting: 0,
  ...more,
});
const ready = { ready: true, reason: '' };

describe('the choices', () => {
  it('are ready, not ready, and the reasons in the order of the settings', () => {
    const choices = stateChoices(['Lunch', 'Training'], ready);
    expect(choices.map(({ label }) => label)).toEqual(['Ready', 'Not ready', 'Lunch', 'Training']);
    expect(choices.map(({ command }) => command)).toEqual([
      { type: 'SetAgentState', state: 'ready' },
      { type: 'SetAgentState', state: 'notReady' },
      { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' },
      { type: 'SetAgentState', state: 'notReady', reason: 'Training' },
    ]);
  });

  it('are of one queue where one is named', () => {
    expect(stateChoices([], ready, 'sales').map(({ command }) => command)).toEqual([
      { type: 'SetAgentState', state: 'ready', queue: 'sales' },
      { type: 'SetAgentState', state: 'notReady', queue: 'sales' },
    ]);
  });

  it('have the reason that somebody else gave among them, for as long as it stands', () => {
    const labels = (standing: typeof ready): readonly string[] =>
      stateChoices(['Lunch'], standing).map(({ label }) => label);
    expect(labels({ ready: false, reason: 'Supervisor' })).toEqual([
      'Ready',
      'Not ready',
      'Lunch',
      'Supervisor',
    ]);
    expect(labels({ ready: true, reason: 'Supervisor' })).toEqual(['Ready', 'Not ready', 'Lunch']);
    expect(labels({ ready: false, reason: 'Lunch' })).toEqual(['Ready', 'Not ready', 'Lunch']);
  });

  it('each have a key of their own, also where a reason is called like a state or stands twice', () => {
    const keys = stateChoices(['ready', 'notReady', 'Lunch', 'Lunch'], ready).map(({ key }) => key);
    expect(new Set(keys).size).toBe(5);
    expect(keys).toHaveLength(5);
  });
});

describe('the choice that is marked', () => {
  const marked = (more: Partial<Agent>): string | undefined => {
    const standing = standingOf(agent(more));
    const key = chosenKey(standing);
    return stateChoices(['Lunch'], standing).find((choice) => choice.key === key)?.label;
  };

  it.each<[Partial<Agent>, string]>([
    [{ status: 'ready' }, 'Ready'],
    [{ status: 'notReady' }, 'Not ready'],
    [{ status: 'notReady', reason: 'Lunch' }, 'Lunch'],
    [{ status: 'notReady', reason: 'Supervisor' }, 'Supervisor'],
    // What the phone system has during a call may be the panel's own doing; the agent's choice counts.
    [{ status: 'talking', chosen: 'ready', reason: 'Lunch' }, 'Ready'],
    [{ status: 'talking', chosen: 'notReady', reason: 'Lunch' }, 'Lunch'],
    [{ status: 'afterCallWork', chosen: 'ready' }, 'Ready'],
    [{ status: 'notReady', chosen: 'ready' }, 'Not ready'],
  ])('of %j is %s', (more, label) => {
    expect(marked(more)).toBe(label);
  });

  it('of a queue is how the agent stands in it', () => {
    expect(chosenKey(standingIn(queue({})))).toBe('ready');
    expect(chosenKey(standingIn(queue({ paused: true })))).toBe('notReady');
    expect(chosenKey(standingIn(queue({ paused: true, reason: 'Lunch' })))).toBe('reason Lunch');
  });
});

describe('the queues in which somebody may wait for the agent', () => {
  it('are those that they are logged in to, the longest wait first', () => {
    const queues = [
      queue({ name: 'calm' }),
      queue({ name: 'short', waiting: 5, longestSince: 900 }),
      queue({ name: 'long', waiting: 1, longestSince: 100 }),
      queue({ name: 'other', waiting: 9, longestSince: 1, loggedIn: false }),
      // No one waits: when the last one began to is no wait.
      queue({ name: 'stale', longestSince: 1 }),
      queue({ name: 'untold', waiting: 2 }),
    ];
    expect(ownQueues(queues).map(({ name }) => name)).toEqual(['long', 'short', 'untold', 'calm', 'stale']);
  });
});

describe('logging in to all queues and out of all', () => {
  const out = queue({ name: 'out', loggedIn: false });
  const fixed = queue({ name: 'fixed', fixed: true });
  it.each([
    ['in to those that the agent is out of', [out], ['logInAll']],
    ['out of those that the agent is in', [queue({})], ['logOutAll']],
    ['both where there are both', [queue({}), out], ['logInAll', 'logOutAll']],
    ['in alone, where the others are of the configuration', [fixed, out], ['logInAll']],
    ['nothing where the configuration has them in all', [fixed], []],
    ['nothing without queues', [], []],
  ])('is %s', (_what, queues, keys) => {
    const choices = loginChoices(queues);
    expect(choices.map(({ key }) => key)).toEqual(keys);
    for (const { key, command } of choices)
      expect(command).toEqual({ type: 'SetQueueLogin', loggedIn: key === 'logInAll' });
  });
});
