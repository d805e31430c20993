// @ts-check
// npm run bench:app: start, memory, idle processor time and size of the packaged app beside a bare window; writes the figures into
// docs/performance.md. Takes some twelve minutes, in which the machine is best left alone.
import '../lib/node-version.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const env = { ...process.env, OFFHOOK_BENCH: '1' };
const bench = ['playwright', 'test', 'bench/app.spec.ts', ...process.argv.slice(2)];
const { code } = await run(process.execPath, [inRoot('scripts/xrun.mjs'), ...bench], {
  cwd: root,
  env,
  show: true,
});
process.exitCode = code;
