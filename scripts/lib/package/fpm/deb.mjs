// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ARCHITECTURES = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64' };

/** @param {string} root @param {Record<string, string[]>} options */
function writeControl(root, options) {
  /** @param {string} name */
  const one = (name) => options[name]?.[0] ?? '';
  const folder = path.join(root, 'DEBIAN');
  const size = execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split('\t')[0];
  const [synopsis = '', ...long] = one('description').split('\n');
  const architecture = one('architecture');
  const fields = {
    Package: one('name'),
    Version: [one('version'), one('iteration')].filter(Boolean).join('-'),
    Architecture: ARCHITECTURES[/** @type {keyof typeof ARCHITECTURES} */ (architecture)] ?? architecture,
    Maintainer: one('maintainer'),
    'Installed-Size': size,
    Depends: options.depends?.join(', '),
    Recommends: options['deb-recommends']?.join(', '),
    Section: one('category') || 'default',
    Priority: one('deb-priority'),
    Homepage: one('url'),
    Description: [synopsis.trim(), ...long.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  fs.mkdirSync(folder, { mode: 0o755 });
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []));
  fs.writeFileSync(path.join(folder, 'control'), lines.join(''));
  const sums =
    'find . -path ./DEBIAN -prune -o -type f -printf "%P\\0" | sort -z | xargs -0 md5sum > DEBIAN/md5sums';
  execFileSync('sh', ['-c', sums], { cwd: root });
  for (const [script, name] of Object.entries({ postinst: 'after-install', postrm: 'after-remove' })) {
    if (one(name) === '') continue;
    fs.copyFileSync(one(name), path.join(folder, script));
    fs.chmodSync(path.join(folder, script), 0o755);
  }
}

/** Makes a deb of what is below the root. @param {string} root @param {Record<string, string[]>} options */
export function makeDeb(root, options) {
  writeControl(root, options);
  const pack = ['--root-owner-group', '-Zgzip', '-z1', '--build', root, options.package?.[0] ?? ''];
  execFileSync('dpkg-deb', pack, { stdio: ['ignore', 'ignore', 'inherit'] });
}
