import { app } from 'electron';
import type { Windows } from './windows/windows.ts';

/** The end of a session waits a few seconds for its programs (systemd: 90, most desktops fewer), then it kills them. */
const lastMs = 5_000;

/**
 * Ends the app when the system asks for it. Electron itself takes the signals as a quit, which the settings window holds back with a question
 * about unsaved changes. Here no answer is waited for: a process that stays keeps its port and its login.
 */
export function endAtSignals(windows: Windows): void {
  const end = (): void => {
    windows.at('settings.html')?.destroy();
    app.quit();
    // A page that hangs may hold the quit back as well.
    setTimeout(() => app.exit(0), lastMs).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
}
