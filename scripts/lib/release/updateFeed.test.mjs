import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { feedText, newKeys, publicKeyOf, signFeed } from './updateFeed.mjs';

const keys = newKeys();
const bytes = Buffer.from('a package');
let folder;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-sign-'));
  fs.writeFileSync(path.join(folder, 'Offhook.AppImage'), bytes);
  fs.writeFileSync(
    path.join(folder, 'latest-linux.yml'),
    feedText({ version: '1.3.0', url: 'Offhook.AppImage', bytes }),
  );
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const text = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const isSigned = () => {
  const key = crypto.createPublicKey({
    key: Buffer.from(keys.publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  return crypto.verify(
    null,
    Buffer.from(text('latest-linux.yml')),
    key,
    Buffer.from(text('latest-linux.yml.sig'), 'base64'),
  );
};

it('every file of the feed is signed, and can be staged again and again', () => {
  expect(signFeed(folder, keys.privateKey)).toEqual(['latest-linux.yml']);
  expect(isSigned()).toBe(true);
  signFeed(folder, keys.privateKey, { stagingPercentage: 10 });
  signFeed(folder, keys.privateKey, { stagingPercentage: 50 });
  expect(text('latest-linux.yml').match(/stagingPercentage: \d+/g)).toEqual(['stagingPercentage: 50']);
  expect(isSigned()).toBe(true);
});

it('a feed that names a package that is another, or is not there, is not signed', () => {
  fs.writeFileSync(path.join(folder, 'Offhook.AppImage'), 'another');
  expect(() => signFeed(folder, keys.privateKey)).toThrow(
    'Offhook.AppImage is not what latest-linux.yml says',
  );
  fs.rmSync(path.join(folder, 'Offhook.AppImage'));
  expect(() => signFeed(folder, keys.privateKey)).toThrow('which is not there');
  fs.writeFileSync(path.join(folder, 'latest-linux.yml'), 'version: 1.3.0\n');
  expect(() => signFeed(folder, keys.privateKey)).toThrow('names no version or no packages');
  expect(fs.readdirSync(folder)).not.toContain('latest-linux.yml.sig');
});

it('the public key belongs to the private one', () => {
  expect(publicKeyOf(keys.privateKey)).toBe(keys.publicKey);
  expect(publicKeyOf(newKeys().privateKey)).not.toBe(keys.publicKey);
});
