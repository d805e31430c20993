// @ts-check
// node scripts/xrun.mjs [--desktop] [--sessions=N] CMD ARGS...: runs a command in a desktop session of its own (lib/session.mjs; --desktop:
// a whole one). With --sessions the command finds N of them in OFFHOOK_SESSIONS, a JSON array of environments, and runs in the first.
// Leaves nothing behind, and exits as the command does.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronRuntime, runtimeEnv } from './lib/runtime/electron.mjs';
import { cacheDir, inRoot, root } from './lib/paths.mjs';
import { endingWithUs } from './lib/run.mjs';
import { Session } from './lib/session.mjs';

const argv = process.argv.slice(2);
const from = argv.findIndex((arg) => !arg.startsWith('--'));
const [own, command] = from < 0 ? [argv, []] : [argv.slice(0, from), argv.slice(from)];
const desktop = own.includes('--desktop');
const [, count = '1'] = /^--sessions=([1-9])$/.exec(own.find((arg) => arg !== '--desktop') ?? '') ?? [];
if (command.length === 0 || own.some((arg) => arg !== '--desktop' && arg !== `--sessions=${count}`)) {
  process.stderr.write('usage: node scripts/xrun.mjs [--desktop] [--sessions=N] CMD ARGS...\n');
  process.exit(2);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-session-'));
/** @type {Session[]} */
const sessions = [];

/** @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function runCommand(env) {
  const [program, args] = endingWithUs(String(command[0]), command.slice(1));
  const child = spawn(program, args, { env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (os.constants.signals[signal ?? 'SIGTERM'] ?? 0)),
    );
  });
}

try {
  const runtime = await electronRuntime();
  const surroundings = {
    ...process.env,
    ...runtimeEnv(runtime),
    PATH: `${inRoot('node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
    OFFHOOK_CACHE: cacheDir(), // before XDG_CACHE_HOME changes: what was fetched stays where it is
  };
  for (let number = 1; number <= Number(count); number += 1)
    sessions.push(new Session(path.join(folder, String(number)), surroundings));
  // all of them, also when one fails: what is still starting could not be ended
  for (const started of await Promise.allSettled(sessions.map((session) => session.start({ desktop }))))
    if (started.status === 'rejected') throw started.reason;
  process.chdir(root);
  process.exitCode = await runCommand({
    ...sessions[0]?.fullEnv,
    OFFHOOK_SESSIONS: JSON.stringify(sessions.map(({ env }) => env)),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await Promise.all(sessions.map((session) => session.end()));
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit();
