import { app, safeStorage } from 'electron';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHandover } from './commandLine/handover.ts';
import { Reception } from './commandLine/reception.ts';
import { readRequest, requestOfLink } from './commandLine/request.ts';
import { print, replyLimits, start as begin } from './commandLine/secondStart.ts';
import { startFaultOf } from './commandLine/startFault.ts';
import { showStartFault, tellUncaught } from './log/faults.ts';
import { askForKeyring, asksForKeyring } from './keyring/asking.ts';
import { LogFile } from './log/log.ts';
import { registerScheme } from './windows/protocol.ts';
import { openShell } from './shell.ts';
import { readStartup } from './startup.ts';

const startup = readStartup(process.env, process.argv);
if (startup.userData !== undefined) app.setPath('userData', startup.userData);
app.setAppUserModelId('org.offhook.panel');
// Root has no Chromium sandbox (crbug.com/638180), and this call would take back the --no-sandbox that root starts with.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();

if (asksForKeyring(process.argv)) void askForKeyring(safeStorage);
else await open();

async function open(): Promise<void> {
  const reception = new Reception();
  app.on('second-instance', (_event, _argv, _folder, data) => reception.receive(readHandover(data)));
  // macOS gives no link by argument.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    reception.receive({ version: 1, request: requestOfLink(link) });
  });
  const begun = await begin(readRequest(process.argv, process.defaultApp), {
    lock: (handover) => app.requestSingleInstanceLock({ ...handover }),
    fault: () => startFaultOf(app.getPath('userData'), tmpdir()),
    limits: replyLimits,
    temporaryFolder: tmpdir(),
    platform: process.platform,
  });
  if (begun.type === 'ends') {
    print(begun.answer);
    const { answer, fault } = begun;
    // Not waited for: Electron is ready only when this module has run.
    if (fault !== undefined) void showStartFault(fault).finally(() => app.exit(answer.exitCode));
    else app.exit(answer.exitCode);
    return;
  }

  const { request } = begun;
  const userData = (name: string): string => join(app.getPath('userData'), name);
  const log = new LogFile({ folder: userData('logs'), maxBytes: 2_000_000, keep: 3, nowWallMs: Date.now });
  const tell = tellUncaught(log.write, async () => {
    const { words } = await import('../src/words/words.ts');
    return words(app.getLocale());
  });
  app
    .whenReady()
    .then(async () => {
      const { rendererUrl } = startup;
      const hidden = request.type === 'show' && request.hidden;
      const shell = await openShell({ log, userData, rendererUrl, hidden });
      const { start } = await import('./app.ts');
      await start({ shell, startup, request, reception });
    })
    .catch(async (error: unknown) => {
      // Without a window the app could not be closed.
      await tell('not started', error);
      app.exit(1);
    });
}
