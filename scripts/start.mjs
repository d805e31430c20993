// @ts-check
// npm start [-- ARGS]: everything a fresh clone needs, then the app. Offline it works with what was fetched before.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { describeRuntime, electronRuntime, runtimeEnv } from './electron-runtime.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { isUpToDate } from './lib/outputs.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { startTrouble } from './lib/preflight.mjs';
import { endingWithUs, lastWords, run } from './lib/run.mjs';
import { createSteps } from './lib/steps.mjs';

const steps = createSteps(4);
let step = steps.next('npm packages');

async function prepare() {
  await ensurePackages(step);

  step = steps.next('Electron runtime');
  const runtime = await electronRuntime({ report: step.report });
  step.done(describeRuntime(runtime));

  step = steps.next('Build');
  if (isUpToDate('app')) step.done('up to date');
  else {
    step.report('building');
    const result = await run(process.execPath, [inRoot('scripts/build.mjs'), 'app'], { cwd: root });
    if (result.code !== 0) throw new Error(lastWords(result));
    step.done('built');
  }

  step = steps.next('Offhook');
  const trouble = startTrouble(runtime);
  if (trouble) throw new Error(trouble);
  return runtime;
}

/** @param {import('./electron-runtime.mjs').Runtime} runtime */
function launch(runtime) {
  // Chromium refuses its sandbox to root (containers, test machines)
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  step.done(asRoot ? 'starting, without the Chromium sandbox because you are root' : 'starting');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...runtimeEnv(runtime) };
  delete env.ELECTRON_RUN_AS_NODE;
  const args = [...(asRoot ? ['--no-sandbox'] : []), '.', ...process.argv.slice(2)];
  const app = spawn(...endingWithUs(runtime.binary, args), { cwd: root, stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, () => app.kill(signal));
  }
  app.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  app.on('close', (code, signal) => {
    if (signal) process.stderr.write(`Electron was ended by ${signal}.\n`);
    process.exitCode = code ?? 1;
  });
}

try {
  launch(await prepare());
} catch (error) {
  step.fail('not done');
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
