// @ts-check
// npm run -s offhook -- ARGS: the command line from the sources. What is missing is installed and built first, without
// a word on standard output: that is the command's own.
import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { ensurePackages, packagesInstalled } from './lib/npm.mjs';
import { isUpToDate } from './lib/outputs.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { lastWords, run } from './lib/run.mjs';
import { createSteps } from './lib/steps.mjs';

const program = inRoot('out/cli/offhook.js');
try {
  if (!packagesInstalled()) await ensurePackages(createSteps(1).next('npm packages'));
  if (!isUpToDate('cli')) {
    const result = await run(process.execPath, [inRoot('scripts/build.mjs'), 'cli'], { cwd: root });
    if (result.code !== 0) throw new Error(lastWords(result));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
process.argv[1] = program;
await import(pathToFileURL(program).href);
