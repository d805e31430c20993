import type { Locator } from '@playwright/test';
import type { OffhookApp } from './app.ts';
import { cutTexts } from './cutTexts.ts';
import { inMain } from './inMain.ts';
import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';
import { words } from '../../src/words/words.ts';

async function transferTo(
  app: OffhookApp,
  number: string,
  how: 'Consult first' | 'Transfer now',
): Promise<void> {
  // A consultation that has just ended may stand a moment longer than its colleague's phone rings.
  await expect(app.button('Transfer')).toHaveCount(1);
  await app.button('Transfer').click();
  await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill(number);
  await app.button(how).click();
}

/** The line of the call on hold, while another is open. */
function held(app: OffhookApp): Locator {
  return app.panel.getByRole('list', { name: 'Calls' }).getByRole('listitem').filter({ hasText: 'On hold' });
}

for (const [language, systemLanguage] of [
  ['en', 'en_US'],
  ['de', 'de_DE'],
] as const) {
  test(`at 300 px a consultation has one line of state for each call, and one row of quieter buttons: ${language}`, async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    const { t } = words(language);
    await desk.phone(pbx, '101');
    await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
    const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson-Lindqvist' });
    const app = await desk.on(pbx, {
      language: systemLanguage,
      settings: { transferControl: 'consultation' },
    });
    const { panel } = app;
    await inMain(app.electron, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(300, 560),
    );
    await expect.poll(() => panel.evaluate(() => innerWidth)).toBe(300);
    await customer.dial('101');
    await panel.getByRole('button', { name: t('command.AnswerCall'), exact: true }).click();
    await expect(app.card('talking')).toBeVisible();
    await panel.keyboard.press('Control+t');
    await panel.keyboard.type('102');
    await panel.keyboard.press('Enter');
    const calls = panel.getByRole('list', { name: t('call.list') });
    const upper = calls.locator('[data-phase=onHold]');
    const lower = calls.locator('[data-phase=talking]');
    await expect(upper.getByTitle('Maria Svensson-Lindqvist')).toBeVisible();
    await expect(lower).toContainText('102');
    // The name, and the state with its time.
    await expect.poll(() => upper.evaluate((row) => row.clientHeight)).toBeLessThan(60);
    expect(await cutTexts(panel, /Svensson|Kovac|102/)).toEqual([]);
    const more = panel.getByRole('button', { name: t('command.more') });
    const swap = panel.getByRole('button', { name: t('command.SwapCalls') });
    const middle = async (button: Locator): Promise<number> => {
      const box = await button.boundingBox();
      return box === null ? NaN : Math.round(box.y + box.height / 2);
    };
    await expect(more).toBeVisible();
    await expect.poll(async () => (await middle(more)) - (await middle(swap))).toBe(0);
    // The other one in focus: the consultation’s row says whom it is for.
    await panel.keyboard.press('ArrowUp');
    await expect(lower.getByTitle(t('call.consultFor', { who: 'Maria Svensson-Lindqvist' }))).toBeVisible();
    await expect.poll(() => lower.evaluate((row) => row.clientHeight)).toBeLessThan(60);
  });
}

/** What a transfer looks like; that each kind of it works on each Asterisk is tested without a window (`e2e/line/transfer.spec.ts`). */
for (const version of versions) {
  test.describe(`transfers, in the panel, on Asterisk ${version}`, () => {
    test('blind: to a wrong number nothing happens, to a right one the call moves on', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const colleague = await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 200 } });
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
      const app = await desk.on(pbx);
      await app.dial('201');
      await expect(app.card('talking')).toBeVisible();
      await transferTo(app, '999', 'Transfer now');
      await expect(app.panel.getByText('The phone system does not know this number.')).toBeVisible();
      expect(customer.liveCalls).toHaveLength(1);
      await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill('102');
      await app.button('Transfer now').click();
      await expect(app.card('ended')).toContainText('Transferred');
      await colleague.waitFor('up');
      expect(customer.liveCalls).toHaveLength(1);
    });

    for (const control of ['atxfer', 'consultation'] as const) {
      test(`attended, by ${control}: no answer, back to the call, asked again and completed`, async ({
        desk,
        pbxOf,
      }) => {
        const pbx = await pbxOf(version);
        const agent = await desk.phone(pbx, '101');
        const colleague = await desk.phone(pbx, '102', {
          onCall: { do: 'refuse', status: 486, afterMs: 300 },
        });
        const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
        const app = await desk.on(pbx, { settings: { transferControl: control } });
        await app.dial('201');
        await expect(app.card('talking')).toBeVisible();

        await test.step('no answer, and the call is back', async () => {
          await transferTo(app, '102', 'Consult first');
          await expect.poll(() => colleague.calls.map(({ state }) => state)).toEqual(['ended']);
          await expect(app.card('talking')).toContainText('201');
          expect(customer.liveCalls[0]!.state).toBe('up');
        });

        await test.step('back to the call', async () => {
          colleague.onCall = { do: 'answer', afterMs: 200 };
          await transferTo(app, '102', 'Consult first');
          await expect(app.card('talking')).toContainText('102');
          await app.button('Back to 201').click();
          await expect(app.card('talking')).toContainText('201');
          await expect.poll(() => colleague.liveCalls.length).toBe(0);
          expect(customer.liveCalls[0]!.state).toBe('up');
        });

        await test.step('completed', async () => {
          colleague.onCall = { do: 'ring' };
          await transferTo(app, '102', 'Consult first');
          await expect.poll(() => colleague.liveCalls.map(({ state }) => state)).toEqual(['ringing']);
          await expect(held(app)).toContainText('201');
          colleague.liveCalls[0]!.answer();
          await expect(app.card('talking')).toContainText('102');
          await app.button('Transfer 201').click();
          await expect(app.card('ended').first()).toContainText('Transferred');
          await expect(app.card('talking')).toHaveCount(0);
          await expect.poll(() => agent.liveCalls.length).toBe(0);
          expect(customer.liveCalls[0]!.state).toBe('up');
          expect(colleague.liveCalls[0]!.state).toBe('up');
        });
      });
    }

    if (version !== 22) return;

    test('swap between the two, then all three in a conference', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101');
      const colleague = await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 200 } });
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
      const app = await desk.on(pbx, { settings: { transferControl: 'consultation' } });
      await app.dial('201');
      await expect(app.card('talking')).toBeVisible();
      await transferTo(app, '102', 'Consult first');
      await expect(app.card('talking')).toContainText('102');
      await app.button('Swap').click();
      // The consultation's card names 201 as well: it is for them.
      await expect(app.card('talking').filter({ hasNotText: '102' })).toContainText('201');
      await expect(held(app)).toContainText('102');
      await app.button('Conference').click();
      await expect(app.card('conference').first()).toBeVisible();
      for (const phone of [agent, colleague, customer]) {
        await expect.poll(() => phone.liveCalls.filter(({ state }) => state === 'up').length).toBe(1);
      }
    });
  });
}
