// @ts-check
// npm run dev: the app from the sources; the pages reload as they change, the app restarts when main changes.
// The pages come from Vite's server then: electron-vite sets ELECTRON_RENDERER_URL, which main reads in dev builds only.
import './lib/node-version.mjs';
import fs from 'node:fs';
import { describeRuntime, electronRuntime, runtimeEnv } from './lib/runtime/electron.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { OUTPUTS } from './lib/outputs.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { withoutSandbox } from './lib/preflight.mjs';
import { createSteps } from './lib/steps.mjs';
import { ensureSystem, hasDisplay } from './lib/system.mjs';

const steps = createSteps(4);
let step = steps.next('npm packages');
try {
  await ensurePackages(step);

  step = steps.next('Electron runtime');
  const runtime = await electronRuntime({ report: step.report });
  step.done(describeRuntime(runtime));

  step = steps.next('System');
  await ensureSystem(step, runtime, { virtualDisplay: false });

  step = steps.next('Development server');
  if (!hasDisplay())
    throw new Error(
      'There is no display to develop on (DISPLAY and WAYLAND_DISPLAY are not set); npm start does without one.',
    );
  const asRoot = withoutSandbox();
  step.done(asRoot ? 'starting, without the Chromium sandbox because you are root' : 'starting');

  fs.rmSync(inRoot(OUTPUTS.app.stamp), { force: true }); // what is written to out/ from here on is no production build
  process.chdir(root);
  Object.assign(process.env, runtimeEnv(runtime), {
    ELECTRON_CLI_ARGS: JSON.stringify(process.argv.slice(2)),
  });
  if (asRoot) process.env.NO_SANDBOX = '1';
  delete process.env.ELECTRON_RUN_AS_NODE;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  const { createServer } = await import('electron-vite');
  // watch: main and preload are built again when their sources change
  await createServer({ root, build: { watch: {} } }, { rendererOnly: false });
} catch (error) {
  step.fail('not done');
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
