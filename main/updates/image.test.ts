import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceImage } from './image.ts';

let folder: string;
let image: string;
let fetched: string;
const sha512 = createHash('sha512').update('new').digest('base64');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-image-'));
  image = join(folder, 'Offhook-1.2.0.AppImage');
  fetched = join(folder, 'fetched');
  writeFileSync(image, 'old');
  writeFileSync(fetched, 'new');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the new image is in the place of the old one, can be started, and nothing else is left', () => {
  replaceImage(fetched, image, sha512);
  expect(readFileSync(image, 'utf8')).toBe('new');
  expect(statSync(image).mode & 0o111).toBe(0o111);
  expect(readdirSync(folder)).toEqual(['Offhook-1.2.0.AppImage']);
});

it('bytes that changed since they were fetched leave the old one as it is', () => {
  writeFileSync(fetched, 'neW');
  expect(() => replaceImage(fetched, image, sha512)).toThrow('not what was fetched');
  expect(readFileSync(image, 'utf8')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['Offhook-1.2.0.AppImage', 'fetched']);
});

it('a copy that comes to nothing leaves the old one as it is', () => {
  chmodSync(image, 0o755);
  expect(() => replaceImage(join(folder, 'gone'), image, sha512)).toThrow('ENOENT');
  expect(readFileSync(image, 'utf8')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['Offhook-1.2.0.AppImage', 'fetched']);
});
