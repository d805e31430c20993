import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asset, answerAsset, phonePolicy } from './assets.ts';

let folder: string;
beforeAll(async () => {
  const above = await mkdtemp(join(tmpdir(), 'offhook-assets-'));
  folder = join(above, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(above, 'secret.js'), 'above the folder');
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets', 'index-Ab_c-1.js'), 'export {}');
  await writeFile(join(folder, 'notes.txt'), 'not for pages');
});

const read: string[] = [];
const ask = (url: string, method = 'GET'): Promise<Asset> =>
  answerAsset(folder, 'panel', { url, method }, async (path) => {
    read.push(path);
    return readFile(path);
  });

describe('the custom protocol', () => {
  it('gives a page with the policy that it lives under', async () => {
    const answer = await ask('offhook://panel/index.html');
    expect(answer.statusCode).toBe(200);
    expect(answer.data.toString()).toBe('<!doctype html>');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
  });

  it('gives the page of the phone one address to speak to, and WebRTC; all others none', async () => {
    const address = 'wss://pbx.example.org:8089/ws';
    const url = 'offhook://panel/index.html';
    const policyOf = async (policy?: string): Promise<readonly string[]> => {
      const request = { url, method: 'GET' };
      const { headers } = await answerAsset(folder, 'panel', request, (path) => readFile(path), policy);
      return headers['content-security-policy']?.split('; ') ?? [];
    };
    expect(await policyOf(phonePolicy(address))).toEqual(
      expect.arrayContaining([`connect-src ${address}`, "webrtc 'allow'", "script-src 'self'"]),
    );
    expect(await policyOf(phonePolicy(undefined))).toContain("connect-src 'none'");
    expect(await policyOf()).toEqual(expect.arrayContaining(["connect-src 'none'", "webrtc 'block'"]));
  });

  it('gives a script as what it is', async () => {
    const answer = await ask('offhook://panel/assets/index-Ab_c-1.js?v=1');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
  });

  it.each([
    'offhook://panel/',
    'offhook://panel/missing.js',
    'offhook://panel/assets',
    'offhook://panel/notes.txt',
    'offhook://panel/../secret.js',
    'offhook://panel/%2e%2e/secret.js',
    'offhook://panel/..%2fsecret.js',
    'offhook://panel/assets/..%5c..%5csecret.js',
    'offhook://panel//etc/x.js',
    'offhook://panel/index.html%00.js',
    'offhook://panel/.hidden.js',
    'offhook://other/index.html',
  ])('has nothing at %s, and sends the policy all the same', async (url) => {
    const answer = await ask(url);
    expect([answer.statusCode, answer.data.toString()]).toEqual([404, 'not found']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('is for reading', async () => {
    expect((await ask('offhook://panel/index.html', 'POST')).statusCode).toBe(405);
  });

  it('never reads outside its folder', async () => {
    const segment = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', 'assets'), fc.webSegment());
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 6 }), async (segments) => {
        await ask(`offhook://panel/${segments.join('/')}.js`);
      }),
    );
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((path) => !path.startsWith(join(folder, '/')))).toEqual([]);
  });
});
