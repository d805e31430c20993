// @ts-check
// npm run build: the app (out/main, out/preload, out/renderer), the command line (out/cli), and the package for CRM pages (out/client).
// node scripts/build.mjs [app] [cli] [client] [--if-changed]
import './lib/node-version.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { fingerprint, isUpToDate, OUTPUTS } from './lib/outputs.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** @typedef {keyof typeof OUTPUTS} Output */
const ENTRIES = {
  app: ['main/index.ts', 'main/preload.ts', 'renderer/index.html'],
  cli: ['src/cli/offhook.ts'],
  client: ['src/messaging/client/index.ts'],
};

/** @type {Record<Output, () => Promise<unknown>>} */
const builders = {
  async app() {
    const { build } = await import('electron-vite');
    for (const folder of ['main', 'preload', 'renderer'])
      fs.rmSync(inRoot('out', folder), { recursive: true, force: true });
    await build({ root, logLevel: 'warn' });
  },
  async cli() {
    const { build } = await import('vite');
    await build({ root, configFile: inRoot('vite.cli.config.ts'), logLevel: 'warn' });
    fs.chmodSync(inRoot('out/cli/offhook.js'), 0o755);
  },
  async client() {
    const folder = inRoot('out/client');
    fs.rmSync(folder, { recursive: true, force: true });
    const compiler = inRoot('node_modules/typescript/bin/tsc');
    const { code } = await run(process.execPath, [compiler, '-p', inRoot('tsconfig.client.json')], {
      show: true,
    });
    if (code !== 0) throw new Error(`The client does not compile: exit code ${code}.`);
    const { version, license } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
    const about = {
      name: 'offhook-client',
      version,
      description: 'Click to call from a web page: the telephone line of this computer, by Offhook',
      license,
      type: 'module',
      sideEffects: false,
      exports: { '.': { types: './client/index.d.ts', default: './client/index.js' } },
    };
    fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(about, undefined, 2)}\n`);
    fs.copyFileSync(inRoot('LICENSE'), path.join(folder, 'LICENSE'));
  },
};

const args = process.argv.slice(2);
const wanted = /** @type {Output[]} */ (['app', 'cli', 'client']).filter(
  (name) => !args.some((a) => a in OUTPUTS) || args.includes(name),
);

process.chdir(root);
for (const output of wanted) {
  if (args.includes('--if-changed') && isUpToDate(output)) continue;
  const missing = ENTRIES[output].filter((entry) => !fs.existsSync(inRoot(entry)));
  if (missing.length > 0) {
    process.stderr.write(`Cannot build the ${output}: ${missing.join(', ')} is not there.\n`);
    process.exitCode = 1;
    break;
  }
  const sources = fingerprint(output); // before the build: what changes meanwhile is built the next time
  const stamp = inRoot(OUTPUTS[output].stamp);
  fs.rmSync(stamp, { force: true });
  await builders[output]();
  fs.writeFileSync(stamp, sources);
}
