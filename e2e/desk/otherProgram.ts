import { spawn, type ChildProcess } from 'node:child_process';
import { sh } from './bus.ts';

/** Another program in front, that tells which keys it got: what an agent is typing into while it rings. */
export class OtherProgram {
  readonly #child: ChildProcess;
  #said = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (bytes: Buffer) => (this.#said += bytes.toString()));
  }

  static async inFront(): Promise<OtherProgram> {
    const child = spawn('xev', ['-event', 'keyboard', '-name', 'Customer record'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const program = new OtherProgram(child);
    await sh(
      'xdotool',
      'search',
      '--sync',
      '--onlyvisible',
      '--name',
      '^Customer record$',
      'windowactivate',
      '--sync',
    );
    return program;
  }

  /** What was typed into it. */
  get keys(): string {
    return Array.from(this.#said.matchAll(/KeyPress[^]*?keysym \w+, (\w+)\)/g), ([, key]) => key).join('');
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill();
    await gone;
  }
}

export async function titleInFront(): Promise<string> {
  return sh('xdotool', 'getactivewindow', 'getwindowname').catch(() => '');
}
