// The main module of our own resources/default_app.asar. Electron's is not in a repackaged application, and without
// one an unpackaged Electron starts nothing. Understands what `electron .`, `electron -r module .`,
// `electron --version` and Playwright's launcher pass.
// It has to be an ES module that awaits: Electron holds 'ready' back until the main module has settled, and only
// before 'ready' may an ES module app register its privileged schemes.
import { app } from 'electron/main';
import fs from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(1);
const required = [];
let given;
while (args.length > 0 && given === undefined) {
  const arg = args.shift();
  if (arg === '-r' || arg === '--require') required.push(args.shift());
  else if (arg === '-v' || arg === '--version') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (!arg.startsWith('-')) given = arg;
}
if (given === undefined) {
  console.error('usage: electron [options] path');
  process.exit(1);
}

process.defaultApp = true;
Module._preloadModules(required);

const target = path.resolve(given);
const manifestFile = path.join(target, 'package.json');
const entry = createRequire(import.meta.url).resolve(target);
if (fs.existsSync(manifestFile)) {
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName || manifest.name);
  app.setDesktopName(manifest.desktopName || `${app.getName()}.desktop`);
  app.setAppPath(target);
} else {
  app.setAppPath(path.dirname(entry));
}
await import(pathToFileURL(entry).href);
