import type { Locator } from '@playwright/test';
import type { OffhookApp } from './app.ts';
import { inMain } from './inMain.ts';
import { expect, test } from './test.ts';

const rowOf = (app: OffhookApp, text: string): Locator =>
  app.panel.getByRole('listitem').filter({ hasText: text });

/** As a hand drags over it from one end to the other. */
async function dragOver(app: OffhookApp, text: Locator): Promise<void> {
  const box = await text.boundingBox();
  if (box === null) throw new Error('the text is not on the screen');
  const y = box.y + box.height / 2;
  await app.panel.mouse.move(box.x + 1, y);
  await app.panel.mouse.down();
  await app.panel.mouse.move(box.x + box.width / 2, y);
  await app.panel.mouse.move(box.x + box.width - 1, y);
  await app.panel.mouse.up();
}

const copied = (app: OffhookApp): Promise<string> =>
  inMain(app.electron, ({ clipboard }) => clipboard.readText());

test('a missed call stays on top until it is called back or done, which can be taken back', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const maria = await desk.phone(pbx, '201', {
    name: 'Maria Svensson',
    onCall: { do: 'answer', afterMs: 100 },
  });
  const bo = await desk.phone(pbx, '202', { name: 'Bo Berg', onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx);
  for (const caller of [maria, bo]) {
    const call = await caller.dial('101');
    await expect(app.card('ringing')).toBeVisible();
    await call.hangup();
    await expect(app.card('ringing')).toHaveCount(0);
  }
  const open = app.panel.locator('li[data-open]');
  await expect(open).toHaveCount(2);
  // A row that somebody has only just come into does not count a press yet; the card of the last call stays for longer than that.
  await expect(app.card()).toHaveCount(0);

  // Called back from the keyboard, by the row's menu.
  const row = rowOf(app, 'Maria Svensson').getByRole('button').first();
  await row.focus();
  await row.press('Shift+F10');
  await expect(app.panel.getByRole('menuitem', { name: 'Call back Maria Svensson' })).toBeFocused();
  await app.panel.keyboard.press('Enter');
  await expect(app.card('talking')).toBeVisible();
  await app.panel.keyboard.press('Control+c');
  await expect.poll(() => copied(app)).toBe('201');
  await app.button('Hang up').click();
  await maria.waitFor('ended');
  await expect(open).toHaveCount(1);
  await expect(open).toContainText('Bo Berg');
  // On top, although later calls are in the list.
  await expect(
    app.panel
      .getByRole('listitem')
      .filter({ hasText: /Svensson|Berg|201/ })
      .last(),
  ).not.toContainText('Bo Berg');

  const other = rowOf(app, 'Bo Berg').getByRole('button').first();
  await other.press('Delete');
  await expect(open).toHaveCount(0);
  await app.panel.locator('[data-number="202"]').press('Control+z');
  await expect(open).toContainText('Bo Berg');

  // Redial dials.
  await expect(app.card()).toHaveCount(0);
  await app.button('Redial').click();
  await expect(app.card('talking')).toContainText('201');
});

test('every number can be selected with the mouse and copied', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const named = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Maria Svensson' });
  const app = await desk.on(pbx);
  const call = await named.dial('5000');
  await expect(app.card('ringing')).toBeVisible();
  const selected = async (text: Locator): Promise<string> => {
    await inMain(app.electron, ({ clipboard }) => clipboard.clear());
    await dragOver(app, text);
    await app.panel.keyboard.press('Control+c');
    await expect.poll(() => copied(app)).not.toBe('');
    return (await copied(app)).replaceAll(/\D/g, '');
  };
  expect('4930901820').toContain(await selected(app.card('ringing').getByText('+49 30 901820')));
  await call.hangup();
  // Under the pointer the card of the call stays.
  await app.panel.mouse.move(0, 0);
  await expect(app.card()).toHaveCount(0);
  expect('4930901820').toContain(await selected(rowOf(app, 'Maria Svensson').getByText('+49 30 901820')));
  // The end of a selection is no press.
  await expect(app.number).toHaveValue('');
});
