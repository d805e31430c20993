// @ts-check
// npm run package -- --dir | -- deb | ...: builds and packs the app with the Electron of this checkout.
// Arguments are electron-builder's. after-pack.cjs refuses packages for others with any but the official Electron.
import './lib/node-version.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { createSteps } from './lib/steps.mjs';

const steps = createSteps(4);
let step = steps.next('npm packages');

/** @param {string} script @param {string[]} args */
async function tool(script, args) {
  const { code } = await run(process.execPath, [inRoot(script), ...args], { cwd: root, show: true });
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

  step = steps.next('Package', { silent: true });
  const electron = [`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`];
  await tool('node_modules/electron-builder/cli.js', [...electron, ...process.argv.slice(2)]);
  step.done('in release/');
} catch (error) {
  step.fail(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
