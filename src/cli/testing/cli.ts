import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { PracticePbx } from '../../practice/practicePbx.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export const recordingsFolder = join(root, 'src/asterisk/recordings');

/** The arguments for the practice PBX's own line. */
export function lineArgs(pbx: PracticePbx): string[] {
  return [
    ...['--host', pbx.host, '--port', String(pbx.port), '--user', pbx.username],
    ...['--line', pbx.extension, '--device', pbx.device],
  ];
}

export const isOnline = ({ type }: Line): boolean => type === 'Connected';

/** The events of calls, leaving out those that only bring facts. */
export function callEvents(lines: readonly Line[]): string[] {
  return lines
    .map(({ type }) => type)
    .filter((type) => /^(Ring|Commutation|PutHold|EndHold|Abonent)/.test(type));
}

export interface Line {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The command line as it is shipped, built once into a folder of its own, run as a process. */
export class BuiltCli {
  readonly folder: string;
  readonly #running = new Set<Running>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async build(): Promise<BuiltCli> {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-cli-'));
    await build({
      root,
      configFile: join(root, 'vite.cli.config.ts'),
      logLevel: 'error',
      build: { outDir: join(folder, 'cli') },
    });
    return new BuiltCli(folder);
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const running = new Running(
      spawn(process.execPath, [join(this.folder, 'cli/offhook.js'), ...args], {
        cwd: this.folder,
        env: { PATH: process.env.PATH ?? '', ...env },
      }),
    );
    this.#running.add(running);
    return running;
  }

  async dispose(): Promise<void> {
    for (const running of this.#running) running.process.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A run of the command line: what it has said so far, and how it ended. */
export class Running {
  readonly process: ChildProcessWithoutNullStreams;
  /** Its exit code; null when a signal killed it. */
  readonly ended: Promise<number | null>;
  stdout = '';
  stderr = '';
  #waiting: (() => void)[] = [];
  #isOver = false;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.process = child;
    child.stdout.on('data', (chunk: Buffer) => this.#heard(() => (this.stdout += chunk.toString())));
    child.stderr.on('data', (chunk: Buffer) => this.#heard(() => (this.stderr += chunk.toString())));
    child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => {
        this.#heard(() => (this.#isOver = true));
        resolve(code);
      });
    });
  }

  /** Standard output as JSON lines; each must be one. */
  get lines(): Line[] {
    return this.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  }

  say(...values: readonly unknown[]): void {
    for (const value of values)
      this.process.stdin.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
  }

  /** The first line that fits, waited for. */
  async line(fits: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const found = this.lines.find(fits);
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error(`It ended without that line.\n${this.stdout}\n${this.stderr}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #heard(note: () => void): void {
    note();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
