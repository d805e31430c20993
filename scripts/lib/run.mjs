// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';

const KILL_AFTER_MS = 10_000;
/** Each command under way, and the signal that ends it, where it does not listen to the one that ends us.
 * @type {Map<import('node:child_process').ChildProcess, NodeJS.Signals | undefined>} */
const running = new Map();

/** Exit code to leave with once the commands under way have ended, after we were asked to stop. */
let stopCode = 0;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    stopCode = 128 + signalNumber(signal);
    for (const [child, endSignal] of running) child.kill(endSignal ?? signal);
    if (running.size === 0) process.exit(stopCode);
  });
}

/**
 * A command line whose process the kernel ends when we are gone, also when we were killed and could not do it (prctl(2)).
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.Signals} [signal]
 * @returns {[string, string[]]}
 */
export function endingWithUs(command, args, signal = 'SIGTERM') {
  const setpriv = '/usr/bin/setpriv';
  if (!fs.existsSync(setpriv)) return [command, args];
  return [setpriv, ['--pdeathsig', signal.slice(3), '--', command, ...args]];
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show] let the command write to our own stdout and stderr
 * @property {string} [log] file that what it writes goes to as well
 * @property {(line: string) => void} [onLine] told each whole line of its stdout
 * @property {boolean} [stdin] hand our own stdin on; it is closed otherwise
 * @property {number} [timeoutMs] end the command after this time
 * @property {AbortSignal} [signal] end the command when aborted
 * @property {NodeJS.Signals} [endSignal] what ends it, SIGTERM unless it does not listen to that
 * @property {number} [extraPipe] number of a further descriptor the command writes lines to
 * @property {(line: string) => void} [onExtraLine]
 *
 * @typedef {object} RunResult
 * @property {number} code as a shell counts it: 128 + n after signal n, 127 when the command is not there
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut
 */

/**
 * Runs one command to its end. Never rejects: what went wrong is in the result.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const result = { code: 127, stdout: '', stderr: '', timedOut: false };
    const out = options.show ? 'inherit' : 'pipe';
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = [options.stdin ? 'inherit' : 'ignore', out, out];
    if (options.extraPipe) stdio[options.extraPipe] = 'pipe';
    const child = spawn(...endingWithUs(command, args, options.endSignal), {
      cwd: options.cwd,
      env: options.env,
      stdio,
    });
    running.set(child, options.endSignal);

    child.stdout?.on('data', (chunk) => (result.stdout += chunk));
    child.stderr?.on('data', (chunk) => (result.stderr += chunk));
    if (options.onLine) child.stdout?.on('data', byLine(options.onLine));
    if (options.extraPipe)
      child.stdio[options.extraPipe]?.on(
        'data',
        byLine((line) => options.onExtraLine?.(line)),
      );
    if (options.log) {
      const log = fs.createWriteStream(options.log);
      child.stdout?.pipe(log, { end: false });
      child.stderr?.pipe(log, { end: false });
      child.once('close', () => log.end());
    }

    const end = () => {
      child.kill(options.endSignal ?? 'SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
    };
    const timer = options.timeoutMs
      ? setTimeout(() => {
          result.timedOut = true;
          end();
        }, options.timeoutMs)
      : undefined;
    options.signal?.addEventListener('abort', end, { once: true });

    child.on('error', (error) => (result.stderr += `${error.message}\n`));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      options.signal?.removeEventListener('abort', end);
      if (stopCode && running.size === 0) process.exit(stopCode);
      result.code = child.pid === undefined ? 127 : (code ?? 128 + signalNumber(signal));
      resolve(result);
    });
  });
}

/** @param {(line: string) => void} onLine @returns {(chunk: Buffer) => void} */
function byLine(onLine) {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  return (
    { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[String(signal)] ??
    0
  );
}

/** The last lines of a failed command, for an error message. @param {RunResult} result */
export function lastWords(result) {
  const text = `${result.stdout}\n${result.stderr}`.replace(/^npm error A complete log.*$/m, '');
  const lines = text.split('\n').filter((line) => line.trim());
  return lines.slice(-12).join('\n');
}
