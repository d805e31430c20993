// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Agent, Queue } from '../../src/cti/agent.ts';
import type { Line } from '../../src/cti/line.ts';
import { argumentsSchema } from '../../src/ipc/shapes.ts';
import { able, aSnapshot } from '../testing/story.ts';
import { nativeAgentMenu } from './nativeAgentMenu.ts';

const queue = (name: string, more: Partial<Queue> = {}): Queue => ({
  ...{ name, loggedIn: true, fixed: false, paused: false, waiting: 0 },
  ...more,
});
const atLunch: Agent = { status: 'notReady', chosen: 'notReady', reason: 'Lunch', since: 1 };

function menu(more: Partial<Line>): ReturnType<typeof nativeAgentMenu> {
  const features = able(['SetAgentState', 'SetQueueLogin']);
  const queues = [queue('support'), queue('R&D', { loggedIn: false })];
  return nativeAgentMenu({ ...aSnapshot().line, features, queues, agent: atLunch, ...more }, [
    'Lunch',
    'R&R',
  ]);
}

it('has the states with their numbers, the queues behind them, and a command for each', () => {
  const { items, commands } = menu({});
  const told = items.map((item) =>
    item.type === 'item' ? `${item.checked === true ? '*' : ''}${item.label}` : '--',
  );
  expect(told).toEqual([
    ...['&1  Ready', '&2  Not ready', '*&3  Lunch', '&4  R&&R'],
    ...['--', 'support', 'R&&D'],
    ...['--', 'Log in to all', 'Log out of all'],
  ]);
  const chosen = items.flatMap((item) => (item.type === 'item' ? (commands.get(item.id) ?? []) : []));
  expect(chosen).toEqual([
    { type: 'SetAgentState', state: 'ready' },
    { type: 'SetAgentState', state: 'notReady' },
    { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' },
    { type: 'SetAgentState', state: 'notReady', reason: 'R&R' },
    { type: 'SetQueueLogin', loggedIn: true },
    { type: 'SetQueueLogin', loggedIn: false },
  ]);
  const behind = items.flatMap((item) => (item.type === 'item' ? (item.items ?? []) : []));
  expect(
    behind.flatMap((item) => (item.type === 'item' ? (commands.get(item.id) ?? []) : [])),
  ).toContainEqual({
    type: 'SetQueueLogin',
    loggedIn: true,
    queue: 'R&D',
  });
  const at = { x: 1, y: 2 };
  expect(argumentsSchema('panel:menu').parse([items, at])).toEqual([items, at]);
});

it('offers nothing that cannot be done', () => {
  const { items } = menu({ features: able([], { SetAgentState: 'noQueues' }) });
  expect(items.every((item) => item.type === 'separator' || !item.enabled || item.items !== undefined)).toBe(
    true,
  );
});

it('has numbers for nine states and no more, and none in the menu of a queue', () => {
  const reasons = Array.from({ length: 9 }, (_, index) => `Reason ${index + 1}`);
  const { items } = nativeAgentMenu(
    { ...aSnapshot().line, agent: { ...atLunch, reason: '' }, queues: [queue('support')] },
    reasons,
  );
  const labels = items.flatMap((item) => (item.type === 'item' ? [item.label] : []));
  expect(labels.slice(8, 11)).toEqual(['&9  Reason 7', 'Reason 8', 'Reason 9']);
  const behind = items.flatMap((item) => (item.type === 'item' ? (item.items ?? []) : []));
  expect(behind.some((item) => item.type === 'item' && item.label.startsWith('&'))).toBe(false);
});

it('has of a queue the login, where it can be changed, and its states while the agent is in it', () => {
  const queues = [
    queue('in', { paused: true, reason: 'Lunch' }),
    queue('fixed', { fixed: true }),
    queue('out', { loggedIn: false }),
  ];
  const told = menu({ queues }).items.flatMap((item) =>
    item.type === 'item' && item.items !== undefined
      ? [item.items.map((one) => (one.type === 'item' ? [one.label, one.enabled, one.checked] : []))]
      : [],
  );
  const states = (marked: string) =>
    ['Ready', 'Not ready', 'Lunch', 'R&&R'].map((label) => [label, true, label === marked]);
  expect(told).toEqual([
    [['Logged in', true, true], ...states('Lunch')],
    [['Logged in', false, true], ...states('Ready')],
    [['Logged in', true, false]],
  ]);
});

it('has no line between where nothing follows', () => {
  const { items } = menu({ queues: [] });
  expect(items.some(({ type }) => type === 'separator')).toBe(false);
  const noLogin = menu({ features: able(['SetAgentState']), queues: [queue('out', { loggedIn: false })] });
  expect(noLogin.items.filter(({ type }) => type === 'separator')).toHaveLength(1);
  expect(noLogin.items.at(-1)).toMatchObject({ label: 'out', enabled: false, items: [] });
});
