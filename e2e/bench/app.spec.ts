import type { Page } from '@playwright/test';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from '../app/test.ts';
import { ordinaryUser, PackagedApp, type Seat } from '../package/packagedApp.ts';
import { pack, publicFolder } from '../package/packages.ts';
import type { Asterisk } from '../pbx/asterisk.ts';
import { type Figure, type Spread, spreadOf, tableOf, writeFigures } from './figures.ts';
import { memoryOf, processorTimeOf, treeOf } from './processTree.ts';
import { removeFolder } from '../app/removeFolder.ts';

/**
 * Measures the packaged app beside a bare window that is built, packed and started in the same way, in turns, so that whatever else the machine
 * does hits both. On a real Asterisk, as an ordinary user, in Chromium's sandbox.
 */
const root = join(import.meta.dirname, '../..');
const starts = Number(process.env.OFFHOOK_BENCH_STARTS ?? 9);
/**
 * What a start puts off is over then: the line looks for other rights 6 s and 30 s after the login (bootWatch.ts), Chromium tidies up, and
 * the agent's state is past its first minute, which is counted in seconds (roughClock.ts).
 */
const restMs = 90_000;
const idleMs = 60_000;

let folder: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = publicFolder();
  await pack(join(folder, 'offhook'), ['--dir']);
  await promisify(execFile)(process.execPath, [
    join(root, 'scripts/release/packBare.mjs'),
    join(folder, 'bare'),
  ]);
});
test.afterAll(() => removeFolder(folder));

const seatOf = (name: 'offhook' | 'bare'): Seat =>
  ordinaryUser(join(folder, name, 'linux-unpacked', name), join(folder, `home-${name}`));

/** Where the app's line is, as an administrator writes it there. */
function configure(seat: Seat, pbx: Asterisk): void {
  const { host: url, amiPort: port, account } = pbx;
  const line = { url, port, userName: account.user, extension: '101', device: pbx.device('101') };
  mkdirSync(seat.userData, { recursive: true });
  writeFileSync(
    join(seat.userData, 'settings.json'),
    JSON.stringify({ version: 1, messagingPort: 0, ...line }),
  );
  execFileSync('chown', ['-R', 'nobody:nogroup', join(seat.userData, '../..')]);
}

/** Of a start, ms since the program was started. */
interface Start {
  /** Its first content is on the screen; the panel paints nothing before its number field can be used. */
  readonly painted: number;
  /** The panel says so; never, in a bare window. */
  readonly connected: number;
}

async function startOf(app: PackagedApp, env: NodeJS.ProcessEnv, connects: boolean): Promise<Start> {
  const page = await app.open([], env);
  const field = page.locator('input').first();
  await expect(field).toBeVisible();
  const painted = await page.evaluate(async () => {
    const paints = (): PerformanceEntry[] => performance.getEntriesByName('first-contentful-paint');
    while (paints().length === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.timeOrigin + (paints()[0]?.startTime ?? Number.NaN);
  });
  const connected = connects ? await page.evaluate(whenConnected) : Number.NaN;
  await app.close();
  return { painted: painted - app.startedMs, connected: connected - app.startedMs };
}

/** In the page: when the foot of the panel says that the line is connected. */
async function whenConnected(): Promise<number> {
  const says = (): string => document.querySelector('footer')?.textContent ?? '';
  // Not yet while it is looking for calls.
  while (!/^Connected to [^,…]+$/.test(says()))
    await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.timeOrigin + performance.now();
}

interface Rest {
  /** With nothing to do, and in a call, MiB. */
  readonly atRest: number;
  readonly inCall: number;
  readonly idle: number;
}

/** Of an app that is up: its memory, and what it does when there is nothing to do, % of one core. */
async function atRest(app: PackagedApp, busy: () => Promise<void>): Promise<Rest> {
  await sleep(restMs);
  const before = processorTimeOf(treeOf(app.pid));
  await sleep(idleMs);
  const idle = ((processorTimeOf(treeOf(app.pid)) - before) * 100_000) / idleMs;
  const resting = memoryOf(treeOf(app.pid));
  await busy();
  return { atRest: resting, inCall: memoryOf(treeOf(app.pid)), idle };
}

async function call(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Number to call' }).fill('201');
  await page.keyboard.press('Enter');
  await expect(page.locator('article[data-phase="talking"]')).toBeVisible({ timeout: 20_000 });
  await sleep(3_000);
}

/** The same hand on a bare window: what Playwright brings into a page is in both. */
async function type(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Number' }).fill('201');
  await page.keyboard.press('Enter');
  await expect(page.locator('label')).toBeVisible();
  await sleep(3_000);
}

const sizeOf = (name: string): Spread => {
  const out = execFileSync('du', ['-sk', '--apparent-size', join(folder, name, 'linux-unpacked')]);
  return spreadOf([Number(out.toString().split('\t')[0]) / 1024]);
};

test('the packaged app beside a bare window', async ({ desk, pbxOf }) => {
  test.setTimeout(1_200_000);
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const seats = { offhook: seatOf('offhook'), bare: seatOf('bare') };
  configure(seats.offhook, pbx);
  const env = { OFFHOOK_SECRET: pbx.account.secret };
  const times = { offhook: [] as Start[], bare: [] as Start[] };
  for (let turn = 0; turn <= starts; turn += 1) {
    for (const name of ['offhook', 'bare'] as const) {
      const time = await startOf(new PackagedApp(seats[name]), env, name === 'offhook');
      // The first fills the caches of the disk.
      if (turn > 0) times[name].push(time);
    }
  }
  const rest = { offhook: [] as Rest[], bare: [] as Rest[] };
  for (let turn = 0; turn < 3; turn += 1) {
    for (const name of ['offhook', 'bare'] as const) {
      const app = new PackagedApp(seats[name]);
      const page = await app.open([], env);
      rest[name].push(await atRest(app, () => (name === 'bare' ? type(page) : call(page))));
      await app.close();
      await pbx.clear();
    }
  }
  const of = (name: 'offhook' | 'bare', key: keyof Rest): Spread =>
    spreadOf(rest[name].map((one) => one[key]));
  const painted = (name: 'offhook' | 'bare'): Spread => spreadOf(times[name].map((one) => one.painted));
  const memories = [
    ['at rest', 'atRest'],
    ['with one call', 'inCall'],
  ] as const;
  const figures: readonly Figure[] = [
    {
      what: `start to usable panel, ${starts} times`,
      unit: 'ms',
      digits: 0,
      app: painted('offhook'),
      bare: painted('bare'),
      aim: 1.15,
    },
    {
      what: 'start to connected line',
      unit: 'ms',
      digits: 0,
      app: spreadOf(times.offhook.map(({ connected }) => connected)),
    },
    ...memories.map(([what, key]): Figure => ({
      what: `memory ${what} (Pss of all processes)`,
      unit: 'MiB',
      digits: 0,
      app: of('offhook', key),
      bare: of('bare', key),
      aim: 1.15,
    })),
    {
      what: 'processor when idle, of one core',
      unit: '%',
      digits: 2,
      app: of('offhook', 'idle'),
      bare: of('bare', 'idle'),
      // Three ticks of the kernel's clock in a minute.
      sameWithin: 0.05,
    },
    { what: 'installed', unit: 'MiB', digits: 1, app: sizeOf('offhook'), bare: sizeOf('bare') },
  ];
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release().split('-')[0] ?? ''}, drawn by software under Xvfb, Electron ${electronOf()}`;
  const table = tableOf(figures);
  process.stdout.write(`\n${machine}\n\n${table}\n\n`);
  const today = new Date().toISOString().slice(0, 10);
  writeFigures(join(root, 'docs/performance.md'), `Measured ${today}: ${machine}.\n\n${table}`);
});

function electronOf(): string {
  const out = execFileSync(process.env.ELECTRON_EXEC_PATH ?? 'electron', ['--version', '--no-sandbox']);
  return out.toString().trim();
}
