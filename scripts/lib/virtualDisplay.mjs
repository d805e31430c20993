// @ts-check
import { spawn } from 'node:child_process';
import { endingWithUs } from './run.mjs';

const SCREEN = ['-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'];

/**
 * Starts Xvfb on a number that it picks itself: no race between several of them. It writes the number when it can be reached.
 * @returns {Promise<{ name: string, stop: () => void }>} name as DISPLAY takes it
 * @throws {Error} with what Xvfb said
 */
export function startVirtualDisplay() {
  const [program, args] = endingWithUs('Xvfb', ['-displayfd', '3', ...SCREEN]);
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
