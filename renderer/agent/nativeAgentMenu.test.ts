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
