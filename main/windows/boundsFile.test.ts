import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { type Files, nodeFiles } from '../../src/world/atomicFile.ts';
import { fullDisk } from '../../src/settings/testing/troubledFiles.ts';
import { BoundsFile } from './boundsFile.ts';

const bounds = { x: 100, y: 120, width: 380, height: 600, bar: false };
let path: string;
let logged: LogEntry[];
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'offhook-bounds-')), 'window.json');
  logged = [];
});
const open = async (files: Files = nodeFiles): Promise<BoundsFile> => {
  const file = new BoundsFile(files, path, (entry) => logged.push(entry));
  await file.load();
  return file;
};

describe("the panel's place", () => {
  it('is where it was last put, on each set-up of screens', async () => {
    const file = await open();
    file.remember('office', { ...bounds, x: 1 });
    file.remember('office', bounds);
    await file.flushed();
    file.remember('home', { ...bounds, bar: true });
    await file.flushed();
    expect(file.place('office')).toMatchObject(bounds);
    const later = await open();
    expect(later.place('office')).toMatchObject(bounds);
    expect(later.place('home')).toMatchObject({ ...bounds, bar: true });
  });

  it('is nowhere in particular at first, or when the file is broken', async () => {
    expect((await open()).place('office')).toBeUndefined();
    await writeFile(path, '{');
    expect((await open()).place('office')).toBeUndefined();
  });

  it('is not where the system moved it while screens came and went', async () => {
    const file = await open();
    file.remember('office', bounds);
    await file.flushed();
    file.remember('office', { ...bounds, x: 0 });
    file.forgetUnsettled();
    await file.flushed();
    expect((await open()).place('office')).toMatchObject(bounds);
  });

  it('is logged and no more when it cannot be written', async () => {
    const file = await open(fullDisk);
    file.remember('office', bounds);
    await file.flushed();
    expect(logged).toMatchObject([{ level: 'warn', what: 'window place not written' }]);
  });

  it('is not written when it did not change', async () => {
    const file = await open(fullDisk);
    await file.flushed();
    expect(logged).toEqual([]);
  });
});
