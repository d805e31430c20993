import { mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileNotWritten, nodeFiles, patientRename, setAside, stage, writeAtomically } from './atomicFile.ts';
import { fullDisk, readOnlyFolder } from '../settings/testing/troubledFiles.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-atomic-'));
  path = join(folder, 'state.json');
  await writeFile(path, 'old');
});

describe('a file that is written atomically', () => {
  it('replaces the old one and leaves nothing else behind', async () => {
    await writeAtomically(nodeFiles, path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('may be read by its owner alone', async () => {
    await writeAtomically(nodeFiles, path, 'new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('makes the folders above it', async () => {
    const deep = join(folder, 'a', 'b', 'state.json');
    await writeAtomically(nodeFiles, deep, 'new');
    expect(await readFile(deep, 'utf8')).toBe('new');
  });

  it.each([
    ['full disk', fullDisk, 'diskFull', 'ENOSPC'],
    ['read-only folder', readOnlyFolder, 'notWritable', 'EROFS'],
  ] as const)('on a %s says so, keeps the old one whole and leaves nothing else behind', async (...given) => {
    const [, files, code, system] = given;
    const error = await writeAtomically(files, path, 'a new and longer text').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(FileNotWritten);
    expect(error).toMatchObject({ code, detail: `${system} ${path}` });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('is not in its place before it is committed, nor ever when it is discarded', async () => {
    const staged = await stage(nodeFiles, path, 'new');
    expect(await readFile(path, 'utf8')).toBe('old');
    await staged.discard();
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('is not put in place of a folder', async () => {
    const error = await writeAtomically(nodeFiles, folder, 'new').catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'notWritable' });
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});

describe('a file that is set aside', () => {
  it('keeps its bytes under a dated name with the same ending', async () => {
    const aside = await setAside(nodeFiles, path, Date.UTC(2026, 10, 23, 9, 5, 7, 250));
    expect(aside).toBe(join(folder, 'state.2026-11-23T09-05-07.250Z.json'));
    expect(await readFile(aside, 'utf8')).toBe('old');
    expect(await readdir(folder)).toHaveLength(1);
  });
});

describe('a file that another program holds for a moment', () => {
  const code = (name: string): Error => Object.assign(new Error(name), { code: name });
  const attempts = async (platform: string, failures: readonly string[]): Promise<number> => {
    const left = [...failures];
    let count = 0;
    const rename = async (): Promise<void> => {
      count += 1;
      const failure = left.shift();
      return failure === undefined ? Promise.resolve() : Promise.reject(code(failure));
    };
    await patientRename('a', 'b', { rename, platform, pause: async () => Promise.resolve() }).catch(
      () => undefined,
    );
    return count;
  };

  it('is renamed on Windows as soon as it is let go', async () => {
    expect(await attempts('win32', ['EPERM', 'EBUSY', 'EACCES'])).toBe(4);
  });

  it('is given up after 2 s, and at once for any other reason', async () => {
    expect(
      await attempts(
        'win32',
        Array.from({ length: 100 }, () => 'EPERM'),
      ),
    ).toBe(41);
    expect(await attempts('win32', ['ENOENT'])).toBe(1);
    expect(await attempts('linux', ['EPERM'])).toBe(1);
  });
});
