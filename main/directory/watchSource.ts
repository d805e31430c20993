import { watch } from 'node:fs';
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { LogEntry } from '../../src/world/edges.ts';

/**
 * Watches the folder that a source is or lies in: a file that is watched itself is not seen any more once it was replaced, as editors and
 * spreadsheets do when they save. A folder that cannot be watched, as on some network shares, is read at the next start.
 * @returns the function that ends it
 */
export function watchSource(path: string, onChanged: () => void, log: (entry: LogEntry) => void): () => void {
  try {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const own = basename(path);
    const watcher = watch(isFolder ? path : dirname(path), { persistent: false }, (_event, name) => {
      if (isFolder || name === null || name === own) onChanged();
    });
    watcher.on('error', (error) => log({ level: 'warn', what: 'directory source not watched', error }));
    return () => watcher.close();
  } catch (error) {
    log({ level: 'warn', what: 'directory source not watched', error });
    return () => undefined;
  }
}
