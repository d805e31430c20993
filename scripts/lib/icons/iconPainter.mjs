// Runs in Electron (scripts/icons.mjs): paints SVGs into PNG files. argv: a JSON file of [{ svg, size, file }].
import { app, BrowserWindow } from 'electron/main';
import fs from 'node:fs';
import path from 'node:path';

const pictures = JSON.parse(fs.readFileSync(process.argv.at(-1), 'utf8'));

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
  for (const { svg, size, file } of pictures) {
    const url = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    const png = await window.webContents.executeJavaScript(`(${paint})(${JSON.stringify(url)}, ${size})`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, Buffer.from(png.split(',')[1], 'base64'));
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
