import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { fullDisk } from '../../src/settings/testing/troubledFiles.ts';
import type { RunProgram } from '../os/programs.ts';
import { execLine } from './desktopEntry.ts';
import { SystemLinkHandlers, XdgLinkHandlers } from './linkHandlers.ts';
import { AutostartFile, SystemLoginItem } from './loginItem.ts';
import { SystemHost } from './systemHost.ts';

let folder: string;
let path: string;
let logged: LogEntry[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-system-'));
  path = join(folder, 'autostart/offhook.desktop');
  logged = [];
});

describe('the command of a desktop entry', () => {
  it.each([
    [['/opt/offhook/offhook', '--hidden'], '/opt/offhook/offhook --hidden'],
    [['/opt/my app/a', '100%'], '"/opt/my app/a" 100%%'],
    [['/a"b', '$HOME', '`x`', 'c\\d'], '"/a\\\\"b" "\\\\$HOME" "\\\\`x\\\\`" "c\\\\\\\\d"'],
  ])('%j is %s', (command, line) => {
    expect(execLine(command)).toBe(line);
  });

  it('is read back as what it was by the rules of the specification', () => {
    const argument = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 4 }), (command) => {
        expect(readExec(execLine(command))).toEqual(command);
      }),
    );
  });
});

/** The reader's side: string escapes first, then quotes, then field codes. */
function readExec(line: string): string[] {
  const value = line.replaceAll('\\\\', '\\');
  return Array.from(value.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g), ([, quoted, plain]) =>
    (quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '').replaceAll('%%', '%'),
  );
}

describe('the start with the session', () => {
  const item = (files = nodeFiles): AutostartFile => new AutostartFile(files, path, ['/opt/offhook/offhook']);

  it('is a file of the desktop, which the desktop may switch off', async () => {
    expect(await item().isOn()).toBe(false);
    await item().set(true);
    expect(await item().isOn()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('\nExec=/opt/offhook/offhook --hidden\n');
    writeFileSync(path, `${readFileSync(path, 'utf8')}X-GNOME-Autostart-enabled=false\n`);
    expect(await item().isOn()).toBe(false);
    await item().set(true);
    expect(await item().isOn()).toBe(true);
    await item().set(false);
    expect(await item().isOn()).toBe(false);
    await item().set(false);
  });

  it('that cannot be had is seen in what comes of it, and logged', async () => {
    const host = new SystemHost({
      loginItem: item(fullDisk),
      linkHandlers: new SystemLinkHandlers(
        { isDefaultProtocolClient: () => true, setAsDefaultProtocolClient: () => false },
        'win32',
      ),
      log: (entry) => logged.push(entry),
    });
    expect(await host.startAtLogin(true)).toEqual({
      startsAtLogin: false,
      links: { tel: 'offhook', callto: 'offhook', sip: 'offhook' },
      claim: 'bySystem',
    });
    await host.claimLinks();
    expect(logged.map(({ what }) => what)).toEqual(['login item', 'link handlers']);
  });

  it('is an entry of the system’s own list elsewhere', async () => {
    let entry = { openAtLogin: false };
    const mac = new SystemLoginItem({
      getLoginItemSettings: () => entry as Electron.LoginItemSettings,
      setLoginItemSettings: ({ openAtLogin = false }) => (entry = { openAtLogin }),
    });
    await mac.set(true);
    expect(await mac.isOn()).toBe(true);
  });
});

describe('telephone links', () => {
  const defaults = new Map<string, string>();
  const run: RunProgram = (_name, [verb = '', ...args]) => {
    if (verb === 'query') return Promise.resolve(`${defaults.get(args[1] ?? '') ?? ''}\n`);
    const [entry = '', ...types] = args;
    for (const type of types) defaults.set(type, entry);
    return Promise.resolve('');
  };
  const handlers = (program = run): XdgLinkHandlers =>
    new XdgLinkHandlers(program, nodeFiles, 'offhook.desktop', [join(folder, 'absent'), folder]);

  it('are claimed where the package brought the desktop entry', async () => {
    expect(await handlers().claimable()).toBe('notInstalled');
    writeFileSync(join(folder, 'offhook.desktop'), '');
    expect(await handlers().claimable()).toBe('here');
    defaults.set('x-scheme-handler/sip', 'linphone.desktop');
    expect(await handlers().read()).toEqual({ tel: 'nobody', callto: 'nobody', sip: 'other' });
    await handlers().claim();
    expect(await handlers().read()).toEqual({ tel: 'offhook', callto: 'offhook', sip: 'offhook' });
  });

  it('are unknown where the desktop does not say', async () => {
    const host = new SystemHost({
      loginItem: new AutostartFile(nodeFiles, path, ['/a']),
      linkHandlers: handlers(() => Promise.reject(new Error('ENOENT'))),
      log: (entry) => logged.push(entry),
    });
    expect(await host.view()).toEqual({ startsAtLogin: false, links: null, claim: 'notInstalled' });
  });
});
