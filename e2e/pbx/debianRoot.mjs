import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {object} RootRecipe
 * @property {string} name     shown in progress lines, e.g. "Asterisk 22"
 * @property {string} suite    Debian suite
 * @property {string[]} include packages on top of a minimal system
 * @property {(dir: string) => void} [complete] what debootstrap cannot do: it knows no virtual packages
 * @property {(dir: string) => void} verify throws when the finished root does not do what it is for
 */

const building = /^(.+)\.building-(\d+)$/;
/** A build takes a minute or two; another process that needs this long is stuck, not slow. */
const otherBuilderLimitMs = 15 * 60_000;

/**
 * Builds a Debian system in `dir`, unless it is there. Whatever happens on the way, `dir` either is complete and
 * verified or does not exist: the work is done in `dir.building-PID` and renamed at the end.
 *
 * @param {string} dir
 * @param {RootRecipe} recipe
 * @param {{ mirrors: string[], log: (line: string) => void }} options
 */
export async function buildDebianRoot(dir, recipe, { mirrors, log }) {
  mkdirSync(dirname(dir), { recursive: true });
  sweepAbandoned(dir, log);
  await waitForOtherBuilder(dir, recipe, log);
  if (existsSync(dir)) return;

  const temporary = `${dir}.building-${process.pid}`;
  const attempts = mirrors.length > 1 ? mirrors : [mirrors[0], mirrors[0]];
  for (const [index, mirror] of attempts.entries()) {
    try {
      await debootstrap(temporary, mirror, recipe, log);
      recipe.complete?.(temporary);
      recipe.verify(temporary);
      publish(temporary, dir);
      return;
    } catch (error) {
      removeRoot(temporary);
      if (index === attempts.length - 1) throw error;
      log(`${recipe.name}: ${error.message}; trying once more`);
    }
  }
}

/** Someone else may have finished meanwhile: theirs is as good as ours. */
function publish(temporary, dir) {
  try {
    renameSync(temporary, dir);
  } catch (error) {
    if (!existsSync(dir)) throw error;
    removeRoot(temporary);
  }
}

function buildersOf(dir) {
  return readdirSync(dirname(dir)).flatMap((entry) => {
    const match = building.exec(entry);
    return match && match[1] === basename(dir)
      ? [{ path: join(dirname(dir), entry), pid: Number(match[2]) }]
      : [];
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function sweepAbandoned(dir, log) {
  for (const { path, pid } of buildersOf(dir)) {
    if (pid !== process.pid && isAlive(pid)) continue;
    log(`removing what an interrupted run left: ${path}`);
    removeRoot(path);
  }
}

async function waitForOtherBuilder(dir, recipe, log) {
  const started = Date.now();
  for (let told = false; !existsSync(dir); told = true) {
    const other = buildersOf(dir).find(({ pid }) => pid !== process.pid && isAlive(pid));
    if (!other) return;
    if (!told) log(`${recipe.name}: process ${other.pid} is building it, waiting`);
    if (Date.now() - started > otherBuilderLimitMs) {
      throw new Error(`process ${other.pid} has been building ${dir} for too long; end it and try again`);
    }
    await sleep(500);
  }
}

async function debootstrap(dir, mirror, { name, suite, include }, log) {
  const started = Date.now();
  const progress = progressPrinter(name, started, log);
  const args = ['--variant=minbase', `--include=${include.join(',')}`, suite, dir, mirror];
  // A suite younger than the machine's debootstrap has no script there; all current ones behave like sid.
  const scripts = join(process.env['DEBOOTSTRAP_DIR'] ?? '/usr/share/debootstrap', 'scripts');
  if (!existsSync(join(scripts, suite))) args.push(join(scripts, 'sid'));

  // pdeathsig: should this process be killed outright, debootstrap does not go on in a folder that the next run sweeps.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'debootstrap', ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' },
  });
  const tail = [];
  const onText = lineSplitter((line) => {
    tail.push(line);
    if (tail.length > 15) tail.shift();
    progress(line);
  });
  child.stdout.on('data', onText);
  child.stderr.on('data', onText);
  const exit = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const code = await withInterrupt(child, exit, dir);
  if (code !== 0) {
    const said = tail.filter((line) => /^[EW]:/.test(line));
    throw new Error(
      `debootstrap ${suite} failed (${code}): ${(said.length ? said : tail.slice(-3)).join(' | ')}`,
    );
  }
  // The packages are unpacked; their archives would only double the size of the cache.
  execFileSync('chroot', [dir, 'apt-get', 'clean'], { stdio: 'ignore' });
  log(`${name}: ready after ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Ctrl-C and a polite kill take debootstrap's whole process group along and leave no folder behind. */
async function withInterrupt(child, exit, dir) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const endGroup = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // already gone
    }
  };
  const onSignal = (signal) => {
    endGroup();
    removeRoot(dir);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', endGroup);
  try {
    return await exit;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    process.off('exit', endGroup);
  }
}

/** debootstrap names every package; a line every few seconds says as much and can be read. */
function progressPrinter(name, started, log) {
  let lastPhase = '';
  let lastAt = 0;
  return (line) => {
    const match =
      /^I: (Retrieving|Validating|Extracting|Unpacking|Configuring|Installing) (.+?)(?:\.\.\.)?$/.exec(line);
    if (!match) return;
    const [, phase, thing] = match;
    const now = Date.now();
    if (phase === lastPhase && now - lastAt < 5000) return;
    if (phase === 'Validating' && lastPhase === 'Retrieving') return;
    lastPhase = phase;
    lastAt = now;
    log(`${name}: ${phase.toLowerCase()} ${thing} (${Math.round((now - started) / 1000)} s)`);
  };
}

function lineSplitter(onLine) {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.trim());
  };
}

/**
 * Removes a root, but never through a mount: debootstrap mounts /proc inside, and killed in the wrong moment it
 * leaves it there.
 *
 * @param {string} dir
 */
export function removeRoot(dir) {
  if (!existsSync(dir)) return;
  endProcessesOf(dir);
  const mountsInside = () =>
    readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '')
      .filter((point) => point.startsWith(`${dir}/`));
  for (const point of mountsInside().reverse())
    execFileSync('umount', ['--lazy', point], { stdio: 'ignore' });
  if (mountsInside().length > 0) throw new Error(`${dir} still has mounts inside and was not removed`);
  execFileSync('rm', ['-rf', '--one-file-system', dir]);
}

/** What a killed debootstrap leaves running, dpkg in the chroot above all, would fill the folder again while it is emptied. */
function endProcessesOf(dir) {
  for (const pid of readdirSync('/proc').filter(
    (entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid,
  )) {
    try {
      const root = readlinkSync(`/proc/${pid}/root`);
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (root === dir || args.includes(dir)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // it ended in this moment
    }
  }
}
