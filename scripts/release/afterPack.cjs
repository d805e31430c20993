// electron-builder's afterPack. An Electron given as a folder is copied whole: what only a development Electron needs
// goes out again. A package for others is never made with anything but the Electron that package.json names.
const fs = require('node:fs');
const path = require('node:path');
const { devDependencies } = require('../../package.json');

/** @param {string} file */
function versionIn(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

exports.default = async ({ appOutDir, packager }) => {
  const { refusal } = await import('../lib/release/releaseVersion.mjs');
  const packed = [packager.info.framework.version, versionIn(path.join(appOutDir, 'version'))];
  const why = refusal(packager.appInfo.version, { packed, pinned: devDependencies.electron });
  if (why !== undefined) throw new Error(why);
  const resources = packager.getResourcesDir(appOutDir);
  const leftovers = [
    path.join(appOutDir, 'version'),
    path.join(appOutDir, 'offhook-manifest.json'),
    path.join(resources, 'default_app.asar'),
  ];
  for (const file of leftovers) fs.rmSync(file, { force: true });
};
