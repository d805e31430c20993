#!/usr/bin/env node
// @ts-check
// Stands in for fpm, which electron-builder fetches from GitHub, where that cannot be reached: the part of its command line
// that electron-builder uses, on top of dpkg-deb. For packages for tests only: quick to make rather than small.
// https://fpm.readthedocs.io/en/latest/cli-reference.html
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FLAGS = ['--force', '-f', '--debug'];
const SHORT = { '-s': 'source', '-t': 'target', '-d': 'depends' };
const ARCHITECTURES = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64' };

/** @param {string[]} args @returns {{ options: Record<string, string[]>, files: string[] }} */
function parse(args) {
  /** @type {Record<string, string[]>} */
  const options = {};
  const files = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (FLAGS.includes(arg)) continue;
    if (!arg.startsWith('-')) files.push(arg);
    else {
      const name = SHORT[/** @type {keyof typeof SHORT} */ (arg)] ?? arg.slice(2);
      (options[name] ??= []).push(args[++index] ?? '');
    }
  }
  return { options, files };
}

/** Puts `FROM=TO` below the root; `folder/` means what is in it. @param {string} root @param {string} file */
function place(root, file) {
  const at = file.lastIndexOf('=');
  const [from, to] = [file.slice(0, at), path.join(root, file.slice(at + 1))];
  const isContent = from.endsWith('/');
  fs.mkdirSync(isContent ? to : path.dirname(to), { recursive: true });
  execFileSync('cp', ['-a', isContent ? `${from}.` : from, to]);
}

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

const { options, files } = parse(process.argv.slice(2));
if (options.source?.[0] !== 'dir' || options.target?.[0] !== 'deb') {
  process.stderr.write('Here only a deb can be made of a folder: no fpm could be fetched.\n');
  process.exit(2);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-fpm-'));
try {
  const root = path.join(folder, 'root');
  fs.mkdirSync(root, { mode: 0o755 });
  for (const file of files) place(root, file);
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root]); // as fpm has it: for everyone to read
  writeControl(root, options);
  const pack = ['--root-owner-group', '-Zgzip', '-z1', '--build', root, options.package?.[0] ?? ''];
  execFileSync('dpkg-deb', pack, { stdio: ['ignore', 'ignore', 'inherit'] });
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
