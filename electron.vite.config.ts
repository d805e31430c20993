import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** The oldest runtime the app is run on, Electron 33: Node 20.18 and Chromium 130. */
const NODE_TARGET = 'node20.18';
const CHROMIUM_TARGET = 'chrome130';

/** One page per HTML file of renderer/: the panel, the settings. */
const rendererRoot = path.join(import.meta.dirname, 'renderer');
const pages = Object.fromEntries(
  readdirSync(rendererRoot)
    .filter((file) => file.endsWith('.html'))
    .map((file) => [path.basename(file, '.html'), path.join(rendererRoot, file)]),
);

/**
 * The dev server reloads by inline scripts and a WebSocket, which the pages' own policy rightly forbids: in
 * `npm run dev` the policy in the page is left out. A build keeps it, and has nothing inline.
 */
const withoutPolicyInDev: Plugin = {
  name: 'offhook:no-csp-in-dev',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i, ''),
};

/** Where an installer cannot be started, electron-updater has the system open it: nothing is opened outside, it is told as any failure is. */
const updaterOpensNothing: Plugin = {
  name: 'offhook:updater-opens-nothing',
  transform(code, id) {
    if (!id.includes('electron-updater/out/NsisUpdater')) return undefined;
    const without = code
      .replace(
        /require\("electron"\)\s*\.shell\.openPath\(installerPath\)\s*\.catch\([^;]*\);/,
        'this.dispatchError(e);',
      )
      .replace(', and will try to use electron.shell.openItem if ENOENT', '');
    if (/openPath|openItem/.test(without))
      this.error('electron-updater opens things outside in another way now');
    return { code: without, map: null };
  },
};

/**
 * The database's library looks for its binary in node_modules, which no package has: they lie beside the bundle, one per system. A
 * package takes its own (electron-builder.yml).
 */
const databaseBinary: Plugin = {
  name: 'offhook:database-binary',
  enforce: 'pre',
  resolveId: (id) => (id === 'node-gyp-build' ? '\0database-binary' : undefined),
  load: (id) =>
    id === '\0database-binary'
      ? `import { createRequire } from 'node:module';
         import { join } from 'node:path';
         const file = \`native/\${process.platform}-\${process.arch}.node\`;
         export default () => createRequire(import.meta.url)(join(import.meta.dirname, file));`
      : undefined,
  // It makes itself a __dirname, and so does electron-vite.
  transform: (code, id) =>
    id.includes('@photostructure/sqlite') ? code.replaceAll('__dirname', 'ownFolder') : undefined,
  generateBundle() {
    const folder = path.join(import.meta.dirname, 'node_modules/@photostructure/sqlite/prebuilds');
    for (const system of readdirSync(folder)) {
      const source = readFileSync(path.join(folder, system, '@photostructure+sqlite.glibc.node'));
      this.emitFile({ type: 'asset', fileName: `native/${system}.node`, source });
    }
  },
};

export default defineConfig({
  main: {
    plugins: [updaterOpensNothing, databaseBinary],
    build: {
      outDir: 'out/main',
      target: NODE_TARGET,
      externalizeDeps: false, // the packaged app has no node_modules
      rolldownOptions: {
        input: {
          index: 'main/index.ts',
          historyWorker: 'src/history/store/worker.ts',
          directoryWorker: 'src/directory/read/worker.ts',
        },
        // Less to read at every start; names stay, for the log to be understood.
        output: { minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } } },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: NODE_TARGET,
      externalizeDeps: false,
      // a sandboxed preload is one CommonJS file: it can require nothing but electron
      rolldownOptions: {
        input: { preload: 'main/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), withoutPolicyInDev],
    build: {
      outDir: 'out/renderer',
      target: CHROMIUM_TARGET,
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0, // no data: URLs, the policy does not allow them everywhere
      // Few files: each is a request that the main process answers, at a start one after the other.
      rolldownOptions: {
        input: pages,
        output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } },
      },
    },
  },
});
