import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OffhookApp } from '../app/app.ts';
import { sh } from './bus.ts';
import { limits } from '../limits.mjs';

const root = join(import.meta.dirname, '../..');

/** What a second start printed, and how it ended. */
export interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command by which a desktop starts the app on these files of its own. */
export function commandLine(userData: string, ...args: readonly string[]): readonly string[] {
  const electron = process.env.ELECTRON_EXEC_PATH ?? ''; // put there by scripts/xrun.mjs
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [electron, ...asRoot, root, `--user-data=${userData}`, ...args];
}

/** Starts the app once more, and waits for the end of that start. */
export function startAgain({ userData }: Pick<OffhookApp, 'userData'>, ...args: string[]): Promise<Ended> {
  const [program = '', ...all] = commandLine(userData, ...args);
  return new Promise((resolve) => {
    execFile(program, all, { timeout: limits.waitMs }, (error, stdout, stderr) => {
      // Chromium's own complaints about the machine are not ours.
      const own = stderr.split('\n').filter((line) => line.startsWith('offhook: '));
      resolve({ code: error?.code ?? 0, stdout, stderr: own.join('\n') });
    });
  });
}

const schemes = ['tel', 'callto', 'sip'] as const;

/** The app as the desktop knows it after it was installed: by a file in the folder of applications. */
export class InstalledApp {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  static async on(userData: string): Promise<InstalledApp> {
    const folder = join(process.env.XDG_DATA_HOME ?? '', 'applications');
    const file = join(folder, 'offhook.desktop');
    mkdirSync(folder, { recursive: true });
    const mimeTypes = schemes.map((scheme) => `x-scheme-handler/${scheme};`).join('');
    writeFileSync(
      file,
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Offhook',
        `Exec=${commandLine(userData).join(' ')} %u`,
        `MimeType=${mimeTypes}`,
        '',
      ].join('\n'),
    );
    await sh('update-desktop-database', folder);
    return new InstalledApp(file);
  }

  /** As an agent does in the desktop's own settings. */
  async handle(scheme: (typeof schemes)[number]): Promise<void> {
    await sh('xdg-mime', 'default', 'offhook.desktop', `x-scheme-handler/${scheme}`);
  }

  async remove(): Promise<void> {
    rmSync(this.#file, { force: true });
    rmSync(join(process.env.XDG_CONFIG_HOME ?? '', 'mimeapps.list'), { force: true });
    await sh('update-desktop-database', join(this.#file, '..'));
  }
}
