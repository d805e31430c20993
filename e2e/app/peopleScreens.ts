import type { Locator } from '@playwright/test';
import { expect } from '../expect.ts';
import { words } from '../../src/words/words.ts';
import { systemLanguages, type Walk } from './everyScreen.ts';

/** Leads the app through the favourites and the callers who gave up, on a real PBX with real phones. */
export async function peopleScreens({ desk, pbx, language, look }: Walk): Promise<void> {
  const { t } = words(language);
  await desk.phone(pbx, '101', { onCall: { do: 'ring' } });
  await desk.phone(pbx, '102', { name: 'Anna Kovac', onCall: { do: 'answer', afterMs: 50 } });
  await desk.phone(pbx, '103', { onCall: { do: 'ring' } });
  const maria = await desk.phone(pbx, '201', { name: 'Maria Svensson', onCall: { do: 'ring' } });
  const app = await desk.on(pbx, {
    language: systemLanguages[language],
    settings: { favourites: ['Anna Kovac <102>', 'Bela Kovac <103>', '104', 'Berlin Kovac <+4930901820>'] },
  });
  const { panel } = app;
  const tile = (who: string, lamp: string): Locator =>
    panel.getByRole('button', { name: `${who} ${lamp}`, exact: true });
  await expect(tile('Anna Kovac', t('favourites.lamp.free'))).toBeVisible();
  await expect(tile('104', t('favourites.lamp.unavailable'))).toBeVisible();
  await maria.dial('103');
  await expect(panel.getByText(t('favourites.rings'))).toBeVisible();
  await look(panel, 'favourites');
  await maria.liveCalls[0]!.hangup();
  await expect(panel.getByText(t('favourites.rings'))).toHaveCount(0);
  await tile('Anna Kovac', t('favourites.lamp.free')).click({ button: 'right' });
  await expect(panel.getByRole('menu')).toBeVisible();
  await look(panel, 'favourite-menu');
  await panel.getByRole('menuitem', { name: t('favourites.remove') }).click();
  await expect(panel.getByRole('button', { name: t('favourites.undo') })).toBeVisible();
  await look(panel, 'favourite-removed');
  await panel.getByRole('button', { name: t('favourites.undo') }).click();
  await tile('Anna Kovac', t('favourites.lamp.free')).click();
  await expect(app.card('talking')).toBeVisible();
  await expect(tile('Anna Kovac', t('favourites.lamp.talking'))).toBeVisible();
  await look(panel, 'favourites-in-a-call');
  await panel.keyboard.press('Control+e');
  await expect(app.card('talking')).toHaveCount(0);

  const trunk = await desk.phone(pbx, 'trunk', { number: '+491701234567', name: 'Jürgen Müßig' });
  const call = await trunk.dial('5001');
  await expect(app.card('ringing')).toBeVisible();
  await call.hangup();
  await expect(app.card('ringing')).toHaveCount(0);
  const counted = panel.getByRole('button', { name: t('abandoned.panel.open', { count: 1 }) });
  await expect(counted).toBeVisible();
  await look(panel, 'gave-up');
  const list = await app.windowAfter(() => counted.click());
  const row = list.getByRole('listitem').filter({ hasText: 'Jürgen Müßig' });
  await expect(row).toContainText(t('abandoned.open'));
  await look(list, 'abandoned');
  const named = (label: string): string => `${label}: Jürgen Müßig`;
  await row.getByRole('button', { name: named(t('history.done')) }).click();
  await expect(row.getByRole('button', { name: named(t('history.delete')) })).toBeVisible();
  await look(list, 'abandoned-done');
  await row.getByRole('button', { name: named(t('history.delete')) }).click();
  await expect(list.getByText(t('abandoned.none'))).toBeVisible();
  await look(list, 'abandoned-none');
}
