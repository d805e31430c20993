import type { Locator } from '@playwright/test';
import type { OffhookApp } from '../app/app.ts';
import { inMain } from '../app/inMain.ts';
import { picture } from '../app/picture.ts';
import { expect, test } from '../app/test.ts';
import { outcomes } from '../../src/cti/outcome.ts';
import { words } from '../../src/words/words.ts';
import { sh } from './bus.ts';

async function resize(app: OffhookApp, width: number): Promise<void> {
  await inMain(
    app.electron,
    ({ BrowserWindow }, w) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, 120),
    width,
  );
  await expect.poll(() => app.panel.evaluate(() => [innerWidth, innerHeight])).toEqual([width, 120]);
}

/** Nothing of the text is cut off, nor is any of its corners covered by anything else or out of sight. */
async function expectWhole(text: Locator): Promise<void> {
  await expect(text).toBeVisible();
  const seen = await text.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const covered = [left + 2, right - 2].some((x) =>
      [top + 2, bottom - 2].some((y) => {
        const onTop = document.elementFromPoint(x, y);
        return onTop === null || !(element.contains(onTop) || onTop.contains(element));
      }),
    );
    return { cut: element.scrollWidth > element.clientWidth + 1, covered };
  });
  expect(seen).toEqual({ cut: false, covered: false });
}

/** Buttons whose label is cut off, or that show nothing at all. */
function cutButtons(app: OffhookApp): Promise<string[]> {
  return app.panel.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter(
        ({ clientWidth, scrollWidth, offsetParent }) =>
          offsetParent !== null && scrollWidth > clientWidth + 1,
      )
      .map(({ outerHTML }) => outerHTML),
  );
}

async function look(app: OffhookApp, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await picture(app.panel, `bar-${name}-${colorScheme}`);
  }
}

for (const [language, words] of [
  ['en_US', { resume: 'Resume', end: /^Hang up/ }],
  ['de_DE', { resume: 'Fortsetzen', end: /[Aa]uflegen/ }],
] as const) {
  test(`the bar names every caller and cuts no name: ${language}`, async ({ desk }) => {
    const app = await desk.start({ language });
    const { panel } = app;
    const number = panel.getByRole('combobox').first();
    const call = async (to: string): Promise<void> => {
      await number.fill(to);
      await number.press('Enter');
    };
    const row = (phase: string): Locator => panel.locator(`[data-phase=${phase}]`);
    await call('210');
    await expect(row('talking')).toBeVisible();
    await panel.keyboard.press('Control+h');
    await expect(row('onHold')).toBeVisible();
    await call('201');
    await expect(row('talking')).toBeVisible();
    for (const width of [400, 360, 300]) {
      await resize(app, width);
      for (const [phase, who] of [
        ['onHold', 'Jürgen Maß'],
        ['talking', 'Ada Brook'],
      ] as const) {
        await expectWhole(row(phase).getByText(who));
        await expectWhole(row(phase).getByRole('timer'));
        const height = await row(phase).evaluate((element) => element.getBoundingClientRect().height);
        expect(height).toBe(36);
      }
      await expectWhole(row('onHold').getByRole('button', { name: words.resume }));
      expect(await cutButtons(app)).toEqual([]);
    }
    await look(app, `two-${language}`);
    // The person who has hung up is named as well; the page itself looks, for the row goes after five seconds.
    const ended = panel.evaluate(
      () =>
        new Promise<{ name: string; cut: boolean }>((resolve) => {
          const search = (): void => {
            const who = document.querySelector('[data-phase=ended] h2');
            if (who === null) requestAnimationFrame(search);
            else resolve({ name: who.textContent, cut: who.scrollWidth > who.clientWidth + 1 });
          };
          search();
        }),
    );
    await panel.getByRole('button', { name: words.end }).first().click();
    expect(await ended).toMatchObject({ name: expect.stringContaining('Ada Brook'), cut: false });
    await expect(row('onHold')).toBeVisible();
    await look(app, `after-${language}`);
  });
}

for (const [language, systemLanguage] of [
  ['en', 'en_US'],
  ['de', 'de_DE'],
] as const) {
  test(`the bar says of every past call who it was and what came of it: ${language}`, async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const caller = await desk.phone(pbx, '201', { name: 'Maria Magdalena Svensson-Lindqvist' });
    const app = await desk.on(pbx, { language: systemLanguage });
    const { panel } = app;
    await expect(app.link).toContainText(words(language).t('link.online', { pbx: pbx.host }));
    await resize(app, 300);
    await caller.dial('101');
    await expect(app.card('ringing')).toBeVisible();
    // It stays for as long as it has the focus, which the page itself puts there: else it goes after five seconds.
    const kept = panel.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const search = (): void => {
            const button = document.querySelector<HTMLElement>('[data-phase=ended] button');
            button?.focus();
            if (button === null) requestAnimationFrame(search);
            else resolve();
          };
          search();
        }),
    );
    await caller.liveCalls[0]!.hangup();
    await kept;
    const row = app.card('ended');
    const { t } = words(language);
    const endings = [t('recent.missed'), ...outcomes.map((outcome) => t(`recent.outcome.${outcome}`))];
    for (const width of [400, 360, 300]) {
      await resize(app, width);
      const name = row.getByRole('heading');
      await expect(name).toHaveAttribute('title', 'Maria Magdalena Svensson-Lindqvist');
      await expectWhole(row.locator('[data-word] > :first-child'));
      expect(await row.evaluate((element) => element.getBoundingClientRect().height)).toBe(36);
      // The name has most of the row, and gives way at its end only.
      expect(await name.evaluate((element) => element.clientWidth / innerWidth)).toBeGreaterThan(0.4);
      await expectWhole(panel.getByRole('combobox'));
      expect(await cutButtons(app)).toEqual([]);
      // Each ending that there is, in the same row.
      const cut = await row.locator('[data-word]').evaluate((element, texts) => {
        const word = element.firstElementChild!;
        const before = word.textContent;
        const found = texts.filter((text) => {
          word.textContent = text;
          return word.scrollWidth > word.clientWidth || element.scrollWidth > element.clientWidth;
        });
        word.textContent = before;
        return found;
      }, endings);
      expect(cut, `${width} px`).toEqual([]);
    }
    await look(app, `missed-${language}`);
  });
}

test('the bar has the agent’s state and how long it has been so, and every button has its sign', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const app = await desk.on(pbx, { settings: { pauseReasons: ['Lunch'] } });
  for (const width of [400, 300]) {
    await resize(app, width);
    const state = app.panel.getByRole('button', { name: 'Your state: Ready' });
    await expectWhole(state.locator('svg'));
    await expect(state.locator('[data-clock]')).toHaveAttribute('data-clock', /^\d+(?::\d\d| min)/);
    await expectWhole(state.locator('[data-clock]'));
    for (const button of await app.panel.getByRole('button').all()) await expectWhole(button.locator('svg'));
  }
});

test('in the bar the agent’s menu is one of the system’s own, and covers nothing', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const app = await desk.on(pbx, { settings: { pauseReasons: ['Lunch', 'Training'] } });
  await resize(app, 300);
  const state = app.panel.getByRole('button', { name: /Your state/ });
  await inMain(app.electron, ({ Menu }) => {
    const popup = Reflect.get<Electron.Menu, 'popup'>(Menu.prototype, 'popup');
    Menu.prototype.popup = function (this: Electron.Menu, options) {
      (globalThis as { opened?: string[] }).opened = this.items.map(({ label }) => label);
      popup.call(this, options);
    };
  });
  await state.click();
  const opened = (): Promise<string[] | undefined> =>
    inMain(app.electron, () => (globalThis as { opened?: string[] }).opened);
  await expect
    .poll(opened)
    .toEqual(['&1  Ready', '&2  Not ready', '&3  Lunch', '&4  Training', '', 'support']);
  await expect(app.panel.getByRole('menu')).toHaveCount(0);
  // The number is a key of the menu; it takes the keyboard as soon as it is on the screen.
  await expect(async () => {
    await sh('xdotool', 'key', '3');
    await expect(state).toHaveAccessibleName(/Lunch/, { timeout: 2_000 });
  }).toPass();
  await expect.poll(() => pbx.console('queue show support')).toMatch(/Agent One.*paused/);
});

test('a tool that the bar has no room for makes some, and gives it back', async ({ desk }) => {
  const app = await desk.start();
  const { panel } = app;
  await panel.keyboard.press('Control+b');
  const height = (): Promise<number> => panel.evaluate(() => innerHeight);
  await expect.poll(height).toBeLessThan(240);
  const low = await height();
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  await panel.keyboard.press('Control+k');
  const pad = panel.getByRole('group', { name: /^Keypad/ });
  await expect.poll(height).toBeGreaterThan(300);
  await expectWhole(panel.getByRole('button', { name: '5', exact: true }));
  await panel.keyboard.type('12#');
  await expect(panel.getByText('12#')).toBeVisible();
  await panel.keyboard.press('Escape');
  await expect(pad).toHaveCount(0);
  await expect.poll(height).toBe(low);
  // The same where the window was only dragged that low.
  await panel.keyboard.press('Control+b');
  await expect.poll(height).toBeGreaterThan(300);
  await resize(app, 300);
  await panel.keyboard.press('Control+t');
  await expect.poll(height).toBeGreaterThan(300);
  await panel.keyboard.press('Escape');
  await expect.poll(height).toBe(120);
  await panel.keyboard.press('Control+e');
  await expect(app.card('ended')).toBeVisible();
});
