// @ts-check
// npm run package -- --dir | --linux deb | ...: builds and packs the app with the Electron of this checkout.
// Arguments are electron-builder's. On any Electron but the official one the version says that it is for tests, and
// after-pack.cjs refuses to pack it under another.
import '../lib/node-version.mjs';
import fs from 'node:fs';
import { describeRuntime, electronRuntime } from '../lib/runtime/electron.mjs';
import { writeNotices } from '../lib/package/notices.mjs';
import { ensurePackages } from '../lib/npm.mjs';
import { inRoot, programPath, root } from '../lib/paths.mjs';
import { packageVersion } from '../lib/release/releaseVersion.mjs';
import { run } from '../lib/run.mjs';
import { createSteps } from '../lib/steps.mjs';

const steps = createSteps(5);
let step = steps.next('npm packages');

/** As electron-builder takes it. */
const VERSION = '-c.extraMetadata.version=';

/** Where GitHub could not be reached for Electron, it cannot for fpm and 7-Zip: what stands in for them, quick rather than small. */
function withoutGitHub() {
  const archiver = programPath('7za');
  return {
    CUSTOM_FPM_PATH: process.env.CUSTOM_FPM_PATH || inRoot('scripts/lib/package/fpm.mjs'),
    ...(archiver ? { ELECTRON_BUILDER_7ZIP_PATH: process.env.ELECTRON_BUILDER_7ZIP_PATH || archiver } : {}),
    ELECTRON_BUILDER_COMPRESSION_LEVEL: process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL || '1',
  };
}

/** @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function tool(script, args, env = process.env) {
  const { code } = await run(process.execPath, [inRoot(script), ...args], { cwd: root, env, show: true });
  if (code !== 0) throw new Error(`exit code ${code}`);
}

try {
  await ensurePackages(step);

  step = steps.next('Electron runtime');
  const runtime = await electronRuntime({ report: step.report });
  step.done(describeRuntime(runtime));

  step = steps.next('Build');
  await tool('scripts/build.mjs', ['app', '--if-changed']);
  step.done('up to date');

  step = steps.next('Licences, bill of materials');
  const manifest = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const version = packageVersion(manifest.version, runtime);
  step.done(`of ${await writeNotices({ version, electron: runtime.version })} packages`);

  step = steps.next('Package', { silent: true });
  // The official one electron-builder fetches itself, checksummed, for each system and processor that it packs for.
  const electron = runtime.official
    ? []
    : [`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`];
  // What new versions must be signed with, and where they are: scripts/release/sign.mjs. Without a key the app looks for none.
  const { OFFHOOK_UPDATE_KEY: key = '', OFFHOOK_UPDATE_FEED: feed = '' } = process.env;
  const updates = Object.entries({ key, feed }).flatMap(([name, value]) =>
    value === '' ? [] : [`-c.extraMetadata.updates.${name}=${value}`],
  );
  const asked = process.argv.slice(2);
  const named = asked.some((arg) => arg.startsWith(VERSION)) ? [] : [`${VERSION}${version}`];
  await tool('node_modules/electron-builder/cli.js', [...electron, ...named, ...updates, ...asked], {
    ...process.env,
    ...(runtime.official ? {} : withoutGitHub()),
  });
  step.done(`${version} in release/`);
} catch (error) {
  step.fail(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
