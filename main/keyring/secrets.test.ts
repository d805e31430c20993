import { mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { fullDisk } from '../../src/settings/testing/troubledFiles.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import type { GateState } from './gate.ts';
import { SecretNotAvailable, Secrets, type SecretsOptions } from './secrets.ts';
import { FakeAsyncKeyring, FakeKeyring } from '../testing/fakeKeyring.ts';

const host = 'pbx.example.org';
let path: string;
let folder: string;
let logged: LogEntry[];
let known: string[];
let keyring: FakeKeyring;
let gate: { now: GateState; asked: string[] };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-secrets-'));
  path = join(folder, 'secret.json');
  logged = [];
  known = [];
  keyring = new FakeKeyring();
  gate = { now: 'open', asked: [] };
});

async function open(more: Partial<SecretsOptions> = {}): Promise<Secrets> {
  const secrets = new Secrets({
    keyring,
    gate: {
      state: (mayAsk) => {
        gate.asked.push(mayAsk ? 'mayAsk' : 'look');
        return Promise.resolve(gate.now);
      },
      unlock: () => {
        gate.asked.push('unlock');
        return Promise.resolve(gate.now === 'open');
      },
    },
    files: nodeFiles,
    path,
    platform: 'linux',
    nowWallMs: () => 0,
    log: (entry) => logged.push(entry),
    onSecret: (secret) => known.push(secret),
    shown: Promise.resolve(),
    ...more,
  });
  await secrets.load();
  return secrets;
}
const save = async (secrets: Secrets, text: string, of = host): Promise<void> =>
  (await secrets.stage(text, of)).commit();

describe('a secret in the keyring', () => {
  it.each([
    ['synchronous', () => new FakeKeyring()],
    ['asynchronous', () => new FakeAsyncKeyring()],
  ])(
    'is there after a restart (%s keyring), its file for its owner alone and without it',
    async (...given) => {
      keyring = given[1]();
      await save(await open(), 'hunter2!');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readFile(path, 'utf8')).not.toContain('hunter2!');
      const secrets = await open();
      expect(secrets.hasFor('PBX.example.org')).toBe(true);
      expect(await secrets.get(host)).toBe('hunter2!');
      expect(secrets.store).toBe('keyring');
      expect(known).toEqual(['hunter2!', 'hunter2!']);
    },
  );

  it('is asked for once', async () => {
    await save(await open(), 'hunter2!');
    const secrets = await open();
    keyring.asked.length = 0;
    await secrets.get(host);
    await secrets.get(host);
    expect(keyring.asked).toEqual(['available', 'decrypt']);
  });

  it('is not touched by starting, nor by asking whether there is one', async () => {
    await save(await open(), 'hunter2!');
    keyring.asked.length = 0;
    const secrets = await open();
    expect([secrets.hasFor(host), secrets.hasAny]).toEqual([true, true]);
    expect(keyring.asked).toEqual([]);
  });

  it('is not asked for before the window is shown', async () => {
    await save(await open(), 'hunter2!');
    keyring.asked.length = 0;
    let show = (): void => undefined;
    const shown = new Promise<void>((resolve) => (show = resolve));
    const secrets = await open({ shown });
    const got = secrets.get(host);
    await new Promise(setImmediate);
    expect(keyring.asked).toEqual([]);
    show();
    expect(await got).toBe('hunter2!');
  });

  it('belongs to its host', async () => {
    const secrets = await open();
    await save(secrets, 'hunter2!');
    expect(secrets.hasFor('evil.example')).toBe(false);
    await expect(secrets.get('evil.example')).rejects.toThrow(SecretNotAvailable);
    await expect((await open()).get('evil.example')).rejects.toThrow(SecretNotAvailable);
    expect(await secrets.get(host)).toBe('hunter2!');
  });

  it('that is locked away is missing for now and not lost', async () => {
    await save(await open(), 'hunter2!');
    const secrets = await open();
    keyring.available = false;
    await expect(secrets.get(host)).rejects.toThrow(SecretNotAvailable);
    expect([secrets.hasFor(host), secrets.store]).toEqual([false, 'memoryOnly']);
    keyring.available = true;
    expect(await secrets.get(host)).toBe('hunter2!');
    expect([secrets.hasFor(host), secrets.store]).toEqual([true, 'keyring']);
  });

  it('that was encrypted by another keyring is missing, and its file kept', async () => {
    await writeFile(path, JSON.stringify({ version: 1, host, encrypted: btoa('foreign') }));
    await expect((await open()).get(host)).rejects.toThrow(SecretNotAvailable);
    expect(await readdir(folder)).toEqual(['secret.json']);
    expect(logged).toMatchObject([{ what: 'secret not decrypted' }]);
  });

  it('in a broken file is missing, and the file set aside', async () => {
    await writeFile(path, '{"version":1,"host"');
    const secrets = await open();
    expect(secrets.hasAny).toBe(false);
    expect(await readdir(folder)).toEqual(['secret.1970-01-01T00-00-00.000Z.json']);
    expect(logged).toMatchObject([{ what: 'secret file set aside' }]);
  });

  it('stays as it was when the disk is full or the keyring refuses', async () => {
    await save(await open(), 'hunter2!');
    await expect((await open({ files: fullDisk })).stage('other', host)).rejects.toMatchObject({
      code: 'diskFull',
    });
    keyring.broken = true;
    await expect((await open()).stage('other', host)).rejects.toThrow(SecretNotAvailable);
    keyring.broken = false;
    expect(await (await open()).get(host)).toBe('hunter2!');
  });

  it('is not in force before it is committed', async () => {
    const secrets = await open();
    const staged = await secrets.stage('hunter2!', host);
    expect(secrets.hasFor(host)).toBe(false);
    await staged.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is in no error and in no log entry', async () => {
    const secrets = await open();
    keyring.broken = true;
    const error = await secrets.stage('hunter2!', host).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SecretNotAvailable);
    expect(`${(error as Error).stack ?? ''}${String((error as Error).cause)}`).not.toContain('hunter2!');
    expect(JSON.stringify(logged)).not.toContain('hunter2!');
  });
});

describe('a secret in a keyring that is locked', () => {
  it('is there, but not to be had; nothing that could stop the app is asked of the keyring', async () => {
    await save(await open(), 'hunter2!');
    const secrets = await open();
    gate.now = 'locked';
    keyring.asked.length = 0;
    await expect(secrets.get(host)).rejects.toMatchObject({ code: 'keyringLocked' });
    expect([secrets.hasFor(host), secrets.store, keyring.asked]).toEqual([true, 'locked', []]);
    gate.now = 'open';
    expect(await secrets.get(host)).toBe('hunter2!');
    expect(secrets.store).toBe('keyring');
  });

  it('may be asked for when it is needed, again when there is one to keep, and never for a look', async () => {
    await save(await open(), 'hunter2!');
    const secrets = await open();
    gate = { now: 'locked', asked: [] };
    await secrets.probe();
    await secrets.get(host).catch(() => undefined);
    await secrets.stage('another', host);
    expect(gate.asked).toEqual(['look', 'mayAsk', 'unlock', 'look']);
  });

  it('gives way to one that was typed, which is kept until the app is closed', async () => {
    await save(await open(), 'hunter2!');
    const secrets = await open();
    gate.now = 'locked';
    await save(secrets, 'newer one');
    expect(await secrets.get(host)).toBe('newer one');
    expect((await open()).hasAny).toBe(false);
  });

  it('is no matter of the gate where the system is another', async () => {
    gate.now = 'locked';
    const secrets = await open({ platform: 'darwin' });
    await save(secrets, 'hunter2!');
    expect([secrets.store, gate.asked]).toEqual(['keyring', []]);
  });
});

describe('without a keyring worth the name', () => {
  it.each([
    ['none', (): void => void (keyring.available = false)],
    ['basic_text', (): void => void (keyring.backend = 'basic_text')],
    ['unknown', (): void => void (keyring.backend = 'unknown')],
  ])('(%s) a secret is kept until the app is closed, and no longer', async (_which, spoil) => {
    spoil();
    const secrets = await open();
    await save(secrets, 'hunter2!');
    expect([secrets.store, await secrets.get(host)]).toEqual(['memoryOnly', 'hunter2!']);
    expect(await readdir(folder)).toEqual([]);
    expect((await open()).hasAny).toBe(false);
  });

  it('is kept in the file, for its owner alone, where the person chose so; no keyring is asked for it', async () => {
    keyring.available = false;
    const secrets = await open();
    await (await secrets.stage('hunter2!', host, true)).commit();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const later = await open();
    keyring.asked.length = 0;
    expect([later.hasFor(host), later.hasFor('evil.example')]).toEqual([true, false]);
    expect(await later.get(host)).toBe('hunter2!');
    await expect(later.get('evil.example')).rejects.toThrow(SecretNotAvailable);
    expect(keyring.asked).toEqual([]);
    expect(known).toEqual(['hunter2!', 'hunter2!']);
  });

  it('is encrypted all the same where there is a keyring', async () => {
    await (await (await open()).stage('hunter2!', host, true)).commit();
    expect(JSON.parse(await readFile(path, 'utf8'))).not.toHaveProperty('unprotected');
  });

  it('an older one in the file does not come back after a newer one was typed', async () => {
    await save(await open(), 'older one');
    keyring.available = false;
    await save(await open(), 'newer one');
    keyring.available = true;
    expect((await open()).hasFor(host)).toBe(false);
  });

  it('whether a backend is named matters on Linux only', async () => {
    keyring.backend = 'unknown';
    const secrets = await open({ platform: 'win32' });
    expect([await secrets.probe(), secrets.store]).toEqual([true, 'keyring']);
  });
});

describe('a secret from the environment', () => {
  it('goes before a stored one and is kept nowhere', async () => {
    await save(await open(), 'stored one');
    const secrets = await open();
    secrets.hold('from outside', host);
    expect(await secrets.get(host)).toBe('from outside');
    expect(await (await open()).get(host)).toBe('stored one');
  });

  it('is for the host of the settings', async () => {
    const secrets = await open();
    secrets.hold('from outside', host);
    expect([secrets.hasFor(host), secrets.hasFor('evil.example')]).toEqual([true, false]);
  });

  it('is for the first host that is set up when there is none yet', async () => {
    const secrets = await open();
    secrets.hold('from outside', '');
    expect(secrets.hasFor('')).toBe(false);
    expect(await secrets.get(host)).toBe('from outside');
    await expect(secrets.get('evil.example')).rejects.toThrow(SecretNotAvailable);
  });
});
