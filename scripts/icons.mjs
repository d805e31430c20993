// @ts-check
// node scripts/icons.mjs: paints assets/icons/offhook.svg in the sizes that desktops and electron-builder ask for, and the tray's icons
// (scripts/lib/trayGlyphs.mjs). Electron does it, so that no drawing program has to be here.
import './lib/node-version.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronRuntime } from './electron-runtime.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { trayPictures } from './lib/trayGlyphs.mjs';

const SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512];

const svg = fs.readFileSync(inRoot('assets/icons/offhook.svg'), 'utf8');
const pictures = [
  ...SIZES.map((size) => ({ svg, size, file: inRoot(`assets/icons/${size}x${size}.png`) })),
  ...trayPictures().map((picture) => ({ ...picture, file: inRoot('assets/tray', picture.file) })),
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-icons-'));
try {
  const list = path.join(folder, 'pictures.json');
  fs.writeFileSync(list, JSON.stringify(pictures));
  const { binary } = await electronRuntime();
  const painter = [binary, '--no-sandbox', inRoot('scripts/lib/iconPainter.mjs'), list];
  const { code } = await run(process.execPath, [inRoot('scripts/xrun.mjs'), ...painter], {
    cwd: root,
    show: true,
  });
  process.exitCode = code;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
