// @ts-check
import fs from 'node:fs';
import path from 'node:path';

/** Bytes of the files below a folder; 0 when it is not there. @param {string} folder */
function bytesBelow(folder) {
  let sum = 0;
  try {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) sum += fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size;
    }
  } catch {
    // a file went while we counted: the next look is as good
  }
  return sum;
}

/**
 * Looks at the growing folders while `work` goes on, and aborts it when nothing has come for a while.
 * @template T
 * @param {string[]} folders
 * @param {(bytes: number) => void} onProgress
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @param {number} stallMs
 */
export async function watchBytes(folders, onProgress, work, stallMs) {
  const stalled = new AbortController();
  let last = -1;
  let changedMs = Date.now();
  const timer = setInterval(() => {
    const now = folders.reduce((sum, folder) => sum + bytesBelow(folder), 0);
    if (now !== last) changedMs = Date.now();
    last = now;
    onProgress(now);
    if (Date.now() - changedMs > stallMs) stalled.abort();
  }, 500);
  try {
    return await work(stalled.signal);
  } finally {
    clearInterval(timer);
  }
}
