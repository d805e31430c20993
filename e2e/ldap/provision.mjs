import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../scripts/lib/paths.mjs';
import { buildDebianRoot, removeRoot } from '../pbx/debianRoot.mjs';
import { debianMirrors } from '../pbx/mirror.mjs';

/** Goes into the folder's name: raise it when the recipe changes. */
const recipeVersion = 1;
const name = `slapd-r${recipeVersion}`;

/** The system that OpenLDAP's server runs in, whether it is there yet or not. */
export const slapdRoot = () => join(cacheDir(), name);

/**
 * Makes sure that it exists; half a minute where it does not. In a system of its own: Debian's package would start a directory on this one.
 *
 * @param {{ log?: (line: string) => void }} [options]
 */
export async function provisionSlapd({ log = console.log } = {}) {
  const dir = slapdRoot();
  if (existsSync(dir)) return dir;
  for (const entry of existsSync(cacheDir()) ? readdirSync(cacheDir()) : []) {
    if (/^slapd-r\d+$/.test(entry)) removeRoot(join(cacheDir(), entry));
  }
  const verify = (/** @type {string} */ root) => {
    execFileSync('chroot', [root, '/usr/sbin/slapd', '-VV'], { stdio: 'ignore' });
  };
  const recipe = { name: 'Debian slapd', suite: 'bookworm', include: ['slapd'], verify };
  await buildDebianRoot(dir, recipe, { mirrors: debianMirrors(), log });
  return dir;
}

if (process.argv[1] && import.meta.filename === process.argv[1]) console.log(await provisionSlapd());
