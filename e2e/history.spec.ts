import type { Page } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryCall } from '../src/history/historyCall.ts';
import type { OffhookApp } from './app/app.ts';
import { violations } from './app/axe.ts';
import { inMain } from './app/inMain.ts';
import { expect, test } from './app/test.ts';

function openHistory(app: OffhookApp): Promise<Page> {
  return app.windowAfter(() => app.panel.keyboard.press('Control+y'));
}

/** What is kept, as the window of the history gets it. */
async function kept(history: Page): Promise<readonly HistoryCall[]> {
  const answer = await history.evaluate(() =>
    window.offhook?.request('history:calls', { text: '', filter: 'all' }, { offset: 0, limit: 100 }),
  );
  if (answer?.status !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value;
}

test('each call is kept once, from its beginning, as the phones have it', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101', { onCall: { do: 'ring' } });
  const customer = await desk.phone(pbx, '201', { name: 'Maria Svensson', onCall: { do: 'ring' } });
  const app = await desk.on(pbx);
  const history = await openHistory(app);

  await app.dial('201');
  const theirs = await customer.waitFor('ringing');
  await expect
    .poll(async () => (await kept(history))[0])
    .toMatchObject({ direction: 'outgoing', number: '201' });
  expect((await kept(history))[0]).not.toHaveProperty('endedAt');
  theirs.answer();
  await expect(app.card('talking')).toBeVisible();
  await theirs.hangup();
  await expect.poll(async () => (await kept(history))[0]).toMatchObject({ outcome: 'answered' });
  const [talked] = await kept(history);
  expect(talked?.connectedAt).toBeGreaterThanOrEqual(talked?.startedAt ?? Infinity);

  // Nobody answers, then it is declined.
  const missed = await customer.dial('101');
  await expect(app.card('ringing')).toBeVisible();
  await missed.hangup();
  await expect
    .poll(async () => (await kept(history))[0])
    .toMatchObject({ direction: 'incoming', outcome: 'cancelled' });
  const again = await customer.dial('101');
  await expect(app.card('ringing')).toBeVisible();
  await app.button('Decline').click();
  await customer.waitFor('ended', (call) => call === again);
  await expect
    .poll(async () => (await kept(history)).map(({ outcome }) => outcome))
    .toEqual(['rejected', 'cancelled', 'answered']);

  const folder = join(app.userData, 'history');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'history.db')).mode & 0o777).toBe(0o600);
});

for (const state of ['ringing', 'talking', 'held'] as const) {
  test(`a crash while a call is ${state} leaves it as it was, and it is the same call after the start`, async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, '201', { onCall: { do: 'ring' } });
    const app = await desk.on(pbx, { settings: { holdControl: 'park' } });
    let history = await openHistory(app);
    await app.dial('201');
    const theirs = await customer.waitFor('ringing');
    if (state !== 'ringing') {
      theirs.answer();
      await expect(app.card('talking')).toBeVisible();
    }
    if (state === 'held') {
      await app.button('Hold').click();
      await expect(app.card('onHold')).toBeVisible();
    }
    await expect
      .poll(async () => (await kept(history)).map(({ connectedAt }) => connectedAt !== undefined))
      .toEqual([state !== 'ringing']);
    const [before] = await kept(history);
    await app.crash();

    const after = await desk.on(pbx, { settings: { holdControl: 'park' } });
    await expect(after.card()).toBeVisible();
    history = await openHistory(after);
    const calls = await kept(history);
    expect(calls.map(({ id }) => id)).toEqual([before?.id]);
    expect(calls[0]).not.toHaveProperty('endedAt');
    await theirs.hangup();
    await expect.poll(async () => (await kept(history))[0]?.endedAt).toBeGreaterThan(before?.startedAt ?? 0);
    expect(await kept(history)).toHaveLength(1);
  });
}

test('a call that ended while Offhook was not there has ended unseen', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 50 } });
  const app = await desk.on(pbx);
  await openHistory(app);
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  await app.crash();
  const theirs = await customer.waitFor('up');
  await theirs.hangup();

  const after = await desk.on(pbx);
  await after.expectOnline();
  const history = await openHistory(after);
  await expect.poll(async () => (await kept(history))[0]).toMatchObject({ number: '201', approximate: true });
  expect((await kept(history))[0]).toHaveProperty('endedAt');
});

test('found, noted, deleted, put back, called and exported in its window', async ({ desk, pbxOf }, info) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101', { onCall: { do: 'ring' } });
  const customer = await desk.phone(pbx, '201', {
    name: 'Maria Svensson',
    onCall: { do: 'answer', afterMs: 50 },
  });
  const app = await desk.on(pbx);
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  await app.button('Hang up').click();
  await expect(app.card()).toHaveCount(0);
  await customer.dial('101');
  await expect(app.card('ringing')).toBeVisible();
  await customer.liveCalls[0]!.hangup();
  await expect(app.card()).toHaveCount(0);

  const history = await openHistory(app);
  const rows = history.locator('[role=row][data-call]');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('201');
  await expect(history.getByText('1 to call back')).toBeVisible();
  expect(await violations(history), 'the list').toEqual([]);

  await history.keyboard.press('Control+f');
  await history.keyboard.type('2 0 1');
  await expect(history.getByText('2 calls found')).toBeVisible();
  await history.keyboard.type('9');
  await expect(history.getByText('No call matches')).toBeVisible();
  await history.keyboard.press('Escape');
  await history.getByRole('radio', { name: 'Missed' }).click({ force: true });
  await expect(rows).toHaveCount(1);

  await rows.first().click();
  await history.keyboard.press('Enter');
  const details = history.getByRole('region', { name: /^Details/ });
  await details.getByRole('textbox', { name: 'Note' }).fill('wants the invoice again');
  await history.keyboard.press('Control+Enter');
  await expect.poll(async () => (await kept(history))[0]).toMatchObject({ note: 'wants the invoice again' });
  expect(await violations(history), 'details').toEqual([]);
  await info.attach('details', { body: await history.screenshot(), contentType: 'image/png' });

  await details.getByRole('button', { name: 'Close details' }).click();
  await expect(history.getByRole('grid')).toBeFocused();
  await history.keyboard.press('Delete');
  await expect(rows).toHaveCount(0);
  // The panel's list of recent calls follows.
  const missed = app.panel.getByRole('listitem').filter({ hasText: 'missed' });
  await expect(missed).toHaveCount(0);
  await history.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(1);
  await expect(missed).toHaveCount(1);
  expect((await kept(history))[0]).toMatchObject({ note: 'wants the invoice again', outcome: 'cancelled' });

  const file = join(app.userData, 'calls.csv');
  await inMain(
    app.electron,
    ({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    },
    file,
  );
  await history.getByRole('button', { name: 'More' }).click();
  await history.getByRole('menuitem', { name: /^As CSV/ }).click();
  await expect(history.getByText(`Saved as ${file}`)).toBeVisible();
  expect(readFileSync(file, 'utf8')).toMatch(/^id,.*\r\n[^\n]*wants the invoice again\r\n$/u);

  // Who is called is not to be called back any more.
  await rows.first().hover();
  await rows
    .first()
    .getByRole('button', { name: /^Call back/ })
    .click();
  await expect(app.card('talking')).toBeVisible();
  await expect(history.getByText('1 to call back')).toHaveCount(0);
  await app.button('Hang up').click();

  await app.close();
  const again = await desk.on(pbx);
  const after = await openHistory(again);
  await expect(after.locator('[role=row][data-call]')).toHaveCount(3);
  await after.getByRole('button', { name: 'More' }).click();
  await after.getByRole('menuitem', { name: 'Delete all calls…' }).click();
  await after.getByRole('alertdialog').getByRole('button', { name: 'Delete all' }).click();
  await expect(after.getByText('No calls yet')).toBeVisible();
  await expect(again.panel.getByText(/No calls yet/)).toBeVisible();
});

/** A page that was taken over has the window's requests and no others. */
test('its page can do what its window does, and nothing else; no other page can', async ({ desk }) => {
  const app = await desk.start();
  const history = await openHistory(app);
  const ask = (page: Page, channel: string, ...args: readonly unknown[]): Promise<string> =>
    page.evaluate(
      ([name, values]) =>
        (window.offhook?.request as unknown as (...all: readonly unknown[]) => Promise<unknown>)(
          name,
          ...values,
        ).then(
          () => 'answered',
          () => 'refused',
        ),
      [channel, args] as const,
    );
  expect(await ask(history, 'line:command', { type: 'MakeCall', number: '201' })).toBe('refused');
  expect(await ask(history, 'settings:read')).toBe('refused');
  expect(await ask(app.panel, 'history:clear')).toBe('refused');
  expect(
    await ask(history, 'history:calls', { text: '', filter: "all' OR 1=1" }, { offset: 0, limit: 10 }),
  ).toBe('refused');
  expect(await ask(history, 'history:calls', { text: '', filter: 'all' }, { offset: 0, limit: 1e9 })).toBe(
    'refused',
  );
  expect(
    await ask(
      history,
      'history:calls',
      { text: '\' OR 1=1 --"*(NEAR', filter: 'all' },
      { offset: 0, limit: 10 },
    ),
  ).toBe('answered');
  expect(await ask(history, 'history:mark', 'x', { note: 'x'.repeat(5_000) })).toBe('refused');
});
