// electron-builder.yml, checked with what electron-builder itself checks it with: half of its targets are built on other
// systems only, where a mistake would show on the day of a release.
import fs from 'node:fs';
import path from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { describe, expect, it } from 'vitest';
import { inRoot, root } from './lib/paths.mjs';
import { TARGETS } from './lib/release/updateFeed.mjs';

const config = await getConfig(root, null, null);
const validate = (changed = {}) => validateConfiguration({ ...config, ...changed }, { isEnabled: false });

/** @param {string} file @param {number} at */
const bytes = (file, at, length = 4) => fs.readFileSync(inRoot(file)).subarray(at, at + length);

describe('the configuration of the packages', () => {
  it('is valid by the schema of electron-builder', async () => {
    await expect(validate()).resolves.toBeUndefined();
  });

  it('would not be with an option misspelt, wherever it stands', async () => {
    await expect(validate({ nsis: { ...config.nsis, perMaschine: true } })).rejects.toThrow(
      'configuration.nsis',
    );
    await expect(validate({ mac: { ...config.mac, hardenedRuntime: 'yes' } })).rejects.toThrow(
      'configuration.mac',
    );
  });

  it('names every package that is promised', () => {
    const kinds = ['win', 'mac', 'linux'].map((system) =>
      config[system].target.map((target) => target.target ?? target),
    );
    expect(kinds).toEqual([
      ['nsis', 'msi'],
      ['dmg', 'zip'],
      ['deb', 'rpm', 'AppImage', 'tar.gz'],
    ]);
    expect(config.mac.target.map(({ arch }) => arch)).toEqual([['universal'], ['universal']]);
  });

  it('is packed for the processors that the feed is signed for, where its name does not say them', () => {
    const processors = (system) => new Set(config[system].target.flatMap(({ arch }) => arch));
    expect(processors('win')).toEqual(new Set(TARGETS[''].processors));
    expect(processors('mac')).toEqual(new Set(['universal']));
    expect(TARGETS['-mac'].processors).toEqual(['x64', 'arm64']);
  });

  it('lets people choose whom to install for, and administrators roll out for all', () => {
    expect(config.nsis).toMatchObject({
      oneClick: false,
      perMachine: false,
      deleteAppDataOnUninstall: false,
    });
    expect(config.msi).toMatchObject({ perMachine: true, runAfterFinish: false });
  });

  it('claims the links once: named twice, the desktop entry would not be valid', () => {
    expect(config.protocols.flatMap(({ schemes }) => schemes)).toEqual(['tel', 'callto', 'sip']);
    expect(config.linux.mimeTypes).toBeUndefined();
  });

  it('offers the same links on Windows, and takes all of that back', () => {
    const script = fs.readFileSync(inRoot(config.nsis.include), 'utf8');
    const [install, removal] = script.split('!macro customUnInstall');
    const schemes = [...install.matchAll(/!insertmacro offerLink "(\w+)"/g)].map(([, scheme]) => scheme);
    expect(schemes).toEqual(config.protocols.flatMap(({ schemes: claimed }) => claimed));
    // Per user and for all users alike, so never a hive by name.
    expect(script).not.toMatch(/^\s*(?:Write|Delete)Reg\w+ (?:\/ifempty )?HK/m);
    const written = [...install.matchAll(/WriteRegStr SHELL_CONTEXT "([^"]+)"/g)].map(([, key]) => key);
    const taken = [...removal.matchAll(/DeleteReg\w+ (?:\/ifempty )?SHELL_CONTEXT "([^"]+)"/g)].map(
      ([, key]) => key,
    );
    expect(written.filter((key) => !taken.some((gone) => key.startsWith(gone)))).toEqual([]);
  });

  it('installs to a path without a space', () => {
    expect(config.productName).not.toMatch(/\s/);
  });

  it('has every fuse set, none left to its default', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

describe('icons', () => {
  it('are there in every size, each in the size that its name says', () => {
    const pictures = fs.readdirSync(inRoot(config.linux.icon)).filter((name) => name.endsWith('.png'));
    const sizes = [16, 22, 24, 32, 48, 64, 128, 256, 512, 1024];
    expect(pictures.toSorted()).toEqual(sizes.map((size) => `${size}x${size}.png`).toSorted());
    for (const size of sizes) {
      const file = path.join(config.linux.icon, `${size}x${size}.png`);
      expect([bytes(file, 16).readUInt32BE(), bytes(file, 20).readUInt32BE()], file).toEqual([size, size]);
    }
  });

  it('are there as the files of Windows and macOS', () => {
    const count = bytes(config.win.icon, 4, 2).readUInt16LE();
    const sizes = Array.from(
      { length: count },
      (_, index) => bytes(config.win.icon, 6 + 16 * index, 1)[0] || 256,
    );
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
    for (let index = 0; index < count; index++) {
      const offset = bytes(config.win.icon, 6 + 16 * index + 12).readUInt32LE();
      expect(bytes(config.win.icon, offset + 1, 3).toString()).toBe('PNG');
    }
    const whole = fs.readFileSync(inRoot(config.mac.icon));
    expect(whole.toString('latin1', 0, 4)).toBe('icns');
    const kinds = [];
    for (let at = 8; at < whole.length; at += whole.readUInt32BE(at + 4))
      kinds.push(whole.toString('latin1', at, at + 4));
    expect(whole.readUInt32BE(4)).toBe(whole.length);
    expect(kinds).toEqual(['icp4', 'icp5', 'ic11', 'ic12', 'ic07', 'ic08', 'ic13', 'ic09', 'ic14', 'ic10']);
  });
});
