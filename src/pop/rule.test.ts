import { expect, it } from 'vitest';
import type { Call } from '../cti/call.ts';
import { instant, newCall } from '../cti/testing/arbitraries.ts';
import type { Moment } from './moments.ts';
import { isDue, type PopRule } from './rule.ts';

const all: PopRule = { when: 'ringing', direction: 'both', queues: [] };
const call = newCall('a', 'incoming', instant(0));
const at = (moment: Moment, facts: Partial<Call> = {}) => ({
  moment,
  call: { ...call, ...facts },
  firstCaller: '',
});

it.each([
  ['never', []],
  ['button', []],
  ['ringing', ['ringing', 'changed']],
  ['answered', ['answered']],
  ['ended', ['ended']],
] as const)('%s opens a page when it is %j', (when, due) => {
  const moments: readonly Moment[] = ['ringing', 'answered', 'changed', 'ended'];
  expect(moments.filter((moment) => isDue(at(moment), { ...all, when }))).toEqual(due);
});

it('shows who came by a transfer once the agent talks to them, where pages come with the answer', () => {
  expect(isDue(at('changed', { connectedAt: 1 }), { ...all, when: 'answered' })).toBe(true);
  expect(isDue(at('changed', { connectedAt: 1 }), { ...all, when: 'ended' })).toBe(false);
});

it('is about calls of one direction, and of some queues', () => {
  expect(isDue(at('ringing'), { ...all, direction: 'outgoing' })).toBe(false);
  expect(isDue(at('ringing', { direction: 'outgoing' }), { ...all, direction: 'outgoing' })).toBe(true);
  expect(isDue(at('ringing'), { ...all, queues: ['support'] })).toBe(false);
  expect(isDue(at('ringing', { queue: 'sales' }), { ...all, queues: ['support'] })).toBe(false);
  expect(isDue(at('ringing', { queue: 'support' }), { ...all, queues: ['support'] })).toBe(true);
});
