// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { able } from '../testing/story.ts';
import { isOffered, reasonFor } from './offered.ts';

it.each([
  ['works', able(['SetAgentState']), true, false],
  ['is refused', able([], { SetAgentState: 'noQueues' }), true, true],
  ['is not known here', able(['MakeCall'], { MakeCall: 'notConnected' }), false, false],
])('a command that %s', (_what, features, offered, hasReason) => {
  expect(isOffered(features, 'SetAgentState')).toBe(offered);
  expect(reasonFor(features, 'SetAgentState') !== undefined).toBe(hasReason);
});

it('a command that works has no reason why not, whatever was denied before', () => {
  const features = able(['MakeCall'], { MakeCall: 'notConnected' });
  expect(isOffered(features, 'MakeCall')).toBe(true);
  expect(reasonFor(features, 'MakeCall')).toBeUndefined();
});
