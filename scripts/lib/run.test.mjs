import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';

const run = path.join(import.meta.dirname, 'run.mjs');
/** Goes on whatever it is asked, as npm does, and says where it is. */
const deaf = `for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {}); console.log(process.pid); setInterval(() => {}, 1000);`;
const ours = (options) => `
  import { run } from ${JSON.stringify(run)};
  const tell = { onLine: (line) => console.log(line), ...${JSON.stringify(options)} };
  await run(process.execPath, ['-e', ${JSON.stringify(deaf)}], tell);`;

const lives = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  'ends with the command at %s, also where that listens to nothing and has a signal of its own',
  async (signal) => {
    const program = spawn(process.execPath, ['--input-type=module', '-e', ours({ endSignal: 'SIGKILL' })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(program.stdout, 'data');
    const pid = Number(line);
    expect(lives(pid)).toBe(true);
    program.kill(signal);
    const [code] = await once(program, 'exit');
    expect(code).toBe(128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]);
    expect(lives(pid)).toBe(false);
  },
);
