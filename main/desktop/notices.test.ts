import { expect, it, vi } from 'vitest';
import { DeskNotices } from './notices.ts';

it('the newest is given away once, to a panel, as soon as there is one', () => {
  const nudge = vi.fn();
  const notices = new DeskNotices(nudge);
  expect(notices.take()).toBeNull();
  const [first, second] = ['a', 'b'].map((detail) => ({ kind: 'offer', detail }) as never);
  notices.give(first!);
  notices.give(second!);
  expect(nudge).toHaveBeenCalledTimes(2);
  expect(notices.take()).toBe(second);
  expect(notices.take()).toBeNull();
});
