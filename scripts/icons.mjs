// @ts-check
// node scripts/icons.mjs: paints assets/icons/offhook.svg in the sizes that desktops and electron-builder ask for.
// Electron does it, so that no drawing program has to be here.
import './lib/node-version.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const SIZES = ['16', '22', '24', '32', '48', '64', '128', '256', '512'];

const { binary } = await electronRuntime();
const electron = [binary, '--no-sandbox', inRoot('scripts/lib/iconPainter.mjs')];
const work = [inRoot('assets/icons/offhook.svg'), inRoot('assets/icons'), ...SIZES];
const { code } = await run(process.execPath, [inRoot('scripts/xrun.mjs'), ...electron, ...work], {
  cwd: root,
  show: true,
});
process.exitCode = code;
