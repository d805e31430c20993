import { devDependencies } from '../package.json';
import type { About } from '../src/ipc/system.ts';

/**
 * @param version of the package: one that was made for tests says so in it
 * @param electron the version that is running
 */
export function aboutApp(version: string, electron: string, platform: string): About {
  // Where the one that is shipped cannot be had, tests run on an older one; no result of theirs is to hide that.
  return { version, electron, testRuntime: electron !== devDependencies.electron, platform };
}
