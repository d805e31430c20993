import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../src/asterisk/edges.ts';
import { type Files, nodeFiles } from '../src/settings/atomicFile.ts';
import { fullDisk } from '../src/settings/testing/troubledFiles.ts';
import { BoundsFile } from './boundsFile.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const bounds = { x: 100, y: 120, width: 380, height: 600 };
let path: string;
let logged: LogEntry[];
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'offhook-bounds-')), 'window.json');
  logged = [];
});
const open = (files: Files = nodeFiles): BoundsFile =>
  new BoundsFile(files, path, (entry) => logged.push(entry));

describe("the panel's place", () => {
  it('is where it was last put', async () => {
    const file = open();
    file.remember({ ...bounds, x: 1 });
    file.remember(bounds);
    await file.flushed();
    expect(await open().place([screen])).toEqual(bounds);
  });

  it('is nowhere in particular at first, or when the file is broken', async () => {
    expect(await open().place([screen])).toEqual({ width: 360, height: 560 });
    await writeFile(path, '{');
    expect(await open().place([screen])).toEqual({ width: 360, height: 560 });
  });

  it('is logged and no more when it cannot be written', async () => {
    const file = open(fullDisk);
    file.remember(bounds);
    await file.flushed();
    expect(logged).toMatchObject([{ level: 'warn', what: 'window place not written' }]);
  });

  it('is not written when it did not change', async () => {
    const file = open(fullDisk);
    await file.flushed();
    expect(logged).toEqual([]);
  });
});
