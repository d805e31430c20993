import type { Locator } from '@playwright/test';
import type { Settings } from '../src/settings/schema.ts';
import { versions } from './pbx/versions.ts';
import type { OffhookApp } from './app/app.ts';
import { violations } from './app/axe.ts';
import { expect, test } from './app/test.ts';

const settings = {
  dispositions: ['Order', 'Complaint'],
  dispositionRule: 'must' as const,
  dispositionVariable: 'CDR(userfield)',
  afterCallWorkS: 1,
} satisfies Partial<Settings>;

const form = (app: OffhookApp): Locator => app.panel.getByRole('form', { name: /^Note on/ });

for (const version of versions) {
  test.describe(`notes and dispositions on Asterisk ${version}`, () => {
    test('one that must be given waits for the next call, and keeps queue calls away until then', async ({
      desk,
      pbxOf,
    }, info) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const customer = await desk.phone(pbx, 'trunk', { number: '+4930987654' });
      const second = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
      const app = await desk.on(pbx, { settings });
      const call = await customer.dial('5001');
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      await call.hangup();
      await expect(form(app)).toBeVisible();
      const work = app.panel.getByRole('region', { name: 'After-call work' });
      // The time for it is over: it lasts all the same.
      await expect(work.getByRole('timer')).toHaveCount(0);
      await expect.poll(() => pbx.console('queue show support')).toMatch(/Agent One.*paused/);
      await form(app).getByRole('textbox', { name: 'Note' }).fill('wants the invoice again');
      expect(await violations(app.panel), 'the form').toEqual([]);
      await info.attach('form', { body: await app.panel.screenshot(), contentType: 'image/png' });

      const next = await second.dial('101');
      await expect(app.card('ringing')).toBeVisible();
      await expect(form(app)).toHaveCount(0);
      await expect(app.panel.getByText('1 ended call still needs a disposition')).toBeVisible();
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      await next.hangup();

      // Oldest first, with what was typed before the second call.
      await expect(form(app).getByRole('textbox', { name: 'Note' })).toHaveValue('wants the invoice again');
      const choice = form(app).getByRole('combobox', { name: 'Disposition' });
      await choice.selectOption('Complaint');
      await choice.press('Control+Enter');
      await expect(form(app)).toHaveAccessibleName('Note on Maria Svensson');
      await expect.poll(() => pbx.console('queue show support')).toMatch(/Agent One.*paused/);
      await choice.selectOption('Order');
      await app.button('Save').click();
      await expect(form(app)).toHaveCount(0);
      await expect.poll(() => pbx.console('queue show support')).not.toMatch(/Agent One.*paused/);

      const history = await app.windowAfter(() => app.panel.keyboard.press('Control+y'));
      const rows = history.locator('[role=row][data-call]');
      await expect(rows).toHaveCount(2);
      await expect(rows.nth(0)).toContainText('Order');
      await expect(rows.nth(1)).toContainText('Complaint');
    });

    test('the phone system gets the disposition while the call goes on', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
      const app = await desk.on(pbx, {
        settings: { ...settings, dispositionRule: 'ask', dispositionVariable: 'OFFHOOK_DISPOSITION' },
      });
      const call = await customer.dial('101');
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      await app.panel.keyboard.press('Control+n');
      const choice = form(app).getByRole('combobox', { name: 'Disposition' });
      await choice.selectOption('Order');
      await choice.press('Control+Enter');
      await expect(form(app)).toHaveCount(0);
      const channels = await pbx.console('core show channels concise');
      const caller = /^\S*?\/201-[^!]*/mu.exec(channels)?.[0] ?? '';
      await expect
        .poll(() => pbx.console(`core show channel ${caller}`))
        .toContain('OFFHOOK_DISPOSITION=Order');
      await call.hangup();
      await expect(app.card()).toHaveCount(0);
      // It is said already.
      await expect(form(app)).toHaveCount(0);
    });
  });
}
