import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFaultOf } from './startFault.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-fault-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds nothing wrong with folders that can be written, and leaves nothing in them', () => {
  expect(startFaultOf(folder, folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
  expect(startFaultOf(join(folder, 'not/yet/there'), folder)).toBeUndefined();
});

it('names a folder that cannot be written, with the code of the system', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(startFaultOf(file, folder)).toEqual({
    code: 'dataFolderNotWritable',
    folder: file,
    detail: 'EEXIST',
  });
  const below = join(file, 'data');
  expect(startFaultOf(below, folder)).toMatchObject({ code: 'dataFolderNotWritable', detail: 'ENOTDIR' });
  expect(startFaultOf(folder, file)).toMatchObject({ code: 'temporaryFolderNotWritable', folder: file });
});
