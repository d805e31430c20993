import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OffhookApp } from '../app/app.ts';
import { expect, test } from '../app/test.ts';
import { sh } from './bus.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';
import { pressToClose } from '../app/pressToClose.ts';
import { removeFolder } from '../app/removeFolder.ts';
import { inMain } from '../app/inMain.ts';

const press = (key: string): Promise<string> => sh('xdotool', 'key', `ctrl+shift+${key}`);

test('hotkeys reach the call and the selected number while another program has the keyboard', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201');
  const app = await desk.on(pbx);
  const other = await OtherProgram.inFront();

  await customer.dial('101');
  await expect(app.card('ringing')).toBeVisible();
  await press('F9');
  await expect(app.card('talking')).toBeVisible();
  await press('F11');
  // A second press within a quarter of a second is the same wish.
  await expect(app.card('onHold')).toContainText(/0:(?!00)\d\d/);
  await press('F11');
  await expect(app.card('talking')).toBeVisible();
  await press('F10');
  await customer.waitFor('ended');
  expect(await titleInFront()).toBe('Customer record');
  expect(other.keys).not.toMatch(/F\d/);

  await inMain(app.electron, ({ clipboard }) => {
    // Later versions of Electron have the selection as an object of its own.
    (clipboard.writeText as (text: string, type: string) => void)('Tel.: +44 20 7946 0958', 'selection');
  });
  await press('F12');
  await expect(app.number).toHaveValue('+442079460958');
  await expect(app.panel.getByText(/You selected this number/)).toBeVisible();
  await expect.poll(titleInFront).toBe('Offhook');
  await expect.poll(() => customer.liveCalls).toEqual([]);

  await expect(app.card()).toHaveCount(0);
  await press('F10');
  await expect(app.button('Copy OH-noSuchCall')).toBeVisible();
  await other.end();
});

test('a key that another program has is marked where it is chosen, and others can be recorded', async ({
  desk,
}) => {
  await desk.start();
  const folder = mkdtempSync(join(tmpdir(), 'offhook-rival-'));
  const rival = await OffhookApp.launch({ userData: folder, settings: {} });
  const settings = await rival.openSettings();
  const answer = settings.getByRole('group', { name: 'Answer', exact: true });
  await expect(answer.getByRole('button', { name: 'Copy OH-hotkey-taken' })).toBeVisible();
  const recorder = answer.getByRole('button').first();
  await recorder.click();
  await recorder.press('q');
  await expect(answer.getByRole('button', { name: /Copy OH-hotkey-/ })).toBeVisible();
  await recorder.press('Control+Alt+j');
  await expect(answer.locator('kbd')).toHaveText(['Ctrl', 'Alt', 'J']);
  await expect(answer.getByRole('button', { name: /Copy OH-/ })).toHaveCount(0);
  // With a change that is not saved it would ask before it quits.
  await settings.getByRole('button', { name: 'Cancel' }).click();
  await pressToClose(settings.getByRole('button', { name: 'Discard' }));
  await rival.close();
  removeFolder(folder);
});
