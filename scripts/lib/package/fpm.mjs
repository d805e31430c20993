#!/usr/bin/env node
// @ts-check
// Stands in for fpm, which electron-builder fetches from GitHub, where that cannot be reached: the part of its command line
// that electron-builder uses, on top of dpkg-deb and rpmbuild. For packages for tests only: quick to make rather than small.
// https://fpm.readthedocs.io/en/latest/cli-reference.html
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDeb } from './fpm/deb.mjs';
import { makeRpm } from './fpm/rpm.mjs';

const FLAGS = ['--force', '-f', '--debug'];
const SHORT = { '-s': 'source', '-t': 'target', '-d': 'depends' };

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

const { options, files } = parse(process.argv.slice(2));
const target = options.target?.[0];
if (options.source?.[0] !== 'dir' || (target !== 'deb' && target !== 'rpm')) {
  process.stderr.write('Here only a deb or an rpm can be made, of a folder: no fpm could be fetched.\n');
  process.exit(2);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-fpm-'));
try {
  const root = path.join(folder, 'root');
  fs.mkdirSync(root, { mode: 0o755 });
  for (const file of files) place(root, file);
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root]); // as fpm has it: for everyone to read
  if (target === 'deb') makeDeb(root, options);
  else
    makeRpm(
      root,
      options,
      files.map((file) => file.slice(file.lastIndexOf('=') + 1)),
    );
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
