import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';

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
      await app.button('Ready now').click();
      await expect(work).toHaveCount(0);
      await expect.poll(() => pbx.console('queue show support')).not.toMatch(/Agent One.*paused/);
    });
  });
}
