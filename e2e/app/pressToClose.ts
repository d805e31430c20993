import type { Locator } from '@playwright/test';
import { limits } from '../limits.mjs';

/**
 * Presses a button that closes its own window, and waits until that is closed. The window may be gone before Playwright has heard that the
 * press is over: then the press is not reported as done, and it was done.
 */
export async function pressToClose(button: Locator): Promise<void> {
  const page = button.page();
  const closed = page.waitForEvent('close', { timeout: limits.waitMs });
  await button.click().catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  await closed;
}
