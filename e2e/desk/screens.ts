import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sh } from './bus.ts';
import { removeFolder } from '../app/removeFolder.ts';

const [first, second] = ['DUMMY0', 'DUMMY1'];

/** Xorg's driver for screens that are not there; it has sixteen outputs (xserver-xorg-video-dummy 0.4). */
const configuration = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
EndSection
`;

/** A display with two screens side by side, one of which can be unplugged: Xvfb has only one. */
export class TwoScreens {
  /** Where they are, in pixels. */
  static readonly left = { x: 0, y: 0, width: 1280, height: 800 };
  static readonly right = { x: 1280, y: 0, width: 1024, height: 768 };

  readonly display: string;
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(display: string, folder: string, processes: readonly ChildProcess[]) {
    this.display = display;
    this.#folder = folder;
    this.#processes = processes;
  }

  static async open(): Promise<TwoScreens> {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-screens-'));
    const file = join(folder, 'xorg.conf');
    writeFileSync(file, configuration);
    const log = ['-logfile', join(folder, 'xorg.log')];
    const apart = ['-nolisten', 'tcp', '-noreset', '-novtswitch', '-sharevts', 'vt7'];
    const xorg = spawn('Xorg', ['-displayfd', '3', '-config', file, ...log, ...apart], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise<string>((resolve, reject) => {
      xorg.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()));
      xorg.once('error', reject);
      xorg.once('exit', () => reject(new Error('Xorg did not start.')));
    });
    const display = `:${number}`;
    const manager = spawn('openbox', ['--sm-disable'], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display },
    });
    const screens = new TwoScreens(display, folder, [manager, xorg]);
    await screens.#xrandr('--output', first, '--mode', '1280x800', '--pos', '0x0', '--primary');
    await screens.#xrandr('--addmode', second, '1024x768');
    await screens.plugIn();
    return screens;
  }

  async plugIn(): Promise<void> {
    await this.#xrandr('--output', second, '--mode', '1024x768', '--right-of', first);
    // Makes the server probe the outputs again; Chromium reads only the last probe.
    await this.#xrandr('--query');
  }

  async unplug(): Promise<void> {
    await this.#xrandr('--output', second, '--off');
  }

  async pointAt(x: number, y: number): Promise<void> {
    await sh('env', `DISPLAY=${this.display}`, 'xdotool', 'mousemove', String(x), String(y));
  }

  async close(): Promise<void> {
    for (const child of this.#processes) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    }
    removeFolder(this.#folder);
  }

  async #xrandr(...args: readonly string[]): Promise<void> {
    await sh('xrandr', '--display', this.display, ...args);
  }
}
