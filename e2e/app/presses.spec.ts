import type { Locator } from '@playwright/test';
import type { OffhookApp } from './app.ts';
import { inMain } from './inMain.ts';
import { expect, test } from './test.ts';

/** Somebody hammers on it: the last press comes in the very moment in which the panel has changed. */
async function pressOnceMore(app: OffhookApp, how: 'click' | 'Ctrl+E'): Promise<void> {
  await app.panel.evaluate(
    (hand) =>
      new Promise<void>((resolve) => {
        const end = (): HTMLElement | undefined =>
          [...document.querySelectorAll('button')].find((one) => one.ariaKeyShortcuts === 'Control+E');
        const press = (): void => {
          if (hand === 'click') end()?.click();
          else
            document.body.dispatchEvent(
              new KeyboardEvent('keydown', { key: 'e', ctrlKey: true, bubbles: true }),
            );
        };
        const card = (): HTMLElement | null =>
          document.querySelector('article[data-phase]:not([data-phase="ended"])');
        const before = card()?.dataset.call;
        let pressed = false;
        const hammer = setInterval(press, 100);
        const look = (): void => {
          const now = card()?.dataset.call;
          const isThere = now !== undefined && now !== before;
          if (isThere && !pressed) {
            pressed = true;
            clearInterval(hammer);
            press();
          }
          // Said in the call that stands there now.
          if (pressed && document.body.textContent.includes('press again')) {
            observer.disconnect();
            resolve();
          }
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      }),
    how,
  );
}

/** The whole of it can be seen, and nothing lies over it. */
async function expectInView(card: Locator): Promise<void> {
  await expect
    .poll(() =>
      card.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return [top + 3, bottom - 3].every((y) =>
          element.contains(document.elementFromPoint((left + right) / 2, y)),
        );
      }),
    )
    .toBe(true);
}

for (const how of ['click', 'Ctrl+E'] as const) {
  test(`hanging up on a colleague twice, by ${how}, keeps the customer`, async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const colleague = await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
    const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
    const app = await desk.on(pbx, { settings: { transferControl: 'consultation' } });
    await app.dial('201');
    await expect(app.card('talking')).toContainText('201');
    await app.panel.keyboard.press('Control+t');
    await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill('102');
    await app.panel.keyboard.press('Enter');
    await expect(app.card('talking')).toContainText('102');
    await expect(app.panel.locator('[data-whose]')).toContainText('102');
    await expect(app.button('Hang up 102')).toBeEnabled();

    await pressOnceMore(app, how);
    await colleague.waitFor('ended');
    expect(customer.liveCalls).toHaveLength(1);

    // To hang up on the customer, the agent presses again.
    await app.button('Hang up').click();
    await customer.waitFor('ended');
  });
}

test('Enter dials what is being typed when a call begins to ring; Enter again answers that', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201');
  const app = await desk.on(pbx);
  await app.number.pressSequentially('999');
  await customer.dial('101');
  await expect(app.card('ringing')).toContainText('201');
  await expect(app.button('Answer')).toContainText('Enter again answers');
  await app.number.press('Enter');
  await expect(app.panel.getByText('The phone system does not know this number.')).toBeVisible();
  await expect(app.card('ringing')).toBeVisible();
  await expect(app.button('Answer')).toBeEnabled();
  // The second half of a double press does not count.
  await expect(async () => {
    await app.panel.keyboard.press('Enter');
    await expect(app.card('talking')).toContainText('201', { timeout: 2000 });
  }).toPass();
});

test('digits typed in a call are tones, in the number field once that was clicked', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx);
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  await app.panel.keyboard.type('12#');
  await expect.poll(() => customer.liveCalls[0]!.rtp.digits).toBe('12#');
  await app.panel.keyboard.press('Escape');
  await expect(app.number).toHaveValue('');
  await app.number.click();
  await app.panel.keyboard.type('305');
  await expect(app.number).toHaveValue('305');
  expect(customer.liveCalls[0]!.rtp.digits).toBe('12#');
});

test('with many calls in a small window the one whose buttons there are is named and in view', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201');
  const app = await desk.on(pbx);
  await inMain(app.electron, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(300, 400),
  );
  for (let count = 1; count <= 8; count += 1) {
    await customer.dial('7101');
    await expect(app.panel.locator('[data-call]')).toHaveCount(count);
  }
  const card = app.panel.locator('article[data-phase]');
  await expect(app.panel.locator('[data-whose]')).toContainText('201');
  await expectInView(card);
  for (let step = 1; step < 8; step += 1) {
    await app.panel.keyboard.press('ArrowDown');
    await expectInView(card);
  }
  // Whichever of the calls the list is scrolled to, and what is below the calls.
  const ends = [app.panel.locator('[data-call]').first(), app.panel.getByText('No calls yet')];
  for (const end of [...ends, app.panel.locator('[data-call]').last()]) {
    await end.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    await expectInView(card);
  }
  const wheel = async (deltaY: number): Promise<void> => {
    await app.panel.mouse.move(150, 120);
    await app.panel.mouse.wheel(0, deltaY);
  };
  const scrolledTo = (): Promise<'start' | 'end' | 'between'> =>
    app.panel.locator('main').evaluate(({ scrollTop, clientHeight, scrollHeight }) => {
      if (scrollTop === 0) return 'start';
      return scrollTop + clientHeight >= scrollHeight - 1 ? 'end' : 'between';
    });
  await wheel(5000);
  await expect.poll(scrolledTo).toBe('end');
  await expectInView(card);
  await wheel(-5000);
  await expect.poll(scrolledTo).toBe('start');
  await expectInView(card);

  // What the Tab key comes to is not left under the card.
  const stops = app.panel.locator('main').locator('button, input');
  await stops.first().focus();
  for (let stop = 1; stop < (await stops.count()); stop += 1) {
    await app.panel.keyboard.press('Tab');
    await expectInView(app.panel.locator(':focus'));
  }
});
