import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './test.ts';
import { inMain } from './inMain.ts';
import { pressToClose } from './pressToClose.ts';

const onPractice = 'with nothing configured it runs on the practice PBX, says so, and can be called with';
test(onPractice, { tag: '@quick' }, async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  await expect(app.link).toContainText('the practice phone system');
  await expect(app.link.getByText('practice', { exact: true })).toBeVisible();
  await expect(app.panel.getByText('Practice numbers')).toBeVisible();

  await app.dial('201');
  await expect(app.card('talking')).toContainText('Talking');
  await expect(app.panel.getByText('Put the call on hold and take it back')).toBeVisible();
  await app.button('Hold').click();
  await expect(app.card('onHold')).toBeVisible();
  await app.button('Resume').click();
  await expect(app.card('talking')).toBeVisible();
  await app.button('Hang up').click();
  await expect(app.card('ended')).toContainText('Call ended');
  const steps = app.panel.getByRole('list', { name: 'Try it' }).getByRole('listitem');
  await expect(steps).toHaveCount(5);
  await expect(steps.filter({ hasText: 'done' })).toHaveCount(3);

  await app.dial('204');
  await expect(app.card('ended')).toContainText('Busy');
  await app.dial('299');
  await expect(app.panel.getByText('The phone system does not know this number.')).toBeVisible();
});

test('a menu of the phone system: digits typed where it was dialled are tones, and no secret of anybody', async ({
  desk,
}) => {
  const app = await desk.start();
  await app.expectOnline();
  await app.dial('610');
  await expect(app.card('talking')).toContainText('Voice menu');
  await expect(app.button('Park')).toHaveCount(0);
  await app.panel.getByRole('combobox').first().focus();
  await app.panel.keyboard.press('1');
  await expect(app.panel.getByText('•', { exact: true })).toBeVisible();
  await expect(app.card('talking')).toContainText('Talking');
  await expect(app.card('talking')).toContainText('Kim Reyes');
  await app.panel.keyboard.press('Escape');
  await app.button('Hang up').click();
  await expect(app.card('ended').filter({ hasText: 'Kim Reyes' })).toContainText('Call ended');
});

test('from the practice PBX to a real one by the settings window: each step reported, the secret never shown', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  const phone = await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.start();
  await app.expectOnline();
  const settings = await app.openSettings();
  const field = (name: string) => settings.getByRole('textbox', { name, exact: true });
  await field('Host').fill(pbx.host);
  await settings.getByLabel('Port', { exact: true }).fill(String(pbx.amiPort));
  await field('User').fill(pbx.account.user);
  await settings.getByLabel('Secret', { exact: true }).fill('not-the-secret');
  await field('Extension').fill('101');

  await settings.getByRole('button', { name: 'Test connection' }).click();
  const step = (name: string) => settings.locator(`[data-step="${name}"]`);
  await expect(step('loggedIn')).toHaveAttribute('data-state', 'failed');
  await expect(step('reached')).toHaveAttribute('data-state', 'passed');
  await expect(step('rights')).toHaveAttribute('data-state', 'skipped');
  await expect(step('loggedIn')).toContainText('did not accept the user name or the secret');

  await settings.getByLabel('Secret', { exact: true }).fill(pbx.account.secret);
  await settings.getByRole('button', { name: 'Test again' }).click();
  await expect(settings.getByText('Everything works. Save to use it.')).toBeVisible();
  for (const name of [
    'reached',
    'greeted',
    'loggedIn',
    'rights',
    'lineKnown',
    'phoneRegistered',
    'controls',
  ]) {
    await expect(step(name)).toHaveAttribute('data-state', 'passed');
  }
  await pressToClose(settings.getByRole('button', { name: 'Save', exact: true }));
  await expect(app.link).toContainText(`Connected to ${pbx.host}`);

  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  await app.button('Hang up').click();
  await phone.waitFor('ended');

  // The secret is nowhere to be read: not in a page, not in the settings file, not in the log.
  const again = settings.isClosed() ? await app.openSettings() : settings;
  expect(await again.content()).not.toContain(pbx.account.secret);
  expect(await app.panel.content()).not.toContain(pbx.account.secret);
  const files = ['settings.json', ...readdirSync(join(app.userData, 'logs')).map((name) => `logs/${name}`)];
  for (const name of files) {
    expect(readFileSync(join(app.userData, name), 'utf8'), name).not.toContain(pbx.account.secret);
  }
});

test('the settings of a connector fill in the form, its secret with them, and the line works with what is saved', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const app = await desk.start();
  const file = join(app.userData, 'connector.xml');
  const { user, secret } = pbx.account;
  writeFileSync(
    file,
    `<cti><asterisk url="${pbx.host}" port="${pbx.amiPort}" userName="${user}" secret="${secret}" chat="on" asyncOriginate="false"/></cti>`,
  );
  await inMain(
    app.electron,
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    },
    file,
  );
  const settings = await app.openSettings();
  await settings.getByRole('button', { name: 'Import connector settings…' }).click();
  await expect(settings.getByRole('textbox', { name: 'Host', exact: true })).toHaveValue(pbx.host);
  await expect(settings.getByText('left out: Offhook has no such setting')).toBeVisible();
  expect(await settings.content()).not.toContain(secret);
  await settings.getByRole('textbox', { name: 'Extension', exact: true }).fill('101');
  await settings.getByRole('button', { name: 'Test connection' }).click();
  await expect(settings.getByText('Everything works. Save to use it.')).toBeVisible();
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(app.link).toContainText(`Connected to ${pbx.host}`);
});

test('settings that cannot be right are marked at the field, and nothing is lost', async ({ desk }) => {
  const app = await desk.start();
  const settings = await app.openSettings();
  await settings.getByRole('textbox', { name: 'Host', exact: true }).fill('https://pbx.example.org/');
  await settings.getByLabel('Port', { exact: true }).fill('99999');
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(settings.getByText('A name or an address, without https:// and without a port')).toBeVisible();
  await expect(settings.getByText('A number from 1 to 65535')).toBeVisible();
  await expect(settings.getByRole('textbox', { name: 'Host', exact: true })).toHaveValue(
    'https://pbx.example.org/',
  );
  await settings.getByRole('button', { name: 'Cancel' }).click();
  await pressToClose(settings.getByRole('button', { name: 'Discard' }));
});

test('a settings file that cannot be read is reported in the panel, and is no reason to practise', async ({
  desk,
}) => {
  const app = await desk.start({ settings: { port: 'many' as unknown as number } });
  await expect(app.panel.getByText(/cannot be read: you get no calls\. Open the settings/)).toBeVisible();
  const settings = await app.openSettings();
  await expect(settings.getByText(/settings\.json cannot be read/)).toBeVisible();
  expect(readdirSync(app.userData)).toContain('settings.json');
});

test('settings that are damaged while the app is closed are restored by one click, and the damaged file is kept', async ({
  desk,
}) => {
  const before = await desk.start({ settings: { agentName: 'Anna Kovac' } });
  await before.expectOnline();
  await before.close();
  const file = join(before.userData, 'settings.json');
  const whole = readFileSync(file, 'utf8');
  const cut = whole.slice(0, whole.length / 2);
  writeFileSync(file, cut);

  const app = await desk.start();
  await expect(app.panel.getByText(/cannot be read: you get no calls\. Open the settings/)).toBeVisible();
  await app.panel.getByRole('button', { name: /^Restore the settings of/ }).click();
  await app.expectOnline();
  await expect(app.panel.getByText(/cannot be read/)).toHaveCount(0);
  const [kept = ''] = readdirSync(app.userData).filter((name) => /^settings\.\d.*Z\.json$/.test(name));
  expect(readFileSync(join(app.userData, kept), 'utf8')).toBe(cut);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(whole));
  const settings = await app.openSettings();
  await expect(settings.getByText(/apply again/)).toContainText(kept);
});

test('a window that crashes comes back with the call', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const app = await desk.on(pbx);
  await app.dial('201');
  await expect(app.card('talking')).toBeVisible();
  const crashed = app.panel.waitForEvent('crash');
  await inMain(app.electron, ({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await crashed;
  await expect
    .poll(() =>
      inMain(app.electron, async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
        return (await contents.executeJavaScript('document.body.innerText')) as string;
      }),
    )
    .toContain('Talking');
});
