// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { followNetwork } from './network.ts';

it('the link is checked when a network comes, and when it goes', () => {
  const bridge = new FakeBridge(aSnapshot());
  followNetwork(bridge);
  expect(bridge.count('line:networkChanged')).toBe(0);
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  expect(bridge.count('line:networkChanged')).toBe(2);
});
