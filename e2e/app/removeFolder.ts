import { rmSync } from 'node:fs';

const triesMax = 60;
const pauseMs = 200;

/**
 * Removes what a test made. A process of the app's that is still ending may write meanwhile; then all of it is tried again, since the
 * retries of `rmSync` itself do not look for files that came after its first look.
 */
export function removeFolder(folder: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tries === triesMax) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
