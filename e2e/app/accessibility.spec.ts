import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { cutTexts } from './cutTexts.ts';
import { everyScreen, type Walk } from './everyScreen.ts';
import { peopleScreens } from './peopleScreens.ts';
import { picture } from './picture.ts';
import { expect, test } from './test.ts';
import { limits } from '../limits.mjs';

/** Who is called in the walk; what may be shortened on the screen. */
const namesAndNumbers = /Kovac|Svensson|Berg|Müßig|crm\.example|\d{3}/;

for (const { language, colorScheme } of [
  { language: 'en', colorScheme: 'light' },
  { language: 'de', colorScheme: 'dark' },
] as const) {
  const seen = async (
    screens: (walk: Walk) => Promise<void>,
    { desk, pbx }: Pick<Walk, 'desk' | 'pbx'>,
  ): Promise<void> => {
    const found: Record<string, readonly string[]> = {};
    const cut: Record<string, readonly string[]> = {};
    const look = async (page: Page, screen: string): Promise<void> => {
      // Away from what it pressed: a tooltip would come at a moment of its own.
      await page.mouse.move(0, 0);
      for (const contrast of ['no-preference', 'more'] as const) {
        await page.emulateMedia({ colorScheme, contrast, reducedMotion: 'reduce' });
        found[`${screen}, contrast ${contrast}`] = await violations(page, contrast === 'more');
        await picture(page, `${language}-${screen}-${contrast === 'more' ? 'contrast' : colorScheme}`);
      }
      cut[screen] = await cutTexts(page, namesAndNumbers);
    };
    await screens({ desk, pbx, language, look });
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])));
    expect(cut).toEqual(Object.fromEntries(Object.keys(cut).map((screen) => [screen, []])));
  };

  test(`every screen is accessible, also in high contrast, and cuts no text: ${language}, ${colorScheme}`, async ({
    desk,
    pbxOf,
  }) => {
    test.setTimeout(limits.longTestMs);
    await seen(everyScreen, { desk, pbx: await pbxOf(22) });
  });

  test(`so are favourites and the callers who gave up: ${language}, ${colorScheme}`, async ({
    desk,
    pbxOf,
  }) => {
    test.setTimeout(limits.longTestMs);
    await seen(peopleScreens, { desk, pbx: await pbxOf(22) });
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

test('a screen reader hears ringing at once, states politely, clocks never', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  const agent = await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  const app = await desk.on(pbx);
  await customer.dial('101');
  await expect(app.panel.getByRole('alert')).toContainText('Incoming call from Maria Svensson');
  agent.liveCalls[0]!.answer();
  await expect(app.panel.getByRole('status').filter({ hasText: 'Talking to Maria Svensson' })).toHaveCount(1);
  const clock = app.card().getByLabel('Talk time');
  await expect(clock).toHaveText(/^0:(?!00)\d\d$/);
  expect(
    await clock.evaluate((node) =>
      node.closest('[aria-live]:not([aria-live=off]),[role=status],[role=alert]'),
    ),
  ).toBeNull();
});
