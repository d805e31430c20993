// @ts-check
// node scripts/release/packBare.mjs FOLDER: packs a bare Electron and React window, built and packed as the app is, for the
// benchmark of the app to be held against (e2e/bench).
import '../lib/node-version.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';
import { build } from 'electron-vite';
import { electronRuntime } from '../lib/runtime/electron.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node scripts/release/packBare.mjs FOLDER');
const project = path.join(folder, 'project');
const sources = inRoot('e2e/bench/bare');

process.env.OFFHOOK_BENCH_OUT = project;
await build({ root: sources, configFile: path.join(sources, 'electron.vite.config.ts'), logLevel: 'warn' });

const runtime = await electronRuntime();
const { electronFuses, asar } = await getConfig(root, null, null);
const manifest = {
  name: 'bare',
  productName: 'Bare',
  version: '0.0.0',
  description: 'A bare window',
  author: 'Offhook contributors',
  type: 'module',
  main: 'main/index.js',
  build: {
    appId: 'org.offhook.bare',
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    electronFuses,
    asar,
    npmRebuild: false,
    files: ['main/**', 'renderer/**', 'package.json'],
    directories: { output: folder },
    linux: { executableName: 'bare' },
  },
};
fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest));
const builder = [inRoot('node_modules/electron-builder/cli.js'), '--dir', '--projectDir', project];
const { code } = await run(process.execPath, builder, { cwd: project, show: true });
process.exitCode = code;
