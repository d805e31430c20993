import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { LogEntry } from '../../src/world/edges.ts';
import { supportCode } from '../../src/words/supportCode.ts';
import type { Words } from '../../src/words/words.ts';
import type { StartFault } from '../commandLine/startFault.ts';
import { faultCode } from './faultCode.ts';

/**
 * An uncaught error is logged and shown, with a code; the app goes on, for an agent in a call is better served by a panel that is
 * perhaps wrong in one thing than by none. The dialog does not stop the process: the link to the PBX goes on being kept.
 * @returns what shows an error that was caught where nothing else can show it
 */
export function tellUncaught(
  log: (entry: LogEntry) => void,
  words: () => Promise<Words>,
): (kind: string, error: unknown) => Promise<void> {
  let told = false;
  const tell = async (kind: string, error: unknown): Promise<void> => {
    const code = supportCode(`internal-${faultCode(error)}`);
    log({ level: 'error', what: kind, code, error });
    // One at a time: what fails on a timer would otherwise bury the screen.
    if (told || !app.isReady()) return;
    told = true;
    try {
      const { t } = await words();
      const { response } = await dialog.showMessageBox({
        type: 'error',
        title: t('app.name'),
        message: t('fault.internal'),
        detail: `${t('fault.internal.todo')}\n\n${code}`,
        buttons: [t('call.dismiss'), t('tray.quit')],
        cancelId: 0,
        noLink: true,
      });
      if (response === 1) app.quit();
    } catch (dialogError) {
      log({ level: 'error', what: 'dialog failed', error: dialogError });
    } finally {
      told = false;
    }
  };
  process.on('uncaughtException', (error) => void tell('uncaught exception', error));
  process.on('unhandledRejection', (reason) => void tell('unhandled rejection', reason));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log({ level: 'warn', what: 'child process gone', type, reason, exitCode });
  });
  return tell;
}

/** Shows why the app cannot start, until it is read. Chromium, which needs a folder for the dialog, gets one for so long. */
export async function showStartFault(fault: StartFault): Promise<void> {
  const folder =
    fault.code === 'temporaryFolderNotWritable' ? undefined : mkdtempSync(join(tmpdir(), 'offhook-'));
  if (folder !== undefined) app.setPath('userData', folder);
  try {
    await app.whenReady();
    const { words } = await import('../../src/words/words.ts');
    const { t } = words(app.getLocale());
    const where = fault.code === 'runningNotAnswering' ? '' : `\n\n${fault.folder}`;
    await dialog.showMessageBox({
      type: 'error',
      title: t('app.name'),
      message: t(`start.${fault.code}`),
      detail: `${t(`start.${fault.code}.todo`)}${where}\n\n${supportCode(fault.code)}`,
      buttons: [t('call.dismiss')],
      noLink: true,
    });
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
