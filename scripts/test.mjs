// @ts-check
// npm test: brings what the tests need (lib/test/preparation.mjs), runs the unit tests beside that, then the end-to-end
// tests in a private desktop session. What may not be installed is named with the command that does; the rest is run, what
// did not run is named, and then the exit code is not 0. Its arguments: lib/test/args.mjs.
import './lib/node-version.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasApt } from './lib/apt.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { createSteps, duration } from './lib/steps.mjs';
import { testArgs, usage } from './lib/test/args.mjs';
import { junit } from './lib/test/junit.mjs';
import { E2E_STEPS, Preparation } from './lib/test/preparation.mjs';
import { playwrightFiles, readReport, vitestFiles } from './lib/test/report.mjs';
import { resultsOf } from './lib/test/results.mjs';
import { scenarioPage } from './lib/test/scenarios.mjs';
import { slowestTable, stepTable } from './lib/test/table.mjs';

/** CI ends a run after 90 minutes without a word; before that we end it with one. Only a run that hangs meets this. */
const RUN_LIMIT_MS = 82 * 60_000;
/** What Playwright has to end in order and write its report, when it is its limit that is met. */
const FAREWELL_MS = 2 * 60_000;
/** End-to-end tests that need a real Asterisk or another Debian: by their folder, or by this tag. Matched against path, titles and tags. */
const WITH_ASTERISK = '@asterisk|(^| )(app|crm|ldap|line|pbx)/|(^| )package/(deb|rpm)';
/** Those that pack what electron-builder's own tools would be fetched for. */
const WITH_PACKERS = '(^| )package/(rpm|tarball)';
/** Those that need a tray and a notification server. */
const WITH_DESKTOP = '@desktop|(^| )desk/';
const SLOWEST = 10;
/** Desktop sessions, in each of which end-to-end tests run: two for those that take the processor, two for those that mostly wait. */
const SESSIONS = process.env.OFFHOOK_E2E_SESSIONS || '4';

const asked = testArgs(process.argv.slice(2));
if (!asked) {
  process.stderr.write(usage);
  process.exit(2);
}
const { unit, e2e, forwarded } = asked;
const startedMs = Date.now();
const steps = createSteps(1 + (unit ? 1 : 0) + (e2e ? E2E_STEPS + 1 : 0), process.stdout);
const preparation = new Preparation(steps);
/** @type {import('./lib/test/report.mjs').TestFile[]} */
const files = [];
/** What was not run, and why. @type {string[]} */
const notRun = [];
/** Git ignores it; not test-results/, which Playwright empties when it starts. */
const reports = inRoot('out/test-report');
fs.rmSync(reports, { recursive: true, force: true });
fs.mkdirSync(reports, { recursive: true });
const unitReport = path.join(reports, 'unit.json');
const unitLog = path.join(reports, 'unit.log');
const e2eReport = path.join(reports, 'e2e.json');

const leftMs = () => RUN_LIMIT_MS - (Date.now() - startedMs);

/**
 * A runner that failed and named no test has failed all the same: it crashed, was ended, or found nothing to run.
 * @param {string} title
 * @param {import('./lib/run.mjs').RunResult} ended
 * @param {import('./lib/test/report.mjs').TestFile[]} found
 */
function keep(title, { code, timedOut }, found) {
  const { failed, passed } = resultsOf(found);
  const fault = timedOut ? `not done after ${duration(RUN_LIMIT_MS)}` : `ended with exit code ${code}`;
  files.push(...found);
  if (code !== 0 && failed.length === 0) files.push({ file: title, ms: 0, tests: [], fault });
  return `${passed} passed, ${failed.length} failed`;
}

/** Beside the preparations: what it writes goes to a file, not among their lines. Vitest begins with the files that took longest. */
async function runUnit() {
  const step = steps.next('Unit tests');
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-unit-')); // what a test forgets there goes with it
  const vitest = inRoot('node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
  let done = 0;
  step.report('running');
  try {
    const ended = await run(process.execPath, [vitest, 'run', ...reporters, ...forwarded], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1' },
      timeoutMs: leftMs(),
      log: unitLog,
      onLine: (line) => {
        if (/^ [✓❯×↓] \S/.test(line)) step.report(`running, files done: ${++done}`);
      },
    });
    const report = readReport(unitReport);
    step.done(keep('Unit tests', ended, report ? vitestFiles(report, root) : []));
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** @param {import('./lib/test/preparation.mjs').Ready} ready */
async function runE2e({ withoutAsterisk, withoutDesktop, withoutPackers }) {
  const step = steps.next('End-to-end tests', { silent: true });
  step.note('\n=== End-to-end tests ===');
  const left = [
    withoutAsterisk && WITH_ASTERISK,
    withoutDesktop && WITH_DESKTOP,
    withoutPackers && WITH_PACKERS,
  ].filter(Boolean);
  const selected = left.length > 0 ? ['--grep-invert', left.join('|')] : [];
  const sessions = `--sessions=${SESSIONS}`;
  const session = withoutDesktop ? [sessions] : ['--desktop', sessions];
  const limit = `--global-timeout=${leftMs() - FAREWELL_MS}`;
  const ended = await run(
    process.execPath,
    [inRoot('scripts/xrun.mjs'), ...session, 'playwright', 'test', limit, ...selected, ...forwarded],
    {
      cwd: root,
      show: true,
      timeoutMs: leftMs(),
      env: { ...process.env, OFFHOOK_E2E_JSON: e2eReport },
    },
  );
  const report = readReport(e2eReport);
  step.done(keep('End-to-end tests', ended, report ? playwrightFiles(report, root) : []));
}

/** @param {import('./lib/test/preparation.mjs').Ready} ready */
async function runE2eAsFarAs(ready) {
  if (ready.blocked) {
    notRun.push(`the end-to-end tests (${ready.blocked})`);
    if (!hasApt())
      preparation.commands.add("your distribution's packages of Xvfb, GTK 3, NSS, ALSA, GBM and AT-SPI");
    return;
  }
  const parts = /** @type {const} */ ([
    ['end-to-end tests with a real Asterisk', ready.withoutAsterisk],
    ['end-to-end tests on a whole desktop', ready.withoutDesktop],
    ['tests of the rpm and the tar.gz', ready.withoutPackers],
  ]);
  for (const [what, why] of parts) if (why) notRun.push(`the ${what} (${why})`);
  await runE2e(ready);
}

/** The page of what works on which Asterisk is that of the last whole run that passed; any other leaves the checkout as it is. */
function writeScenarios() {
  const page = scenarioPage(unitReport, e2eReport);
  const file = inRoot('docs/scenarios.md');
  if (page === undefined || (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === page)) return;
  fs.writeFileSync(file, page);
  process.stdout.write('\ndocs/scenarios.md is other than before: look at the difference, and commit it\n');
}

/** @param {string} heading @param {readonly string[]} lines */
const list = (heading, lines) =>
  lines.length > 0 ? `\n${heading}\n${lines.map((line) => `  ${line}\n`).join('')}` : '';

if (e2e && !unit)
  process.stdout.write('Everything that end-to-end tests need is set up here first, where it is missing.\n');
const packages = await preparation.npmPackages();
if (packages) notRun.push(`all tests (${packages})`);
else {
  const beside = unit ? runUnit() : undefined;
  const ready = e2e ? await preparation.forE2e() : undefined;
  await beside;
  if (ready) await runE2eAsFarAs(ready);
}

const { passed, failed, skipped, notRun: notReached } = resultsOf(files);
notRun.push(...notReached);
const isWhole = unit && e2e && notRun.length === 0 && failed.length === 0 && passed > 0;
if (isWhole) writeScenarios();

const wholeMs = Date.now() - startedMs;
const xmlFile = path.join(reports, 'junit.xml');
fs.writeFileSync(xmlFile, junit(files));
const summary = { passed, failed: failed.length, notRun: notRun.length, wholeMs, steps: steps.times };
fs.writeFileSync(path.join(reports, 'summary.json'), JSON.stringify(summary));
const counts = [
  `${passed} passed`,
  `${failed.length} failed`,
  ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ...(notRun.length > 0 ? ['not all were run'] : []),
];
process.stdout.write(
  `\n${stepTable(steps.times, wholeMs)}\n${slowestTable(files, SLOWEST)}` +
    list('Failed', failed) +
    list('Skipped', skipped) +
    list('Not run', notRun) +
    list('To bring what is missing', [...preparation.commands]) +
    `\nAs JUnit XML: ${xmlFile}${unit ? `\nWhat Vitest wrote: ${unitLog}` : ''}\n${counts.join(', ')}\n`,
);
process.exitCode = failed.length > 0 || notRun.length > 0 || passed === 0 ? 1 : 0;
