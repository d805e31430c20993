// Runs in Electron (scripts/icons.mjs): paints one SVG in several sizes. argv: SVG, output folder, sizes.
import { app, BrowserWindow } from 'electron/main';
import fs from 'node:fs';
import path from 'node:path';

const [svgFile, folder, ...sizes] = process.argv.slice(process.argv.findIndex((arg) => arg.endsWith('.svg')));
const svg = `data:image/svg+xml;base64,${fs.readFileSync(svgFile).toString('base64')}`;

/** Runs in the page. */
async function paint(url, size) {
  const image = new Image(size, size);
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png');
}

async function paintAll() {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('about:blank');
  for (const size of sizes) {
    const png = await window.webContents.executeJavaScript(`(${paint})(${JSON.stringify(svg)}, ${size})`);
    fs.writeFileSync(path.join(folder, `${size}x${size}.png`), Buffer.from(png.split(',')[1], 'base64'));
  }
}

// not awaited here: Electron is not ready before the main module is done
app
  .whenReady()
  .then(paintAll)
  .then(
    () => app.exit(0),
    (error) => {
      console.error(error);
      app.exit(1);
    },
  );
