// @ts-check
// npm run demo:crm [-- PORT]: builds the demo CRM page and serves it to this computer's browsers.
import './lib/node-version.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { serveDemo } from './lib/demo.mjs';
import { createSteps } from './lib/steps.mjs';

const DEFAULT_PORT = 8013;

const steps = createSteps(2, process.stdout);
let step = steps.next('npm packages');
try {
  await ensurePackages(step);

  step = steps.next('Demo CRM');
  const { url } = await serveDemo(Number(process.argv[2] ?? DEFAULT_PORT));
  step.done(`${url} - start Offhook (npm start), then open it; Ctrl+C ends it`);
} catch (error) {
  step.fail(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
