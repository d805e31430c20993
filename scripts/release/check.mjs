// @ts-check
// npm run release:check: whether this commit may be released. Every finding is reported, then the exit code is 1.
import '../lib/node-version.mjs';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { npm } from '../lib/npm.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import {
  buildFinding,
  changelogFinding,
  electronFinding,
  tagFinding,
  treeFinding,
} from '../lib/release/releaseFindings.mjs';
import { lastWords, run } from '../lib/run.mjs';
import { createSteps } from '../lib/steps.mjs';

const BUNDLES = ['main', 'preload', 'renderer', 'cli', 'client'];

/** @param {string} file */
const text = (file) => fs.readFileSync(inRoot(file), 'utf8');

/** @param {string[]} args */
async function git(...args) {
  const result = await run('git', args, { cwd: root });
  if (result.code !== 0) throw new Error(lastWords(result));
  return result.stdout;
}

/** The latest stable version, by the registry. */
async function latestElectron() {
  const { code, stdout } = await npm(['view', 'electron', 'version'], { cwd: root, timeoutMs: 60_000 });
  return code === 0 ? stdout.trim() : undefined;
}

/** Builds everything again. @returns {Promise<Record<string, string>>} the hash of each file */
async function built() {
  for (const folder of BUNDLES) fs.rmSync(inRoot('out', folder), { recursive: true, force: true });
  const result = await run(process.execPath, [inRoot('scripts/build.mjs')], { cwd: root });
  if (result.code !== 0) throw new Error(lastWords(result));
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const folder of BUNDLES) {
    const names = /** @type {string[]} */ (fs.readdirSync(inRoot('out', folder), { recursive: true }));
    for (const name of names.map((below) => path.join(folder, below)).sort()) {
      if (!fs.statSync(inRoot('out', name)).isFile()) continue;
      hashes[name] = crypto
        .createHash('sha256')
        .update(fs.readFileSync(inRoot('out', name)))
        .digest('hex');
    }
  }
  return hashes;
}

const { version, devDependencies } = JSON.parse(text('package.json'));
const locked = JSON.parse(text('package-lock.json')).packages['node_modules/electron']?.version;

/** @type {[string, () => Promise<string | undefined>, string][]} */
const checks = [
  [
    'Version',
    async () => tagFinding(version, (await git('tag', '--points-at', 'HEAD')).split('\n')),
    version,
  ],
  ['Changelog', async () => changelogFinding(version, text('CHANGELOG.md')), 'has its section'],
  ['Tree', async () => treeFinding(await git('status', '--porcelain')), 'clean'],
  [
    'Electron',
    async () => electronFinding(devDependencies.electron, locked, await latestElectron()),
    `${devDependencies.electron}, supported`,
  ],
  ['Bundles', async () => buildFinding(await built(), await built()), 'the same when built twice'],
];

const steps = createSteps(checks.length);
for (const [title, check, good] of checks) {
  const step = steps.next(title);
  try {
    const finding = await check();
    if (finding === undefined) step.done(good);
    else {
      step.fail(finding);
      process.exitCode = 1;
    }
  } catch (error) {
    step.fail(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
