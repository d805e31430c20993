import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keyring } from '../main/keyring/keyring.ts';
import { type PracticePbx, startPracticePbx } from '../src/practice/practicePbx.ts';
import { sh } from './desk/bus.ts';
import { realEdges } from './line/testLine.ts';
import { _electron, test, type ElectronApplication, type Page } from '@playwright/test';
import { expect } from './expect.ts';
import { removeFolder } from './app/removeFolder.ts';
import { pressToClose } from './app/pressToClose.ts';
import { limits } from './limits.mjs';

const root = join(import.meta.dirname, '..');
const secret = 'Zq-keyring-secret';

let folder: string;
let session: ChildProcess;
let bus: string;
let binary: string;

/** A session bus with a GNOME keyring on it: `--unlock`, as an agent has after logging in, or `--start`, locked as after logging in by a fingerprint. */
async function logIn(keyring: '--unlock' | '--start'): Promise<void> {
  const daemon = `printf pw | gnome-keyring-daemon ${keyring} --components=secrets`;
  const script = `${daemon} >&2 && echo "$DBUS_SESSION_BUS_ADDRESS" && exec cat`;
  session = spawn('dbus-run-session', ['--', 'sh', '-c', script], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder },
    stdio: 'pipe',
  });
  // The bus and the keyring say much that is no fault; it is told when they do not come up.
  let said = '';
  session.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  bus = await new Promise((resolve, reject) => {
    session.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    session.once('exit', () =>
      reject(new Error(`No session with a keyring: is gnome-keyring installed?\n${said}`)),
    );
  });
}

async function logOut(): Promise<void> {
  const ended = new Promise((resolve) => session.once('exit', resolve));
  session.stdin?.end();
  await ended;
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-keyring-'));
  // Put there by scripts/xrun.mjs.
  binary = process.env.ELECTRON_EXEC_PATH ?? '';
  await logIn('--unlock');
});
test.afterEach(async () => {
  await logOut();
  removeFolder(folder);
});

/** Not by the fixture: Playwright forces the plain-text store on an Electron that it finds. */
async function launch(desktop: string): Promise<ElectronApplication> {
  const settings = join(folder, 'user/settings.json');
  mkdirSync(join(folder, 'user'), { recursive: true });
  // Else the first start would ask its questions.
  if (!existsSync(settings)) writeFileSync(settings, '{"version":1,"messagingPort":0}');
  const app = await _electron.launch({
    timeout: limits.waitMs,
    executablePath: binary,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
    env: {
      ...(process.env as Record<string, string>),
      DBUS_SESSION_BUS_ADDRESS: bus,
      XDG_CURRENT_DESKTOP: desktop,
      OFFHOOK_USER_DATA: join(folder, 'user'),
    },
  });
  app.context().setDefaultTimeout(limits.waitMs);
  return app;
}

const panelOf = (app: ElectronApplication): Promise<Page> => app.firstWindow({ timeout: limits.waitMs });

async function openSettings(app: ElectronApplication): Promise<Page> {
  const panel = await panelOf(app);
  // The window is there before its page is.
  await expect(panel.getByRole('contentinfo')).toBeVisible();
  const opened = app.waitForEvent('window', { timeout: limits.waitMs });
  await panel.evaluate(() => window.offhook?.request('settings:open'));
  const page = await opened;
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  return page;
}

type Account = Pick<PracticePbx, 'port' | 'username' | 'secret'>;

async function fill(
  settings: Page,
  { port, username, secret: typed }: Account = { port: 9, username: 'panel', secret },
): Promise<void> {
  await settings.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await settings.getByLabel('Port', { exact: true }).fill(String(port));
  await settings.getByLabel('User', { exact: true }).fill(username);
  await settings.getByLabel('Secret', { exact: true }).fill(typed);
  await settings.getByLabel('Extension', { exact: true }).fill('101');
}

async function save(settings: Page): Promise<void> {
  await pressToClose(settings.getByRole('button', { name: 'Save' }));
}

test('the secret is kept by the keyring: there after a restart, and nowhere in plain text', async () => {
  const app = await launch('GNOME');
  const settings = await openSettings(app);
  await fill(settings);
  await save(settings);
  await app.close();
  const stored = readFileSync(join(folder, 'user/secret.json'), 'utf8');
  expect(stored).not.toContain(secret);
  // `v11`: encrypted with the keyring's key, not with the one in Chromium's source (os_crypt_linux.cc).
  const { encrypted } = JSON.parse(stored) as { encrypted: string };
  expect(Buffer.from(encrypted, 'base64').toString('latin1', 0, 3)).toBe('v11');

  const later = await launch('GNOME');
  const again = await openSettings(later);
  await expect(again.getByText('Stored, never shown again')).toBeVisible();
  const plain = await later.evaluate(
    ({ safeStorage }, text) => (safeStorage as Keyring).decryptString(Buffer.from(text, 'base64')),
    encrypted,
  );
  expect(plain).toBe(secret);
  await later.close();
  expect(readFileSync(join(folder, 'user/logs/offhook.log'), 'utf8')).not.toContain(secret);
});

test('without a keyring: reported, and by choice entered at each start or kept in a file', async () => {
  const app = await launch('');
  const settings = await openSettings(app);
  await expect(settings.getByText('no protected place')).toBeVisible();
  await fill(settings);
  await save(settings);
  await app.close();
  expect(existsSync(join(folder, 'user/secret.json'))).toBe(false);

  const again = await launch('');
  const choosing = await openSettings(again);
  await expect(choosing.getByLabel('Secret', { exact: true })).toHaveValue('');
  await choosing.getByLabel('Secret', { exact: true }).fill(secret);
  await choosing.getByText('Keep the secret without protection').click();
  await save(choosing);
  await again.close();
  expect(statSync(join(folder, 'user/secret.json')).mode & 0o777).toBe(0o600);

  const later = await launch('');
  await expect((await panelOf(later)).getByRole('contentinfo')).toContainText('Not connected');
  await expect((await openSettings(later)).getByText('Kept in a file, unencrypted')).toBeVisible();
  await later.close();
  expect(readFileSync(join(folder, 'user/logs/offhook.log'), 'utf8')).not.toContain(secret);
});

/** The system's own window that asks for the keyring's password. */
async function prompt(): Promise<void> {
  let window = '';
  const look = async (): Promise<string> =>
    (window = await sh('xdotool', 'search', '--onlyvisible', '--class', 'gcr-prompter').catch(() => ''));
  await expect.poll(look).toMatch(/^\d+$/);
  await sh('xdotool', 'windowactivate', '--sync', window);
}

test('a locked keyring holds nothing up: the panel works while the system asks, says what is locked, and goes on once it is open', async () => {
  const pbx = await startPracticePbx({ edges: realEdges(), incoming: 'never' });
  const app = await launch('GNOME');
  const settings = await openSettings(app);
  await fill(settings, pbx);
  await save(settings);
  await expect((await panelOf(app)).getByRole('contentinfo')).toContainText('Connected to');
  await app.close();

  await logOut();
  await logIn('--start');
  const locked = await launch('GNOME');
  const panel = await panelOf(locked);
  await prompt();
  const number = panel.getByRole('combobox', { name: 'Number to call' });
  await number.fill('201');
  await expect(number).toHaveValue('201');
  await panel.screenshot({ path: test.info().outputPath('asking.png') });
  const link = panel.getByRole('contentinfo');
  // Chromium asks a second time before it takes no for an answer.
  const afterNo = async (): Promise<string> => {
    await sh('xdotool', 'key', 'Escape');
    return link.innerText();
  };
  await expect.poll(afterNo, { intervals: [500] }).toContain('is locked');
  await panel.screenshot({ path: test.info().outputPath('locked.png') });
  const again = await openSettings(locked);
  await expect(again.getByText('Stored, never shown again')).toBeVisible();
  await again.screenshot({ path: test.info().outputPath('settings.png') });
  await again.getByRole('button', { name: 'Unlock' }).click();
  await prompt();
  await sh('xdotool', 'type', '--delay', '20', 'pw');
  await sh('xdotool', 'key', 'Return');

  await expect(link).toContainText('Connected to');
  await expect(again.getByText('is locked')).toBeHidden();
  await locked.close();
  await pbx.stop();
});
