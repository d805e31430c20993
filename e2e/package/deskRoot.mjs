import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, inRoot } from '../../scripts/lib/paths.mjs';
import { makeTemporary } from '../../scripts/lib/temporary.mjs';
import { buildDebianRoot, removeRoot } from '../pbx/debianRoot.mjs';
import { debianMirrors } from '../pbx/mirror.mjs';

const suite = 'bookworm';
/** What every desktop has and a package need not ask for: the list of what opens which links. */
const desktop = ['desktop-file-utils'];
/** What the package recommends, and the session bus that it is reached by. */
const keyring = ['gnome-keyring', 'dbus-x11'];

/**
 * What the package says it needs, and nothing else: a library that it needs and does not name is missing in the root.
 * Of alternatives the first is the one of this suite.
 */
function dependencies() {
  const settings = readFileSync(inRoot('electron-builder.yml'), 'utf8');
  const [, list = ''] =
    /^deb:\n(?: {2}(?!depends).*\n)* {2}depends:\n((?: {4}- .*\n)+)/m.exec(settings) ?? [];
  const names = list.split('\n').flatMap((line) => /- ([a-z0-9.+-]+)/.exec(line)?.[1] ?? []);
  if (names.length === 0) throw new Error('electron-builder.yml names no packages that the deb depends on');
  return names;
}

/** @param {string} root @param {string[]} args */
function apt(root, ...args) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('chroot', [root, 'apt-get', '-q', '-y', '-o', 'Acquire::Retries=3', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** The clean Debian that the package is installed in, whether it is there yet or not. */
function deskRoot() {
  const recipe = createHash('sha256')
    .update([suite, ...desktop, ...keyring, ...dependencies()].join(' '))
    .digest('hex')
    .slice(0, 8);
  return join(cacheDir(), `desk-${suite}-${recipe}`);
}

/** Makes sure that it exists; a minute where it does not. @param {{ log?: (line: string) => void }} [options] */
export async function provisionDesk({ log = console.log } = {}) {
  const dir = deskRoot();
  if (existsSync(dir)) return dir;
  for (const entry of existsSync(cacheDir()) ? readdirSync(cacheDir()) : []) {
    if (/^desk-\w+-[0-9a-f]{8}$/.test(entry)) removeRoot(join(cacheDir(), entry));
  }
  const verify = (/** @type {string} */ root) => {
    if (!existsSync(join(root, 'usr/bin/xdg-open'))) throw new Error(`xdg-open is not in ${root}`);
  };
  const complete = (/** @type {string} */ root) => {
    log(`Debian desk: installing what the package depends on`);
    apt(root, 'update');
    apt(root, 'install', '--no-install-recommends', ...dependencies(), ...keyring);
    apt(root, 'clean');
  };
  const recipe = { name: 'Debian desk', suite, include: desktop, complete, verify };
  await buildDebianRoot(dir, recipe, { mirrors: debianMirrors(), log });
  return dir;
}

/** A copy of it to be spoilt. @returns its root */
export async function copyDesk() {
  const clean = await provisionDesk({ log: () => undefined });
  const root = join(makeTemporary(join(cacheDir(), 'desks')), 'root');
  execFileSync('cp', ['-a', '--reflink=auto', clean, root]);
  return root;
}

/** @param {string} root of a copy */
export function removeDesk(root) {
  removeRoot(root);
  rmSync(dirname(root), { recursive: true, force: true });
}

if (process.argv[1] && import.meta.filename === process.argv[1]) console.log(await provisionDesk());
