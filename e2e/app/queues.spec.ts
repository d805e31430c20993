import { violations } from './axe.ts';
import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';
import type { Locator } from '@playwright/test';

/** What stands on the state's button: its word, and its clock, which is drawn by the style sheet. */
async function shown(state: Locator): Promise<string> {
  const clock = await state.locator('[data-clock]').getAttribute('data-clock');
  return `${(await state.innerText()).trim()} ${clock}`;
}

for (const version of versions) {
  test.describe(`queues and the agent's state, in the panel, on Asterisk ${version}`, () => {
    test('not ready and ready, here and elsewhere', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const app = await desk.on(pbx, { settings: { pauseReasons: ['Lunch', 'Training'] } });
      const state = app.panel.getByRole('banner').getByRole('button', { name: /Ready|Not ready/ });
      await expect(state).toContainText('Ready');
      await state.click();
      await app.panel.getByRole('menuitemradio', { name: 'Lunch' }).click();
      await expect(state).toContainText('Lunch');
      expect(await pbx.console('queue show support')).toMatch(/Agent One.*paused:?Lunch|Agent One.*\(paused/);

      await pbx.console('queue unpause member Local/101@from-queue/n');
      await expect(state).toContainText('Ready');
    });

    test('the state clock counts from when the pause began, also after a restart; the keys change the state', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const member = 'Local/101@from-queue/n';
      await pbx.console(`queue pause member ${member} queue support reason Lunch`);
      const pausedAtMs = Date.now();
      const app = await desk.on(pbx, { settings: { pauseReasons: ['Lunch', 'Training'] } });
      const state = app.panel.getByRole('banner').getByRole('button', { name: /Your state/ });
      await expect.poll(() => shown(state)).toMatch(/Lunch \d+:\d\d$/);
      const shownAt = async (): Promise<number> => {
        const [, minutes = '', seconds = ''] = /(\d+):(\d\d)$/.exec(await shown(state)) ?? [];
        return Date.now() - (Number(minutes) * 60 + Number(seconds)) * 1000;
      };
      // The PBX counts in whole seconds, and so does the clock.
      await expect.poll(async () => Math.abs((await shownAt()) - pausedAtMs)).toBeLessThan(3_000);

      await app.panel.locator('body').press('Control+r');
      await expect.poll(() => shown(state)).toMatch(/Ready 0:\d\d$/);
      await expect.poll(() => pbx.console('queue show support')).not.toMatch(/Agent One.*paused/);
      await app.panel.locator('body').press('Control+r');
      await expect.poll(() => shown(state)).toMatch(/Not ready 0:\d\d$/);
      await expect.poll(() => pbx.console('queue show support')).toMatch(/Agent One.*paused/);
      await state.click();
      await expect(app.panel.getByRole('menuitemradio', { name: 'Training' })).toBeVisible();
      await app.panel.keyboard.press('4');
      await expect.poll(() => shown(state)).toMatch(/Training 0:\d\d$/);
      await pbx.console(`queue unpause member ${member}`);
    });

    test('paused while talking, after-call work, extended, ready again', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      const customer = await desk.phone(pbx, 'trunk', { number: '+4930987654' });
      const app = await desk.on(pbx, {
        settings: { autoPauseOnCommutationStart: true, afterCallWorkS: 60 },
      });
      const call = await customer.dial('5001');
      await app.button('Answer').click();
      await expect(app.card('talking')).toBeVisible();
      await expect.poll(() => pbx.console('queue show support')).toMatch(/Agent One.*paused/);
      await call.hangup();
      const work = app.panel.getByRole('region', { name: 'After-call work' });
      await expect(work).toContainText(/0:\d\d|1:00/);
      await app.button('Extend').click();
      await expect(work).toContainText(/1:(?!00)\d\d|2:00/);
      expect(await pbx.console('queue show support')).toMatch(/Agent One.*paused/);
      // The field is empty: nothing is called.
      await app.number.press('Enter');
      await expect(work).toHaveCount(0);
      await expect.poll(() => pbx.console('queue show support')).not.toMatch(/Agent One.*paused/);
    });
  });
}

test('a caller gives up in the queue: counted in the panel, listed, called back by a colleague', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101', { onCall: { do: 'ring' } });
  const colleague = await desk.phone(pbx, '102', { name: 'Bela Blau', onCall: { do: 'ring' } });
  const caller = await desk.phone(pbx, 'trunk', {
    number: '+491701234567',
    name: 'Erika Mustermann',
    onCall: { do: 'answer', afterMs: 50 },
  });
  const app = await desk.on(pbx);
  const call = await caller.dial('5001');
  await expect(app.card('ringing')).toBeVisible();
  await call.hangup();
  await expect(app.card('ringing')).toBeHidden();
  const counted = app.panel.getByRole('button', {
    name: '1 gave up: show the caller who has yet to be called back',
  });
  const list = await app.windowAfter(() => counted.click());
  const row = list.getByRole('listitem').filter({ hasText: 'Erika Mustermann' });
  await expect(row).toContainText('via support');
  await expect(row).toContainText('not called back yet');
  expect(await violations(list)).toEqual([]);

  const back = await colleague.dial('0491701234567');
  await expect(row).toContainText('called back by 102 Bela Blau');
  await expect(counted).toBeHidden();
  await back.hangup();
});
