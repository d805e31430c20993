import { test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';

const root = join(import.meta.dirname, '..');

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm start` on a machine without a screen. */
function startWithoutDisplay(...args: string[]): Promise<Ended> {
  const env = { ...process.env };
  delete env.DISPLAY;
  delete env.WAYLAND_DISPLAY;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts/start.mjs'), ...args],
      { cwd: root, env },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test('npm start without a display makes the practice call in the real panel, prints each event, and leaves pictures', async () => {
  const { code, stdout, stderr } = await startWithoutDisplay('--once');
  expect(code, stderr).toBe(0);
  const said = [
    'Calling Ada Brook (201).',
    'Talking to Ada Brook (201).',
    'Ada Brook (201) is on hold.',
    'Talking to Ada Brook (201) again.',
    'The call is over: ',
  ];
  const places = said.map((text) => stderr.indexOf(text));
  expect(places, stderr).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const pictures = [...stdout.matchAll(/^ {2}(\/.+\.png)$/gm)].map(([, file]) => file!);
  expect(pictures.map((file) => file.replace(/.*\/\d-(.*)\.png/, '$1'))).toEqual([
    'first-start',
    'number',
    'ringing',
    'talking',
    'on-hold',
    'ended',
  ]);
  for (const file of pictures) expect(statSync(file).size, file).toBeGreaterThan(5_000);
});
