import { app, BrowserWindow, net, protocol } from 'electron';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// As little as a window with React in it can be, confined as ours are: what Electron itself costs on this machine.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'bare', privileges: { standard: true, secure: true, codeCache: true } },
]);

void app.whenReady().then(async () => {
  const pages = join(import.meta.dirname, '../renderer');
  protocol.handle('bare', (request) =>
    net.fetch(pathToFileURL(join(pages, new URL(request.url).pathname)).toString()),
  );
  const window = new BrowserWindow({
    width: 360,
    height: 560,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  await window.loadURL('bare://panel/index.html');
});
app.on('window-all-closed', () => app.quit());
