import { _electron, expect, test as base, type ElectronApplication } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Probe } from './probe/main.ts';

const root = join(import.meta.dirname, '../..');

/** A small app of the desktop's parts, each as the panel's main process uses it, with a line that the test makes up. */
export class ProbeApp {
  readonly electron: ElectronApplication;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;

  constructor(
    electron: ElectronApplication,
    command: readonly string[],
    env: Readonly<Record<string, string>>,
  ) {
    this.electron = electron;
    this.command = command;
    this.env = env;
  }

  async do<Member extends Exclude<keyof Probe, 'seen'>>(
    member: Member,
    ...args: Parameters<Probe[Member]>
  ): Promise<Awaited<ReturnType<Probe[Member]>>> {
    return this.electron.evaluate(
      (_electron, [name, given]) => {
        const { probe } = globalThis as unknown as { probe: Record<string, (...all: unknown[]) => unknown> };
        return probe[name]?.(...given);
      },
      [member, args] as const,
    ) as Promise<Awaited<ReturnType<Probe[Member]>>>;
  }

  seen(): Promise<unknown[]> {
    return this.electron.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.seen);
  }
}

interface LaunchOptions {
  readonly args?: readonly string[];
  /** With a folder of its own: it knows nothing of the others. */
  readonly apart?: boolean;
}

export const test = base.extend<
  { probe: ProbeApp; launch: (options?: LaunchOptions) => Promise<ProbeApp> },
  { probeFolder: string }
>({
  probeFolder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'offhook-probe-'));
      await build({
        root,
        configFile: false,
        logLevel: 'warn',
        ssr: { noExternal: true, target: 'node' },
        build: {
          ssr: join(root, 'e2e/desk/probe/main.ts'),
          outDir: folder,
          emptyOutDir: true,
          target: 'node20.18',
          rolldownOptions: {
            external: ['electron'],
            output: { entryFileNames: 'main.js', codeSplitting: false },
          },
        },
      });
      writeFileSync(join(folder, 'package.json'), '{"name":"probe","type":"module","main":"main.js"}');
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  launch: async ({ probeFolder }, use) => {
    const userData = mkdtempSync(join(tmpdir(), 'offhook-probe-data-'));
    const apps: ElectronApplication[] = [];
    await use(async ({ args = [], apart = false } = {}) => {
      const own = apart ? mkdtempSync(join(userData, 'apart-')) : userData;
      const env = {
        ...(process.env as Record<string, string>),
        OFFHOOK_PROBE_DATA: own,
      };
      const executablePath = process.env.ELECTRON_EXEC_PATH ?? ''; // put there by scripts/xrun.mjs
      const command = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), probeFolder];
      const electron = await _electron.launch({ executablePath, args: [...command, ...args], env });
      apps.push(electron);
      await expect.poll(() => electron.evaluate(() => 'probe' in globalThis), { intervals: [50] }).toBe(true);
      return new ProbeApp(electron, [executablePath, ...command], env);
    });
    for (const app of apps) {
      const killer = setTimeout(() => app.process().kill('SIGKILL'), 10_000);
      await app.close().catch(() => undefined);
      clearTimeout(killer);
    }
    rmSync(userData, { recursive: true, force: true });
  },

  probe: async ({ launch }, use) => use(await launch()),
});

export { expect };
