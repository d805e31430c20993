import type { Page } from '@playwright/test';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from '../expect.ts';
import type { Translate } from '../../src/words/words.ts';
import type { OffhookApp } from './app.ts';
import type { Desk } from './test.ts';

/** Looks at a screen, by its name. */
export type Look = (page: Page, name: string) => Promise<void>;

const openHistory = (app: OffhookApp): Promise<Page> =>
  app.windowAfter(() => app.panel.keyboard.press('Control+y'));

/** The window of all calls, with calls in it: the list, one of them with its note, its menu, a filter, a search, the question before all go. */
export async function historyScreens(app: OffhookApp, t: Translate, look: Look): Promise<void> {
  const history = await openHistory(app);
  const rows = history.locator('[role=row][data-call]');
  await expect(rows).toHaveCount(2);
  await expect(history).toHaveTitle(t('history.title'));
  await look(history, 'history');
  await rows.first().click();
  await history.keyboard.press('Enter');
  const details = history.getByRole('region', { name: t('history.details', { who: 'Jürgen Müßig' }) });
  const note = details.getByRole('textbox', { name: t('history.note') });
  await note.fill(t('history.none.keptForever'));
  await note.blur();
  await expect(history.getByText(t('history.note.saved'))).toBeVisible();
  await look(history, 'history-details');
  await history.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await rows.first().click({ button: 'right' });
  await expect(history.getByRole('menu')).toBeVisible();
  await look(history, 'history-row-menu');
  await history.keyboard.press('Escape');
  await expect(history.getByRole('menu')).toHaveCount(0);
  await history.getByRole('radio', { name: t('history.filter.missed') }).click({ force: true });
  await expect(rows).toHaveCount(1);
  await look(history, 'history-missed');
  await history.keyboard.press('Control+f');
  await history.keyboard.type('qqq');
  await expect(history.getByText(t('history.noMatch'))).toBeVisible();
  await look(history, 'history-no-match');
  await history.getByRole('button', { name: t('history.showAll') }).click();
  await expect(rows).toHaveCount(2);
  await history.getByRole('button', { name: t('history.more') }).click();
  await look(history, 'history-more');
  await history.getByRole('menuitem', { name: t('history.clear') }).click();
  await expect(history.getByRole('alertdialog')).toBeVisible();
  await look(history, 'history-clear');
  await history.keyboard.press('Escape');
  await expect(history.getByRole('alertdialog')).toHaveCount(0);
  await history.getByRole('grid').focus();
  await history.keyboard.press('Home');
  await history.keyboard.press('Delete');
  await expect(history.getByRole('button', { name: t('history.undo') })).toBeVisible();
  await look(history, 'history-deleted');
  await history.close();
}

/** The same where the calls cannot be read, and where there are none yet. */
export async function historyWithoutCalls(
  { desk, look }: { readonly desk: Desk; readonly look: Look },
  first: OffhookApp,
  language: string,
  t: Translate,
): Promise<void> {
  const userData = join(dirname(first.userData), 'without-calls');
  await mkdir(userData);
  // A file where the folder of the history should be.
  writeFileSync(join(userData, 'history'), '');
  const app = await desk.start({ userData, language, settings: {} });
  const history = await openHistory(app);
  await expect(history.getByText(t('history.failed'))).toBeVisible();
  await look(history, 'history-failed');
  rmSync(join(userData, 'history'));
  await expect(async () => {
    await history.getByRole('button', { name: t('settings.retry') }).click({ timeout: 1_000 });
    await expect(history.getByText(t('history.none'))).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await look(history, 'history-empty');
  await app.close();
}
