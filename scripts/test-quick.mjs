// @ts-check
// npm run test:quick: what is worth knowing at each change, in a minute and a half: types, lint and unit tests of what changed,
// three end-to-end tests (those tagged @quick). Two things at a time, a line each; what a failed one wrote comes at the end.
// What all depends on is related to every unit test: of those it runs what it can in its time, and leaves the rest to npm test.
import './lib/node-version.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { createSteps } from './lib/steps.mjs';
import { changedFiles } from './lib/test/changed.mjs';
import { stepTable } from './lib/test/table.mjs';

/** For the unit tests, from the first one that is done: those of one part take half of it. */
const UNIT_LIMIT_MS = 40_000;

/** One for each of the three. */
process.env.OFFHOOK_E2E_SESSIONS ||= '3';

const startedMs = Date.now();
const steps = createSteps(6, process.stdout);
/** What failed, and what it wrote. @type {{ title: string, wrote: string }[]} */
const failures = [];
/** @param {string[]} parts */
const cache = (...parts) => inRoot('node_modules/.cache/offhook', ...parts);
/** @param {string} project */
const types = (project) => ['typescript/bin/tsc', '-p', project, '--incremental', '--tsBuildInfoFile'];

/**
 * @param {string} title
 * @param {string} doing
 * @param {readonly (readonly string[])[]} programs of the npm packages, or of scripts/; one after the other
 */
async function check(title, doing, programs) {
  const step = steps.next(title);
  step.report(doing);
  const wrote = [];
  for (const [program = '', ...args] of programs) {
    const file = program.startsWith('scripts/') ? inRoot(program) : inRoot('node_modules', program);
    const { code, stdout, stderr } = await run(process.execPath, [file, ...args], { cwd: root });
    if (code !== 0) wrote.push(`${stdout}${stderr}`.trim() || `ended with exit code ${code}`);
  }
  if (wrote.length > 0) failures.push({ title, wrote: wrote.join('\n') });
  if (wrote.length > 0) step.fail('failed');
  else step.done('passed');
}

/** @param {readonly string[]} code files whose tests, and those of what uses them, are run */
async function unitTests(code) {
  const step = steps.next('Unit tests');
  if (code.length === 0) return step.done('nothing changed that they are about');
  step.report('of what changed');
  const enough = new AbortController();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let files = 0;
  const args = [inRoot('node_modules/vitest/vitest.mjs'), 'related', '--run', '--passWithNoTests', ...code];
  const ended = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    signal: enough.signal,
    onLine: (line) => {
      if (!/^ [✓❯×↓] \S/.test(line)) return;
      step.report(`of what changed, files done: ${++files}`);
      timer ??= setTimeout(() => enough.abort(), UNIT_LIMIT_MS);
    },
  });
  clearTimeout(timer);
  const { aborted } = enough.signal;
  if (/^ [❯×] \S/m.test(ended.stdout) || (ended.code !== 0 && !aborted)) {
    failures.push({ title: 'Unit tests', wrote: `${ended.stdout}${ended.stderr}`.trim() });
    step.fail('failed');
  } else step.done(aborted ? `${files} files passed; the others are left to npm test` : 'passed');
}

async function quick() {
  let step = steps.next('npm packages');
  await ensurePackages(step);
  step = steps.next('Changed files');
  const changed = await changedFiles();
  step.done(`${changed.length} since the main branch`);
  const code = changed.filter((file) => /\.([cm]?[jt]s|tsx)$/.test(file));

  const lint = [
    ...(code.length > 0
      ? [
          [
            'eslint/bin/eslint.js',
            '--no-warn-ignored',
            '--cache',
            '--cache-location',
            cache('eslint'),
            ...code,
          ],
        ]
      : []),
    ...(changed.length > 0
      ? [['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '--ignore-unknown', ...changed]]
      : []),
  ];
  /** @param {RegExp} pattern */
  const touches = (pattern) => changed.some((file) => pattern.test(file));
  const texts = async () => {
    await check('Types', 'compiling', [
      ...(code.length > 0 ? [[...types('tsconfig.json'), cache('types.json')]] : []),
      // the oldest Electron is seen by main alone, the scripts by none but themselves
      ...(touches(/^(main|src\/ipc)\/|^tsconfig|^package/)
        ? [[...types('tsconfig.floor.json'), cache('floor.json')]]
        : []),
      ...(touches(/^scripts\/|\.mjs$|\.mts$|^package/) ? [[...types('scripts'), cache('scripts.json')]] : []),
    ]);
    await check('Lint', 'looking at what changed', lint);
  };
  const tests = async () => {
    await unitTests(code);
    await check('End-to-end tests', 'three, in real windows', [
      ['scripts/test.mjs', '--only', 'e2e', '--grep', '@quick'],
    ]);
  };
  await Promise.all([texts(), tests()]);
}

try {
  await quick();
} catch (error) {
  failures.push({ title: 'test:quick', wrote: error instanceof Error ? error.message : String(error) });
}
for (const { title, wrote } of failures) process.stdout.write(`\n=== ${title} ===\n${wrote}\n`);
process.stdout.write(`\n${stepTable(steps.times, Date.now() - startedMs)}`);
process.stdout.write(
  failures.length > 0
    ? `\nFailed: ${failures.map(({ title }) => title).join(', ')}\n`
    : '\nPassed. Before you hand it in: npm run check, npm test.\n',
);
process.exitCode = failures.length > 0 ? 1 : 0;
