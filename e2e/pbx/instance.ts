import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { once } from 'node:events';
import { basename, join } from 'node:path';

/** Inside each root. Short, as a control socket's path must not exceed sun_path's 108 bytes (unix(7)). */
const instances = '/var/tmp/offhook';

/**
 * One program in a chroot with a folder of its own, which is all that it writes to.
 * It does not outlive this process, however that ends, and its folder goes with it; what a process that was killed
 * outright could not remove is removed by the next instance.
 */
export class Instance {
  readonly root: string;
  /** The folder as the program sees it, and as this process does. */
  readonly dir: string;
  readonly hostDir: string;
  readonly outputFile: string;
  readonly #keep: { files: string[]; in: string } | undefined;
  #child: ChildProcess | undefined;
  #removed = false;

  /** `keep` names files of the folder to be copied elsewhere before it is removed. */
  constructor(root: string, keep?: { files: string[]; in: string }) {
    this.root = root;
    this.#keep = keep;
    sweep(root);
    this.dir = `${instances}/${process.pid}-${randomBytes(4).toString('hex')}`;
    this.hostDir = join(root, this.dir);
    this.outputFile = join(this.hostDir, 'output.log');
    mkdirSync(this.hostDir, { recursive: true, mode: 0o700 });
    process.on('exit', this.#remove);
  }

  get isRunning(): boolean {
    return this.#child?.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  start(program: string, args: string[]): void {
    if (this.#removed) throw new Error(`${program} was stopped for good`);
    if (this.isRunning) throw new Error(`${program} is running`);
    const output = openSync(this.outputFile, 'a');
    // pdeathsig: killing the test process outright ends this too. It outlasts an exec, so also Asterisk's restart.
    this.#child = spawn('setpriv', ['--pdeathsig', 'KILL', 'chroot', this.root, program, ...args], {
      detached: true,
      stdio: ['ignore', output, output],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', TERM: 'dumb', HOME: this.dir },
      cwd: '/',
    });
    closeSync(output);
    this.#child.on('error', () => undefined);
    this.#child.unref();
  }

  /** kill -9, and waits until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.isRunning) return;
    child.ref();
    const gone = once(child, 'exit');
    this.#killGroup();
    await gone;
  }

  /** Ends the program and removes its folder; safe to call twice. */
  async remove(): Promise<void> {
    await this.kill();
    this.#remove();
    process.off('exit', this.#remove);
  }

  /** The last lines of the program's output and of these files of its folder, for an error message. */
  logTail(...files: string[]): string {
    const paths = [this.outputFile, ...files.map((file) => join(this.hostDir, file))];
    const lines = paths.flatMap((path) =>
      existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [],
    );
    return lines.slice(-25).join('\n');
  }

  #killGroup(): void {
    const pid = this.#child?.pid;
    if (pid === undefined || !this.isRunning) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // it ended in this moment
    }
  }

  /** Synchronous, as it also runs when the process exits. */
  readonly #remove = (): void => {
    if (this.#removed) return;
    this.#removed = true;
    this.#killGroup();
    this.#keepFiles();
    rmSync(this.hostDir, { recursive: true, force: true, maxRetries: 3 });
  };

  #keepFiles(): void {
    if (this.#keep === undefined) return;
    mkdirSync(this.#keep.in, { recursive: true });
    for (const file of this.#keep.files) {
      const path = join(this.hostDir, file);
      if (existsSync(path)) cpSync(path, join(this.#keep.in, `${basename(this.dir)}-${basename(file)}`));
    }
  }
}

function sweep(root: string): void {
  const dir = join(root, instances);
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const owner = name.split('-')[0] ?? '';
    if (!existsSync(`/proc/${owner}`)) rmSync(join(dir, name), { recursive: true, force: true });
  }
}
