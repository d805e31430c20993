// @ts-check
// node scripts/icons.mjs: paints assets/icons/offhook.svg in the sizes that desktops ask for and as the icon files of Windows and macOS
// (assets/installer), and the tray's icons (scripts/lib/icons/trayGlyphs.mjs). Electron does it, so that no drawing program has to be here.
import './lib/node-version.mjs';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronRuntime } from './lib/runtime/electron.mjs';
import { icns, ico } from './lib/icons/iconFiles.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { trayPictures } from './lib/icons/trayGlyphs.mjs';

const SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];

const svg = fs.readFileSync(inRoot('assets/icons/offhook.svg'), 'utf8');
/** @param {number} size */
const fileOf = (size) => inRoot(`assets/icons/${size}x${size}.png`);
const pictures = [
  ...SIZES.map((size) => ({ svg, size, file: fileOf(size) })),
  ...trayPictures().map((picture) => ({ ...picture, file: inRoot('assets/tray', picture.file) })),
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-icons-'));
try {
  const list = path.join(folder, 'pictures.json');
  fs.writeFileSync(list, JSON.stringify(pictures));
  const { binary } = await electronRuntime();
  const painter = [binary, '--no-sandbox', inRoot('scripts/lib/icons/iconPainter.mjs'), list];
  const { code } = await run(process.execPath, [inRoot('scripts/xrun.mjs'), ...painter], {
    cwd: root,
    show: true,
  });
  process.exitCode = code;
  if (code === 0) {
    const painted = SIZES.map((size) => ({ size, png: fs.readFileSync(fileOf(size)) }));
    fs.mkdirSync(inRoot('assets/installer'), { recursive: true });
    fs.writeFileSync(inRoot('assets/installer/offhook.icns'), icns(painted));
    fs.writeFileSync(
      inRoot('assets/installer/offhook.ico'),
      ico(painted.filter(({ size }) => WINDOWS_SIZES.includes(size))),
    );
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
