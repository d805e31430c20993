import { violations } from './axe.ts';
import { expect, test } from './test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every state of the panel and the settings is accessible, ${colorScheme}`, async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    const agent = await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
    const app = await desk.on(pbx);
    await app.panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await app.number.fill('+442079460958');
    expect(await violations(app.panel), 'idle, a number typed').toEqual([]);
    await app.number.fill('');

    await customer.dial('101');
    await expect(app.card('ringing')).toBeVisible();
    expect(await violations(app.panel), 'ringing').toEqual([]);
    await app.button('Answer').click();
    await expect(app.card('talking')).toBeVisible();
    expect(await violations(app.panel), 'talking').toEqual([]);
    await app.button('Hold').click();
    await expect(app.card('onHold')).toBeVisible();
    expect(await violations(app.panel), 'on hold').toEqual([]);

    customer.onCall = { do: 'ring' };
    await agent.dial('202');
    await expect(app.panel.locator('[data-call]')).toHaveCount(2);
    expect(await violations(app.panel), 'two calls').toEqual([]);
    await agent.liveCalls.at(-1)!.hangup();
    await customer.liveCalls[0]!.hangup();
    await expect(app.card('ended').first()).toBeVisible();
    expect(await violations(app.panel), 'ended').toEqual([]);

    await app.panel.keyboard.press('Escape');
    await app.panel.locator('body').press('?');
    await expect(app.panel.getByRole('dialog')).toBeVisible();
    expect(await violations(app.panel), 'keys').toEqual([]);
    await app.panel.keyboard.press('Escape');
    await expect(app.panel.getByRole('dialog')).toHaveCount(0);

    const settings = await app.openSettings();
    await settings.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settings.getByRole('button', { name: 'Test connection' }).click();
    await expect(settings.getByText('Everything works. Save to use it.')).toBeVisible();
    expect(await violations(settings), 'settings').toEqual([]);
  });
}

test('dial, hold, resume and hang up by keyboard alone', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx);
  const { keyboard } = app.panel;
  // Digits go into the field wherever the focus is.
  await app.button('Settings').focus();
  await keyboard.type('201');
  await expect(app.number).toHaveValue('201');
  await keyboard.press('Enter');
  await expect(app.card('talking')).toBeVisible();
  await keyboard.press('Control+h');
  await expect(app.card('onHold')).toBeVisible();
  await keyboard.press('Control+h');
  await expect(app.card('talking')).toBeVisible();
  await keyboard.press('Escape');
  await expect(app.card('talking')).toBeVisible();
  await keyboard.press('Control+e');
  await expect(app.card('ended')).toBeVisible();
});

test('a screen reader is told: ringing at once, states politely, clocks never', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  const agent = await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  const app = await desk.on(pbx);
  await customer.dial('101');
  await expect(app.panel.getByRole('alert')).toContainText('Incoming call from Maria Svensson');
  agent.liveCalls[0]!.answer();
  await expect(app.panel.getByRole('status').filter({ hasText: 'Talking to Maria Svensson' })).toHaveCount(1);
  const clock = app.card().getByLabel('Talk time');
  await expect(clock).toHaveText('0:02', { timeout: 5_000 });
  expect(
    await clock.evaluate((node) =>
      node.closest('[aria-live]:not([aria-live=off]),[role=status],[role=alert]'),
    ),
  ).toBeNull();
});
