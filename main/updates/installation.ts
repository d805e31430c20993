import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { UpdateWay } from '../../src/ipc/updates.ts';

export interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program that is running. */
  readonly program: string;
  readonly resources: string;
}

/**
 * Who can put a new version in the place of this one. Only where this user may write is it Offhook: no one is asked for an
 * administrator's password in the middle of their work, and what was installed for all users is updated by its installer's owner.
 */
export function updateWay({ platform, env, program, resources }: Place): UpdateWay {
  switch (platform) {
    case 'linux': {
      const { APPIMAGE: image = '' } = env;
      if (isAbsolute(image)) return isWritable(image) && isWritable(dirname(image)) ? 'here' : 'byHand';
      return isOfPackageManager(program, resources) ? 'packageManager' : 'byHand';
    }
    case 'win32': {
      // The MSI and the archive have no such program: they were not installed by the installer that updates automatically.
      const folder = dirname(program);
      return existsSync(join(folder, 'Uninstall Offhook.exe')) && isWritable(folder) ? 'here' : 'byHand';
    }
    case 'darwin':
      // Offhook.app/Contents/MacOS/Offhook, and the folder that the bundle is in.
      return isWritable(join(program, '../../../..')) ? 'here' : 'byHand';
    default:
      return 'byHand';
  }
}

/** electron-builder leaves this file behind in other packages that it makes in the same run, which do not install to /opt. */
function isOfPackageManager(program: string, resources: string): boolean {
  const file = join(resources, 'package-type');
  return program.startsWith('/opt/') && existsSync(file) && /^(deb|rpm)\s*$/.test(readFileSync(file, 'utf8'));
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
