// @ts-check
/** What every bench needs first: the six libraries, and ours built for plain Node. */
import fs from 'node:fs';
import { build } from 'vite';
import { inRoot, root } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/run.mjs';

export async function install() {
  if (fs.existsSync(inRoot('bench/node_modules/nami'))) return;
  console.log('Installing what ours is compared with ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code } = await run(npm, ['ci', '--no-audit', '--no-fund'], { cwd: inRoot('bench'), show: true });
  if (code !== 0) throw new Error(`npm ci in bench/ failed: exit code ${code}.`);
}

/**
 * Builds a source file of ours into out/bench.
 * @param {string} source from the root
 * @param {string} name of what is built
 */
export async function buildOurs(source, name) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: inRoot('out/bench'),
      emptyOutDir: false,
      ssr: inRoot(source),
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
    ssr: { noExternal: true, target: 'node' },
  });
}
