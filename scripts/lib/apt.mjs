// @ts-check
import { spawnSync } from 'node:child_process';
import { inPath } from './paths.mjs';
import { lastWords, run } from './run.mjs';

/** @typedef {import('./debianPackages.mjs').Name} Name */

const INSTALL_LIMIT_MS = 30 * 60_000;

export const hasApt = () => process.platform === 'linux' && inPath('apt-get') && inPath('dpkg-query');

/** Why packages cannot be installed by us here; undefined when they can. */
export function whyNotInstall() {
  if (!hasApt()) return 'this is not a Debian or Ubuntu with apt-get';
  return process.getuid?.() === 0 ? undefined : 'only root may install packages';
}

/** @param {string[]} names @returns {Set<string>} those that are installed */
function installed(names) {
  const format = '${db:Status-Status} ${Package}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').filter((line) => line.startsWith('installed '));
  return new Set(lines.map((line) => line.slice('installed '.length)));
}

/** @param {string[]} names @returns {Set<string>} those this release has */
function known(names) {
  const { stdout } = spawnSync('apt-cache', ['policy', ...names], { encoding: 'utf8' });
  const blocks = (stdout ?? '').split(/^(?=\S)/m).filter((block) => /Candidate: (?!\(none\))/.test(block));
  return new Set(blocks.map((block) => block.slice(0, block.indexOf(':'))));
}

/**
 * The packages that are missing, by the name this release gives them.
 * @param {Name[]} wanted
 * @returns {string[]}
 */
export function missingPackages(wanted) {
  if (!hasApt()) return [];
  const groups = wanted.map((name) => [name].flat());
  const have = installed(groups.flat());
  const missing = groups.filter((names) => !names.some((name) => have.has(name)));
  if (missing.length === 0) return [];
  const offered = known(missing.flat());
  return [
    ...new Set(missing.map((names) => names.find((name) => offered.has(name)) ?? String(names.at(-1)))),
  ];
}

/** As root runs it. @param {Name[]} names */
export function installAsRoot(names) {
  const choice = hasApt() ? known(names.flat()) : new Set();
  const flat = names.map((name) => [name].flat().find((one) => choice.has(one)) ?? [name].flat().at(-1));
  return `apt-get install -y --no-install-recommends ${flat.join(' ')}`;
}

/** As this user runs it. @param {Name[]} names */
export const installCommand = (names) => `${process.getuid?.() === 0 ? '' : 'sudo '}${installAsRoot(names)}`;

/**
 * Installs those of the packages that are missing. Their names are chosen after the lists were fetched: before, a fresh system knows none.
 * @param {Name[]} names
 * @param {(text: string, ratio?: number) => void} report
 * @returns {Promise<string[]>} what was installed
 * @throws {Error} with apt's last words
 */
export async function install(names, report) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const options = [
    '-q',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=300',
    '-o',
    'Acquire::Retries=3',
    '-o',
    'APT::Status-Fd=3',
  ];
  /** @param {string[]} args @param {string} what */
  const apt = async (args, what) => {
    report(what);
    const attempt = () =>
      run('apt-get', [...options, ...args], {
        env,
        timeoutMs: INSTALL_LIMIT_MS,
        extraPipe: 3,
        // "dlstatus:5:42.3:Retrieving file 5 of 12", "pmstatus:xvfb:61.5:Installing xvfb"
        onExtraLine: (line) => {
          const [, kind, percent] = /^(dlstatus|pmstatus):[^:]*:([\d.]+):/.exec(line) ?? [];
          if (kind)
            report(`${what}, ${kind === 'dlstatus' ? 'fetching' : 'installing'}`, Number(percent) / 100);
        },
      });
    let result = await attempt();
    if (wasInterrupted(result)) {
      report('finishing an installation that was interrupted');
      await run('dpkg', ['--configure', '-a'], { env, timeoutMs: INSTALL_LIMIT_MS });
      result = await attempt();
    }
    if (result.code !== 0) throw new Error(`apt-get ${args[0]} failed.\n${lastWords(result)}`);
  };
  await apt(['update'], 'apt-get update');
  const missing = missingPackages(names);
  await apt(
    ['install', '--no-install-recommends', ...missing],
    `apt-get install of ${missing.length} packages`,
  );
  return missing;
}

/** dpkg was killed at its work, now or earlier. @param {import('./run.mjs').RunResult} result */
const wasInterrupted = ({ code, stderr }) => code !== 0 && stderr.includes('dpkg --configure -a');
