// @ts-check
import { spawn } from 'node:child_process';
import { runtimeEnv } from '../runtime/electron.mjs';
import { root } from '../paths.mjs';
import { withoutSandbox } from '../preflight.mjs';
import { endingWithUs } from '../run.mjs';

/**
 * Starts the app that was built here; it ends with us.
 * @param {import('../runtime/electron.mjs').Runtime} runtime
 * @param {readonly string[]} args
 * @param {{ stdio: import('node:child_process').StdioOptions, env?: NodeJS.ProcessEnv }} how
 */
export function startApp(runtime, args, { stdio, env = {} }) {
  /** @type {NodeJS.ProcessEnv} */
  const all = { ...process.env, ...runtimeEnv(runtime), ...env };
  delete all.ELECTRON_RUN_AS_NODE;
  const sandbox = withoutSandbox() ? ['--no-sandbox'] : [];
  return spawn(...endingWithUs(runtime.binary, [...sandbox, '.', ...args]), { cwd: root, stdio, env: all });
}
