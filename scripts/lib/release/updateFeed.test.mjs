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

it('says what it is for in its first line, once', () => {
  const statement = () => {
    const [first] = text('latest-linux.yml').split('\n');
    return JSON.parse(first.slice('offhook: '.length));
  };
  signFeed(folder, keys.privateKey, { signedAtMs: Date.UTC(2026, 5, 1) });
  expect(statement()).toEqual({
    product: 'Offhook',
    channel: 'latest',
    system: 'linux',
    processors: ['x64'],
    version: '1.3.0',
    signedAt: '2026-06-01T00:00:00.000Z',
  });
  signFeed(folder, keys.privateKey, { signedAtMs: Date.UTC(2026, 5, 2) });
  expect(statement().signedAt).toBe('2026-06-02T00:00:00.000Z');
  expect(text('latest-linux.yml').match(/offhook:/g)).toHaveLength(1);
  expect(isSigned()).toBe(true);
});

it('a clock that went back signs nothing: no app would believe it', () => {
  signFeed(folder, keys.privateKey, { signedAtMs: Date.UTC(2026, 5, 2) });
  const before = text('latest-linux.yml.sig');
  expect(() => signFeed(folder, keys.privateKey, { signedAtMs: Date.UTC(2026, 5, 1) })).toThrow(
    'is the clock right?',
  );
  expect(text('latest-linux.yml.sig')).toBe(before);
});

it.each([
  ['latest-linux.yml', '1.3.0-beta.1', 'it is for another channel'],
  ['latest-solaris.yml', '1.3.0', 'names no channel and system'],
  ['Latest.yml', '1.3.0', 'names no channel and system'],
])('%s with %s is not signed', (name, version, why) => {
  fs.rmSync(path.join(folder, 'latest-linux.yml'));
  fs.writeFileSync(path.join(folder, name), feedText({ version, url: 'Offhook.AppImage', bytes }));
  expect(() => signFeed(folder, keys.privateKey)).toThrow(why);
  expect(fs.readdirSync(folder)).not.toContain(`${name}.sig`);
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
