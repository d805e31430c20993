import { rmSync } from 'node:fs';

/** Removes what a test made. A process of the app's that is still ending may write meanwhile: then it is tried again, for 11 s at most. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
