// @ts-check
// npm test: brings what the tests need (packages, Electron, on Debian as root also system packages and real Asterisks),
// builds, runs the unit tests and the end-to-end tests in a private desktop session. What it may not install it names
// with the command that does, runs the rest, and says what it did not run; then the exit code is not 0.
// node scripts/test.mjs [--only unit|e2e] [-- ARGS for the runner]
import './lib/node-version.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEBIAN_PACKAGES } from './debian-packages.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { hasApt, install, installCommand, missingPackages, whyNotInstall } from './lib/apt.mjs';
import { missingForDesktop } from './lib/desktop.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { inPath, inRoot, root } from './lib/paths.mjs';
import { missingLibraries } from './lib/preflight.mjs';
import { noResults, playwrightResults, vitestResults } from './lib/results.mjs';
import { run } from './lib/run.mjs';
import { scenarioPage } from './lib/scenarios.mjs';
import { createSteps, duration } from './lib/steps.mjs';

const UNIT_LIMIT_MS = 10 * 60_000;
const E2E_LIMIT_MS = 30 * 60_000;
/** End-to-end tests that need a real Asterisk or another Debian: by their folder, or by this tag. Matched against path, titles and tags. */
const WITH_ASTERISK = '@asterisk|(^| )(app|crm|line|pbx)/|(^| )package/(deb|rpm)';
/** Those that pack what electron-builder's own tools would be fetched for. */
const WITH_PACKERS = '(^| )package/(rpm|tarball)';
/** Those that need a tray and a notification server. */
const WITH_DESKTOP = '@desktop|(^| )desk/';

const argv = process.argv.slice(2);
const split = argv.includes('--') ? argv.indexOf('--') : argv.length;
const [own, forwarded] = [argv.slice(0, split), argv.slice(split + 1)];
const only = own[0] === '--only' ? own[1] : undefined;
if (own.length > 0 && !(own.length === 2 && (only === 'unit' || only === 'e2e'))) {
  process.stderr.write('usage: npm test [-- --only unit|e2e] [-- ARGS for the test runner]\n');
  process.exit(2);
}
const unit = only !== 'e2e';
const e2e = only !== 'unit';

const steps = createSteps(1 + (e2e ? 5 : 0) + (unit ? 1 : 0), process.stdout);
const results = noResults();
/** What was not run, and why. @type {string[]} */
const notRun = [];
/** Commands that bring what is missing. @type {Set<string>} */
const commands = new Set();
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-results-'));

/** @param {unknown} error */
const words = (error) => (error instanceof Error ? error.message : String(error));

/**
 * One step of the preparations. What fails here is told, and the tests that can run without it still do.
 * @param {string} title
 * @param {(step: import('./lib/steps.mjs').Step) => Promise<void>} work
 * @returns {Promise<string | undefined>} what went wrong
 */
async function prepare(title, work) {
  const step = steps.next(title);
  try {
    await work(step);
    return undefined;
  } catch (error) {
    step.fail(words(error));
    return `${title}: ${words(error).split('\n')[0]}`;
  }
}

/** @returns {Promise<typeof import('../e2e/pbx/provision.mjs')>} */
const asterisk = () => import('../e2e/pbx/provision.mjs');

/** Debian packages, Electron, Asterisk, the build. */
async function prepareE2e() {
  const debian = await prepare('Debian packages', async (step) => {
    const wanted = [
      ...DEBIAN_PACKAGES.electron,
      ...DEBIAN_PACKAGES.display,
      ...DEBIAN_PACKAGES.session,
      ...DEBIAN_PACKAGES.desktop,
      ...DEBIAN_PACKAGES.packing,
      ...DEBIAN_PACKAGES.browser,
      ...(await asterisk()).debianPackages,
    ];
    const missing = missingPackages(wanted);
    const why = whyNotInstall();
    if (missing.length > 0 && !why) await install(wanted, step.report);
    else if (missing.length > 0) {
      commands.add(installCommand(missing));
      throw new Error(`missing: ${missing.join(', ')}; ${why}`);
    } else if (!hasApt()) throw new Error(`not looked for: ${why}`);
    step.done(missing.length > 0 ? `installed ${missing.join(', ')}` : 'all here');
  });

  const electron = await prepare('Electron runtime', async (step) => {
    const runtime = await electronRuntime({ report: step.report });
    const libraries = missingLibraries(runtime.binary);
    if (libraries.length > 0)
      throw new Error(`${describeRuntime(runtime)}; shared libraries are missing: ${libraries.join(', ')}`);
    step.done(describeRuntime(runtime));
  });

  const pbx = await prepare('Asterisk and Debian', async (step) => {
    const { missingForAsterisk, provisionAsterisk } = await asterisk();
    const missing = missingForAsterisk();
    if (missing.length > 0) {
      for (const { what, bring } of missing) commands.add(`${what}: ${bring}`);
      throw new Error(`missing: ${missing.map(({ what }) => what).join('; ')}`);
    }
    await provisionAsterisk({ log: step.report });
    await (await import('../e2e/package/deskRoot.mjs')).provisionDesk({ log: step.report });
    step.done('ready');
  });

  const built = await prepare('Build', async (step) => {
    step.report('building');
    const result = await run(process.execPath, [inRoot('scripts/build.mjs')], { cwd: root, show: true });
    if (result.code !== 0) throw new Error(`failed with exit code ${result.code}`);
    step.done('built');
  });

  const display = await run('sh', ['-c', 'command -v Xvfb']);
  const noDisplay = display.code === 0 ? undefined : (debian ?? 'Xvfb is not here');
  const absent = missingForDesktop();
  const noDesktop = absent.length > 0 ? `missing: ${absent.join(', ')}` : undefined;
  const packers = ['rpmbuild', '7za'].filter((name) => !inPath(name));
  const noPackers = packers.length > 0 ? `missing: ${packers.join(', ')}` : undefined;
  return {
    blocked: electron ?? built ?? noDisplay,
    withoutAsterisk: pbx,
    withoutDesktop: noDesktop,
    withoutPackers: noPackers,
  };
}

/**
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs: number, read: () => import('./lib/results.mjs').Results | undefined }} how
 */
async function runTests(title, command, args, { env, timeoutMs, read }) {
  const step = steps.next(title, { silent: true });
  step.note(`\n=== ${title} ===`);
  const { code, timedOut } = await run(command, args, {
    cwd: root,
    show: true,
    timeoutMs,
    env: { ...process.env, ...env },
  });
  const found = read() ?? noResults();
  // a runner that failed and named no test has failed all the same: it crashed, was ended, or found nothing to run
  if (code !== 0 && found.failed.length === 0)
    found.failed.push(
      `${title}: ${timedOut ? `not done after ${duration(timeoutMs)}` : `ended with exit code ${code}`}`,
    );
  results.passed += found.passed;
  results.failed.push(...found.failed);
  results.skipped.push(...found.skipped);
  step.done(`${found.passed} passed, ${found.failed.length} failed`);
}

const unitReport = path.join(reports, 'unit.json');
const e2eReport = path.join(reports, 'e2e.json');

function runUnit() {
  const file = unitReport;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return runTests(
    'Unit tests',
    process.execPath,
    [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...forwarded],
    {
      env: { TMPDIR: reports }, // what a test forgets there goes with it
      timeoutMs: UNIT_LIMIT_MS,
      read: () => vitestResults(file, root),
    },
  );
}

/** @param {Record<'withoutAsterisk' | 'withoutDesktop' | 'withoutPackers', string | undefined>} ready */
function runE2e({ withoutAsterisk, withoutDesktop, withoutPackers }) {
  const file = e2eReport;
  const left = [
    withoutAsterisk && WITH_ASTERISK,
    withoutDesktop && WITH_DESKTOP,
    withoutPackers && WITH_PACKERS,
  ].filter(Boolean);
  const selected = left.length > 0 ? ['--grep-invert', left.join('|')] : [];
  const session = withoutDesktop ? [] : ['--desktop'];
  return runTests(
    'End-to-end tests',
    process.execPath,
    [inRoot('scripts/xrun.mjs'), ...session, 'playwright', 'test', ...selected, ...forwarded],
    {
      env: { OFFHOOK_E2E_JSON: file },
      timeoutMs: E2E_LIMIT_MS,
      read: () => playwrightResults(file),
    },
  );
}

/** The table of what works on which Asterisk is always that of the last whole run. */
function writeScenarios() {
  const page = scenarioPage(unitReport, e2eReport);
  const file = inRoot('docs/scenarios.md');
  if (page === undefined || (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === page)) return;
  fs.writeFileSync(file, page);
  process.stdout.write('\ndocs/scenarios.md is other than before: look at the difference, and commit it\n');
}

/** @param {string} heading @param {string[]} lines */
const list = (heading, lines) =>
  lines.length > 0 ? `\n${heading}\n${lines.map((line) => `  ${line}\n`).join('')}` : '';

try {
  const packages = await prepare('npm packages', ensurePackages);
  if (packages) notRun.push(`all tests (${packages})`);
  else {
    const ready = e2e ? await prepareE2e() : undefined;
    if (unit) await runUnit();
    if (ready?.blocked) {
      notRun.push(`the end-to-end tests (${ready.blocked})`);
      if (!hasApt()) commands.add("your distribution's packages of Xvfb, GTK 3, NSS, ALSA, GBM and AT-SPI");
    } else if (ready) {
      if (ready.withoutAsterisk)
        notRun.push(`the end-to-end tests with a real Asterisk (${ready.withoutAsterisk})`);
      if (ready.withoutDesktop)
        notRun.push(`the end-to-end tests on a whole desktop (${ready.withoutDesktop})`);
      if (ready.withoutPackers) notRun.push(`the tests of the rpm and the tar.gz (${ready.withoutPackers})`);
      await runE2e(ready);
    }
  }
  if (!only && forwarded.length === 0 && notRun.length === 0) writeScenarios();
} finally {
  fs.rmSync(reports, { recursive: true, force: true });
}

const skipped = results.skipped.length > 0 ? `, ${results.skipped.length} skipped` : '';
process.stdout.write(
  list(
    'Time',
    steps.times.map(({ title, ms }) => `${title.padEnd(20)}${duration(ms)}`),
  ) +
    list('Failed', results.failed) +
    list('Skipped', results.skipped) +
    list('Not run', notRun) +
    list('To bring what is missing', [...commands]) +
    `\n${results.passed} passed, ${results.failed.length} failed${skipped}\n`,
);
process.exitCode = results.failed.length > 0 || notRun.length > 0 || results.passed === 0 ? 1 : 0;
