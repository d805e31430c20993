import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../scripts/lib/paths.mjs';
import { buildDebianRoot, removeRoot } from './debianRoot.mjs';
import { debianMirrors } from './mirror.mjs';

/** Goes into the folder's name: raise it when `roots` changes, and every machine builds again. */
const recipeVersion = 1;

/** Debian carries Asterisk in some suites only: 16.28 in bullseye, 22 in forky; none in bookworm and trixie. */
const roots = {
  22: { suite: 'forky', include: ['asterisk', 'sip-tester', 'baresip-core'], programs: ['sipp', 'baresip'] },
  16: { suite: 'bullseye', include: ['asterisk', 'sip-tester'], programs: ['sipp'] },
};

/** What `provisionAsterisk` and the fixtures of this folder call on the machine itself. */
export const debianPackages = [
  'debootstrap',
  'debian-archive-keyring',
  'gpgv',
  'wget',
  'util-linux',
  'openssl',
];

/** Program to Debian package: to build a root, and to run what is in it. */
const buildTools = { debootstrap: 'debootstrap', gpgv: 'gpgv', wget: 'wget' };
const runTools = { setpriv: 'util-linux', openssl: 'openssl' };

/** The system that Asterisk `version` runs in, whether it is there yet or not. */
export function asteriskRoot(version) {
  return join(cacheDir(), `asterisk-${version}-r${recipeVersion}`);
}

/**
 * What this machine lacks to run a real Asterisk, each with the command that brings it; empty when nothing is missing.
 *
 * @returns {{ what: string, bring: string }[]}
 */
export function missingForAsterisk() {
  if (process.platform !== 'linux') {
    return [
      {
        what: 'Linux (Asterisk runs in a Debian system of its own)',
        bring: 'run the tests on Debian or Ubuntu',
      },
    ];
  }
  const missing = [];
  if (process.getuid?.() !== 0) {
    missing.push({ what: 'root, for debootstrap and chroot', bring: 'run as root, e.g. in a container' });
  }
  const built = Object.keys(roots).every((version) => existsSync(asteriskRoot(version)));
  const tools = built ? runTools : { ...buildTools, ...runTools };
  for (const [program, debianPackage] of Object.entries(tools)) {
    if (!isProgram(program)) missing.push({ what: program, bring: `apt-get install ${debianPackage}` });
  }
  if (!built && debianMirrors().length === 0) {
    missing.push({
      what: 'a Debian mirror among the sources of apt',
      bring: 'set OFFHOOK_DEBIAN_MIRROR to the address of one',
    });
  }
  return missing;
}

function isProgram(name) {
  const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  return path.split(':').some((dir) => dir !== '' && existsSync(join(dir, name)));
}

/**
 * Makes sure that the systems with the wanted Asterisk versions exist, and builds those that do not (a minute or two each).
 *
 * @param {{ versions?: (22 | 16)[], log?: (line: string) => void }} [options]
 * @returns {Promise<Record<number, { root: string }>>}
 * @throws Error when the machine lacks something, the network fails twice, or the result does not run
 */
export async function provisionAsterisk({ versions = [22, 16], log = console.log } = {}) {
  const result = Object.fromEntries(versions.map((version) => [version, { root: asteriskRoot(version) }]));
  const absent = versions.filter((version) => !existsSync(asteriskRoot(version)));
  if (absent.length === 0) return result;

  const missing = missingForAsterisk();
  if (missing.length > 0) {
    throw new Error(
      `cannot build Asterisk: ${missing.map(({ what, bring }) => `${what} (${bring})`).join('; ')}`,
    );
  }
  for (const version of absent) {
    removeOlderRecipes(version, log);
    const { suite, include, programs } = roots[version];
    const verify = (dir) => verifyAsterisk(dir, version, programs);
    const recipe = { name: `Asterisk ${version}`, suite, include, verify };
    await buildDebianRoot(asteriskRoot(version), recipe, { mirrors: debianMirrors(), log });
  }
  return result;
}

function verifyAsterisk(dir, version, programs) {
  const said = execFileSync('chroot', [dir, '/usr/sbin/asterisk', '-V'], { encoding: 'utf8' }).trim();
  if (!said.startsWith(`Asterisk ${version}.`))
    throw new Error(`expected Asterisk ${version}, got "${said}"`);
  for (const program of programs) {
    if (!existsSync(join(dir, 'usr/bin', program))) throw new Error(`${program} is not in ${dir}`);
  }
}

function removeOlderRecipes(version, log) {
  const older = new RegExp(`^asterisk-${version}-r\\d+$`);
  if (!existsSync(cacheDir())) return;
  for (const entry of readdirSync(cacheDir())) {
    if (!older.test(entry)) continue;
    log(`removing ${entry}, built by an older recipe`);
    removeRoot(join(cacheDir(), entry));
  }
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const systems = await provisionAsterisk();
  for (const [version, { root }] of Object.entries(systems)) console.log(`Asterisk ${version}: ${root}`);
}
