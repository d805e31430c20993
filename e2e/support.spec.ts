import type { Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OffhookApp } from './app/app.ts';
import { violations } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { removeFolder } from './app/removeFolder.ts';
import { inMain } from './app/inMain.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-support-'));
});
test.afterEach(() => removeFolder(folder));

async function openSupport(app: OffhookApp): Promise<Page> {
  const settings = await app.openSettings();
  return app.windowAfter(() => settings.getByRole('button', { name: 'Packets and report…' }).click());
}

/** The system's window for saving cannot be driven; it answers as if the person had chosen this. */
async function chooseInDialog(app: OffhookApp, filePath: string): Promise<void> {
  await inMain(
    app.electron,
    ({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    },
    filePath,
  );
}

test('what goes over the wire is seen live, filtered, paused, and saved as a recording that can be replayed', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { name: 'Maria Svensson', onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx);
  const support = await openSupport(app);
  const packets = support.getByRole('listbox', { name: 'Packets, latest last' });
  await expect(packets.getByText('Asterisk Call Manager/11.0.0')).toBeVisible();

  await support.getByRole('searchbox', { name: 'Filter' }).fill('action: originate');
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  const originate = packets.getByRole('option', { name: 'Action: Originate' });
  await originate.click();
  await expect(support.getByRole('region', { name: 'The selected packet' })).toContainText('Exten: 201');
  expect(await violations(support), 'packets').toEqual([]);

  await support.getByRole('searchbox', { name: 'Filter' }).fill('unhold');
  await support.getByRole('button', { name: 'Pause' }).click();
  await app.button('Hang up').click();
  await expect(app.card('ended')).toBeVisible();
  await expect(support.getByText(/Paused: [1-9]\d* more/)).toBeVisible();
  await support.getByRole('button', { name: 'Continue' }).click();
  await expect(support.getByText('No packet matches this filter.')).toBeVisible();

  const recording = join(folder, 'call.server.txt');
  await chooseInDialog(app, recording);
  await support.getByRole('button', { name: 'Save as recording…' }).click();
  await expect(support.getByText(`Saved as ${recording}`)).toBeVisible();
  const said = readFileSync(join(folder, 'call.client.txt'), 'utf8');
  expect(said).toContain('Action: Originate');
  expect(said).not.toContain(pbx.account.secret);
  await app.close();

  const replay = await desk.start({
    userData: join(app.userData, '../replay'),
    settings: { filePath: recording, extension: '101', protocol: 'PJSIP/' },
  });
  await expect(replay.card('talking')).toContainText('201');
  await expect(replay.card('ended')).toBeVisible();
});

test('the report is read, then saved as it was read; a place that takes nothing is reported', async ({
  desk,
}) => {
  const app = await desk.start();
  await app.expectOnline();
  const support = await openSupport(app);
  await support.getByRole('tab', { name: 'Report' }).click();
  const report = support.getByRole('textbox', { name: 'The report' });
  await expect(report).toHaveValue(
    /== Connection history ==[\s\S]*online[\s\S]*== Last packets ==[\s\S]*Action: /,
  );
  expect(await report.inputValue()).not.toMatch(/Secret: (?!\*\*\*)/);
  expect(await violations(support), 'report').toEqual([]);

  mkdirSync(join(folder, 'folder.txt'));
  await chooseInDialog(app, join(folder, 'folder.txt'));
  await support.getByRole('button', { name: 'Save…' }).click();
  await expect(support.getByText('Offhook cannot write there')).toBeVisible();
  await chooseInDialog(app, join(folder, 'report.txt'));
  await support.getByRole('button', { name: 'Save…' }).click();
  await expect(support.getByText('Saved as ')).toBeVisible();
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toBe(await report.inputValue());
});
