import { expect as playwright } from '@playwright/test';

/** Playwright's own grow to a second, which most of a thousand waits would then last. */
const intervals = [10, 20, 50, 100];

const poll: typeof playwright.poll = (actual, how) =>
  playwright.poll(actual, { intervals, ...(typeof how === 'string' ? { message: how } : how) });

/** `expect`, but `expect.poll` looks often. */
export const expect: typeof playwright = Object.assign(
  ((...args: Parameters<typeof playwright>) => playwright(...args)) as typeof playwright,
  playwright,
  { poll },
);
