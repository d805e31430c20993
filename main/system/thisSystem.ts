import { app } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { runProgram } from '../os/programs.ts';
import { SystemLinkHandlers, XdgLinkHandlers } from './linkHandlers.ts';
import { AutostartFile, SystemLoginItem } from './loginItem.ts';
import type { SystemHostOptions } from './systemHost.ts';

const desktopEntry = 'offhook.desktop';

/** The parts of the system that the app runs on (freedesktop.org, XDG Base Directory Specification). */
export function thisSystem(userData: string | undefined): Omit<SystemHostOptions, 'log'> {
  if (process.platform !== 'linux') {
    return {
      loginItem: new SystemLoginItem(app),
      linkHandlers: new SystemLinkHandlers(app, process.platform),
    };
  }
  const { env } = process;
  const config = env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const data = [
    env.XDG_DATA_HOME || join(homedir(), '.local/share'),
    ...(env.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':'),
  ];
  return {
    loginItem: new AutostartFile(nodeFiles, join(config, 'autostart', desktopEntry), startCommand(userData)),
    linkHandlers: new XdgLinkHandlers(
      runProgram,
      nodeFiles,
      desktopEntry,
      data.map((folder) => join(folder, 'applications')),
    ),
  };
}

/** As this one was started: an AppImage is mounted elsewhere each time, and a checkout needs its folder named. */
function startCommand(userData: string | undefined): readonly string[] {
  const program = process.env.APPIMAGE ?? process.execPath;
  const folder = app.isPackaged ? [] : [app.getAppPath()];
  return [program, ...folder, ...(userData === undefined ? [] : [`--user-data=${userData}`])];
}
