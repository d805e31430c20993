// @ts-check
// node scripts/electron-runtime.mjs [--print] [--official]: brings the Electron that runs Offhook here (lib/runtime/electron.mjs).
import './lib/node-version.mjs';
import { describeRuntime, electronRuntime } from './lib/runtime/electron.mjs';
import { createSteps } from './lib/steps.mjs';

const step = createSteps(1).next('Electron runtime');
try {
  const runtime = await electronRuntime({
    report: step.report,
    official: process.argv.includes('--official'),
  });
  step.done(describeRuntime(runtime));
  if (process.argv.includes('--print')) process.stdout.write(`${runtime.dist}\n`);
} catch (error) {
  step.fail('failed');
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
