// @ts-check
import { spawn } from 'node:child_process';
import { endingWithUs } from './run.mjs';

/** It picks a free number itself, no race between several of them, and writes it to descriptor 3 when it can be reached. */
export const XVFB_ARGS = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];

/**
 * Starts Xvfb, for one program that needs a screen; a whole session for tests is in session.mjs.
 * @returns {Promise<{ name: string, stop: () => void }>} name as DISPLAY takes it
 * @throws {Error} with what Xvfb said
 */
export function startVirtualDisplay() {
  const [program, args] = endingWithUs('Xvfb', XVFB_ARGS);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (bytes) => (said += bytes));
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`The virtual display (Xvfb) did not start.\n${said.trim()}`));
    child.once('error', failed);
    child.once('close', failed);
    child.stdio[3]?.once('data', (bytes) => {
      const name = `:${String(bytes).trim()}`;
      resolve({ name, stop: () => void child.kill() });
    });
  });
}
