import type { OffhookApp } from '../app/app.ts';
import { violations } from '../app/axe.ts';
import { inMain } from '../app/inMain.ts';
import { expect, test } from '../app/test.ts';
import { sh } from './bus.ts';
import { notes } from './notes.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';
import { SmallWindow } from './smallWindow.ts';

let other: OtherProgram | undefined;
test.afterEach(async () => {
  await other?.end();
  other = undefined;
  await notes.closeAll();
});

async function elsewhere(): Promise<OtherProgram> {
  other = await OtherProgram.inFront();
  await expect.poll(titleInFront).toBe('Customer record');
  return other;
}

/** The agent closes the panel: it goes to the tray. */
const closePanel = (app: OffhookApp): Promise<void> =>
  inMain(app.electron, ({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().endsWith('/index.html'))
      ?.close();
  });
const bounds = (app: OffhookApp): ReturnType<typeof SmallWindow.bounds> => SmallWindow.bounds(app);
const heights = { row: 52, card: 132 };
const settings = { miniWindow: 'exceptFullScreen' } as const;
const caller = { number: '+4930901820', name: 'Jürgen Müßig' };

test.describe('the mini window', { tag: ['@asterisk', '@desktop'] }, () => {
  test('is what is left of the ringing window: held, taken back, ended there, the focus elsewhere', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', caller);
    const app = await desk.on(pbx, { settings });
    const program = await elsewhere();
    await closePanel(app);
    await trunk.dial('5000');
    const mini = await SmallWindow.of(app);
    await mini.press(mini.button('Answer'));
    const row = mini.row(caller.name);
    await expect(row).toContainText('Talking');
    await expect.poll(() => bounds(app)).toMatchObject({ height: heights.row });
    await sh('xdotool', 'type', 'ab');

    await mini.press(mini.button('Hold'));
    await expect(row).toContainText('On hold');
    await sh('xdotool', 'type', 'cd');
    await mini.press(mini.button('Resume'));
    await expect(row).toContainText('Talking');
    for (const colorScheme of ['light', 'dark'] as const) {
      await mini.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(mini.page), colorScheme).toEqual([]);
    }
    await mini.press(mini.button('Hang up'));
    await expect.poll(() => trunk.liveCalls.length).toBe(0);
    await expect.poll(() => bounds(app)).toBeUndefined();
    await sh('xdotool', 'type', 'ef');
    await expect.poll(() => program.keys).toBe('abcdef');
    expect(await titleInFront()).toBe('Customer record');
  });

  test('comes up with an outgoing call where the agent has put it, and goes for the panel', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101', { onCall: { do: 'answer', afterMs: 0 } });
    await desk.phone(pbx, '102', { name: 'Anna Berg', onCall: { do: 'answer', afterMs: 0 } });
    const app = await desk.on(pbx, { settings });
    await app.dial('102');
    await expect(app.card('talking')).toBeVisible();
    expect(await bounds(app)).toBeUndefined();
    await elsewhere();
    const mini = await SmallWindow.of(app);
    await expect.poll(() => bounds(app)).toMatchObject({ height: heights.row });
    const row = mini.page.getByRole('article');
    await mini.drag(row.getByText('Talking', { exact: true }), { x: -300, y: -420 });
    const put = await bounds(app);
    expect(await titleInFront()).toBe('Customer record');
    await mini.press(mini.button('Open the panel'));
    await expect.poll(() => bounds(app)).toBeUndefined();
    await expect(app.card('talking')).toBeVisible();
    await app.button('Hang up').click();
    await expect(app.card('ended')).toBeVisible();

    await app.dial('102');
    await expect(app.card('talking')).toBeVisible();
    await closePanel(app);
    await expect.poll(() => bounds(app)).toEqual(put);
    await mini.press(mini.button('Hang up'));
    await expect.poll(() => bounds(app)).toBeUndefined();
  });

  test('stays under the hand when another call rings, and is one window with it', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', caller);
    const maria = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
    const app = await desk.on(pbx, { settings: { ...settings, secondCall: 'hold' } });
    await elsewhere();
    await trunk.dial('5000');
    const mini = await SmallWindow.of(app);
    await mini.press(mini.button('Answer'));
    await expect.poll(() => bounds(app)).toMatchObject({ height: heights.row });
    const alone = await bounds(app);
    const lower = (alone?.y ?? 0) + heights.row;
    await maria.dial('101');
    await expect(mini.row('Maria Svensson')).toBeVisible();
    await expect
      .poll(() => bounds(app))
      .toMatchObject({ y: lower - heights.row - heights.card, height: heights.row + heights.card });
    await mini.press(mini.row('Maria Svensson').getByRole('button', { name: 'Answer' }));
    await expect(mini.row(caller.name)).toContainText('On hold');
    await expect(mini.row('Maria Svensson')).toContainText('Talking');
    await expect
      .poll(() => bounds(app))
      .toMatchObject({ y: lower - 2 * heights.row, height: 2 * heights.row });
    // Twice, as fast as a hand can: the other one, who comes to stand there, stays.
    await mini.press(mini.row(caller.name).getByRole('button', { name: 'Hang up' }), 2);
    await expect(mini.row(caller.name)).toHaveCount(0);
    await mini.press(mini.button('Hold'));
    await expect(mini.row('Maria Svensson')).toContainText('On hold');
    expect(maria.liveCalls).toHaveLength(1);
  });

  test('counts the work after a call down, which is ended there', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', caller);
    const work = { autoPauseOnCommutationStart: true, afterCallWorkS: 60 };
    const app = await desk.on(pbx, { settings: { ...settings, ...work } });
    await elsewhere();
    await trunk.dial('5000');
    const mini = await SmallWindow.of(app);
    await mini.press(mini.button('Answer'));
    await mini.press(mini.button('Hang up'));
    const row = mini.page.getByRole('article', { name: 'After-call work' });
    await expect(row.getByRole('timer')).toHaveText(/^(1:00|0:5\d)$/);
    expect(await violations(mini.page)).toEqual([]);
    await mini.press(mini.button('Ready now'));
    await expect.poll(() => bounds(app)).toBeUndefined();
    await expect.poll(() => pbx.console('queue show support')).not.toMatch(/Agent One.*paused/);
  });

  test('is switched off by a setting', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', caller);
    const app = await desk.on(pbx, { settings: { miniWindow: 'never' } });
    await elsewhere();
    await trunk.dial('5000');
    const window = await SmallWindow.of(app);
    await window.press(window.button('Answer'));
    await expect(app.card('talking')).toBeVisible();
    await expect.poll(() => bounds(app)).toBeUndefined();
  });
});
