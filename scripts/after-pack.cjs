// electron-builder's afterPack. An Electron given as a folder is copied whole: what only a development Electron needs
// goes out again. A package for others is never made with anything but the Electron that package.json names.
const fs = require('node:fs');
const path = require('node:path');
const { devDependencies } = require('../package.json');

exports.default = ({ appOutDir, targets }) => {
  const versionFile = path.join(appOutDir, 'version');
  const version = fs.existsSync(versionFile)
    ? fs.readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : undefined;
  const forOthers = targets.some((target) => target.name !== 'dir');
  if (forOthers && version !== undefined && version !== devDependencies.electron) {
    throw new Error(
      `This is Electron ${version}, not the official ${devDependencies.electron}: good for tests (--dir), not for a release.`,
    );
  }
  const leftovers = ['version', 'offhook-manifest.json', path.join('resources', 'default_app.asar')];
  for (const name of leftovers) fs.rmSync(path.join(appOutDir, name), { force: true });
};
