// @ts-check
// npm run screenshots: the app photographs itself for the manual, into docs/screenshots/ (e2e/screenshots.spec.ts).
import './lib/node-version.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const env = { ...process.env, OFFHOOK_SCREENSHOTS: inRoot('docs/screenshots') };
const node = process.execPath;
const built = await run(node, [inRoot('scripts/build.mjs'), 'app', '--if-changed'], {
  cwd: root,
  show: true,
});
const shots = ['playwright', 'test', 'screenshots.spec.ts', ...process.argv.slice(2)];
process.exitCode =
  built.code ||
  (await run(node, [inRoot('scripts/xrun.mjs'), ...shots], { cwd: root, env, show: true })).code;
