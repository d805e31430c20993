// @ts-check
import { run } from '../run.mjs';
import { root } from '../paths.mjs';

/** What a change is measured from, the first that there is: the main branch, here or where it was cloned from. */
const bases = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/heads/main'];

/** @param {string[]} args @returns {Promise<string | undefined>} what git wrote; undefined where it failed */
async function git(...args) {
  const { code, stdout } = await run('git', args, { cwd: root });
  return code === 0 ? stdout.trim() : undefined;
}

/** @param {string | undefined} text */
const lines = (text) => (text ?? '').split('\n').filter(Boolean);

/**
 * Files that are other than on the main branch, committed or not, without those that were deleted.
 * @returns {Promise<string[]>} below the checkout
 * @throws {Error} where this is no git checkout
 */
export async function changedFiles() {
  let base = 'HEAD';
  for (const name of bases) {
    const common = await git('merge-base', name, 'HEAD');
    if (common === undefined) continue;
    base = common;
    break;
  }
  const changed = await git('diff', '--name-only', '--diff-filter=d', base, '--');
  if (changed === undefined) throw new Error('git does not say what changed: is this a checkout of Offhook?');
  const added = await git('ls-files', '--others', '--exclude-standard');
  return [...new Set([...lines(changed), ...lines(added)])].sort();
}
