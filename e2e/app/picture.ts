import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** Takes a picture to look at, where `OFFHOOK_LOOK` names a folder for them. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.OFFHOOK_LOOK;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}
