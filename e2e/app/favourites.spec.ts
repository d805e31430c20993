import type { Locator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versions } from '../pbx/versions.ts';
import { expect, test } from './test.ts';

const favourites = ['Anna Kovac <102>', '103', '104', 'Berlin office <+4930901820>'];

for (const version of versions) {
  test.describe(`favourites, in the panel, on Asterisk ${version}`, () => {
    test('show what colleagues do; a press calls, consults, and picks up', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const colleague = await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
      const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
      const app = await desk.on(pbx, { settings: { favourites, transferControl: 'consultation' } });
      const does = (what: string): Locator => app.panel.getByTitle(what);
      await expect(app.button('Anna Kovac free')).toBeVisible();
      await expect(app.button('104 unavailable')).toBeVisible();
      await expect(app.button('Berlin office +49 30 901820')).toBeVisible();

      // A press calls.
      await app.button('Anna Kovac free').click();
      await expect(app.card('talking')).toBeVisible();
      await expect(app.button('Anna Kovac talking')).toBeVisible();
      await expect(does('Show the call with Anna Kovac (Alt+1)')).toBeVisible();
      await colleague.liveCalls[0]!.hangup();
      await expect(app.button('Anna Kovac free')).toBeVisible();

      // In a call it asks the colleague about it.
      await customer.dial('101');
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      // The transfer offers them, too, with what their phones do; back from there.
      await app.button('Transfer').click();
      const offered = app.panel.getByRole('list', { name: 'Favourites and recent numbers' });
      await expect(offered.getByRole('button', { name: 'free Anna Kovac 102' })).toBeVisible();
      await expect(offered.getByRole('button', { name: 'unavailable 104' })).toBeVisible();
      await offered.getByRole('button', { name: 'free Anna Kovac 102' }).click();
      await expect(app.panel.getByRole('combobox', { name: 'Number to transfer to' })).toHaveValue('102');
      await app.button('Close the transfer').click();
      await does('Consult Anna Kovac about Maria Svensson (Alt+1)').click();
      await expect.poll(() => colleague.liveCalls.length).toBe(1);
      // Only once it has settled is a press for it.
      await app.panel.getByRole('button', { name: /^Transfer Maria/ }).click();
      await expect.poll(async () => app.panel.getByRole('article', { name: /^Call with/ }).count()).toBe(0);
      await customer.liveCalls[0]!.hangup();
      await expect(app.button('Anna Kovac free')).toBeVisible();

      // A call that rings there is taken.
      colleague.onCall = { do: 'ring' };
      await customer.dial('102');
      await does('Pick up Maria Svensson from Anna Kovac (Alt+1)').click();
      await expect(app.card('talking')).toContainText('Maria Svensson');
      await expect.poll(() => colleague.liveCalls.length).toBe(0);
      await customer.liveCalls[0]!.hangup();
    });
  });
}

test('a party of a recent call becomes a favourite, and is removed with undo; both are kept', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx, {});
  const { panel } = app;
  const kept = (): unknown =>
    (JSON.parse(readFileSync(join(app.userData, 'settings.json'), 'utf8')) as Record<string, unknown>)
      .favourites;
  await panel.keyboard.type('102');
  await panel.keyboard.press('Enter');
  await app.card('talking').getByRole('button', { name: 'Add 102 to the favourites' }).click();
  await expect(app.button('102 talking')).toBeVisible();
  await expect.poll(kept).toEqual(['102']);
  await panel.keyboard.press('Control+e');
  await app.button('102 free').focus();
  await panel.keyboard.press('Delete');
  await expect(panel.getByText('102 was removed')).toBeVisible();
  await expect.poll(kept).toEqual([]);
  await app.button('Undo').click();
  await expect(app.button('102 free')).toBeVisible();
  await expect.poll(kept).toEqual(['102']);
  await app.button('102 free').focus();
  await panel.keyboard.press('Alt+1');
  await expect(app.card('talking')).toBeVisible();
});
