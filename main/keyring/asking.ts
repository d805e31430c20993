import { app } from 'electron';
import { execFile, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keyring } from './keyring.ts';

/** Marks the start of the app that only has the system ask for the keyring's password. */
const asking = '--ask-keyring';

export const asksForKeyring = (argv: readonly string[]): boolean => argv.includes(asking);

/**
 * Uses the keyring in a process of its own, without a window: it stands still while the system asks the person for a password, and only it does.
 * Resolves to whether the keyring was open at the end.
 */
export class KeyringQuestion {
  #process: ChildProcess | undefined;

  ask(): Promise<boolean> {
    const { commandLine } = app;
    const store = commandLine.getSwitchValue('password-store');
    // Not the app's own files, which the process that waits for this one has open.
    const folder = mkdtempSync(join(tmpdir(), 'offhook-keyring-'));
    const args = [
      ...(app.isPackaged ? [] : [app.getAppPath()]),
      asking,
      `--user-data=${folder}`,
      ...(commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
      ...(store === '' ? [] : [`--password-store=${store}`]),
    ];
    return new Promise((resolve) => {
      this.#process = execFile(process.execPath, args, (error) => {
        rmSync(folder, { recursive: true, force: true });
        resolve(error === null);
      });
    });
  }

  /** The answer is not waited for any more. */
  stop(): void {
    this.#process?.kill();
  }
}

/** What that process does. */
export async function askForKeyring(keyring: Keyring): Promise<void> {
  await app.whenReady();
  const isOpen = await (keyring.isAsyncEncryptionAvailable?.() ?? keyring.isEncryptionAvailable());
  app.exit(isOpen ? 0 : 1);
}
