import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSource } from '../../src/directory/read/readSource.ts';
import type { ReaderMessage, SourceAccess } from '../../src/directory/sources.ts';
import { SourceError } from '../../src/directory/read/sourceFiles.ts';
import { HistoryStore } from '../../src/history/store/store.ts';
import { localWorker } from '../../src/history/testing/localWorker.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { FakeKeyring } from '../testing/fakeKeyring.ts';
import { quickEdges } from '../testing/quickEdges.ts';
import { Secrets } from '../keyring/secrets.ts';
import { DirectoryHost } from './directoryHost.ts';
import type { Reader } from './contactSources.ts';
import { Passwords } from './passwords.ts';
import { watchSource } from './watchSource.ts';

const waiting = { timeout: 10_000 };
let folder: string;
let store: HistoryStore;
let host: DirectoryHost;
let known: string[];
let opened: number;
let contactsChanged: number;
let answers: (url: URL) => Promise<string>;
let asked: string[];
let cas: string[];
let accesses: SourceAccess[];
let passwords: Passwords;

const keyringEdges = {
  keyring: new FakeKeyring(),
  gate: { state: () => Promise.resolve('open' as const), unlock: () => Promise.resolve(true) },
  files: nodeFiles,
  platform: 'linux' as const,
  nowWallMs: () => 0,
  log: () => undefined,
  onSecret: () => undefined,
  shown: Promise.resolve(),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  [known, asked, opened, contactsChanged] = [[], [], 0, 0];
  [cas, accesses] = [[], []];
  const userData = (name: string): string => join(folder, name);
  passwords = new Passwords({
    secretsIn: (name) => new Secrets({ ...keyringEdges, path: userData(name) }),
    files: nodeFiles,
    userData,
  });
  answers = () => Promise.resolve('');
  const edges = quickEdges(() => undefined);
  store = new HistoryStore({
    start: () => {
      opened += 1;
      return localWorker(join(folder, 'data', 'history.db'), Date.now);
    },
    clock: edges.clock,
    log: () => undefined,
    onTrouble: () => undefined,
    onSetAside: () => undefined,
    onLeftOut: () => undefined,
  });
  host = new DirectoryHost({
    edges,
    store,
    startReader: (source, state, access) => {
      accesses.push(access);
      return new LocalReader(source, state, access);
    },
    readFile: (path) => Promise.resolve(readFileSync(path)),
    passwords,
    watch: (path, onChanged) => watchSource(path, onChanged, () => undefined),
    fetchText: (url, ca) => {
      asked.push(url.href);
      if (ca !== undefined) cas.push(ca);
      return answers(url);
    },
    onKnown: (number) => known.push(number),
    onContacts: () => (contactsChanged += 1),
    onSources: () => undefined,
  });
});
afterEach(async () => {
  host.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** The reader in this thread. */
class LocalReader implements Reader {
  #listener: (message: ReaderMessage) => void = () => undefined;
  #next: () => void = () => undefined;
  #isOver = false;

  constructor(source: string, state: string, access: SourceAccess) {
    void this.#run(source, state, access);
  }
  on(event: string, listener: (message: never) => void): void {
    if (event === 'message') this.#listener = listener as (message: ReaderMessage) => void;
  }
  postMessage(): void {
    this.#next();
  }
  terminate(): void {
    this.#isOver = true;
  }
  async #run(source: string, state: string, access: SourceAccess): Promise<void> {
    for await (const message of readSource(source, state, access)) {
      if (this.#isOver) return;
      const next = new Promise<void>((resolve) => (this.#next = resolve));
      this.#listener(message);
      if (message.type === 'batch') await next;
    }
  }
}

function put(name: string, ...rows: readonly string[]): string {
  const path = join(folder, name);
  // As editors save: written beside it, and put in its place.
  writeFileSync(`${path}.new`, ['Name,Phone', ...rows].join('\n'));
  renameSync(`${path}.new`, path);
  return path;
}

const set = (...directorySources: readonly string[]): Settings => ({
  ...defaultSettings,
  countryCode: '49',
  directorySources: [...directorySources],
});

async function nameOf(number: string): Promise<string | undefined> {
  host.identifiedOf(number);
  await vi.waitFor(() => expect(host.identifiedOf(number)).toBeDefined(), waiting);
  return host.identifiedOf(number)?.chosen?.name;
}

describe('without a source', () => {
  it('nothing is asked, and no file is opened', async () => {
    await host.configure(set());
    expect(host.identifiedOf('030901820')).toBeUndefined();
    expect(await host.search('ada')).toEqual({ status: 'ok', contacts: [] });
    expect(opened).toBe(0);
  });
});

describe('a file', () => {
  it('says who has a number, once it is known', async () => {
    await host.configure(set(put('a.csv', 'Ada,+49 30 901820')));
    expect(host.identifiedOf('030901820')).toBeUndefined();
    await vi.waitFor(() => expect(known).toContain('030901820'), waiting);
    expect(host.identifiedOf('030901820')).toMatchObject({ chosen: { name: 'Ada' } });
    expect(host.sources).toMatchObject([{ contacts: 1, isReading: false }]);
    expect(contactsChanged).toBeGreaterThan(0);
  });

  it('is read again when it is replaced; a call that rings gets the new name', async () => {
    const path = put('a.csv', 'Ada,030901820');
    await host.configure(set(path));
    expect(await nameOf('030901820')).toBe('Ada');
    put('a.csv', 'Ada Lovelace,030901820');
    await vi.waitFor(
      () => expect(host.identifiedOf('030901820')?.chosen?.name).toBe('Ada Lovelace'),
      waiting,
    );
  });

  it('that fails keeps its last good contacts, and says why', async () => {
    const path = put('a.csv', 'Ada,030901820');
    await host.configure(set(path));
    writeFileSync(path, '');
    await vi.waitFor(() => expect(host.sources[0]?.fault?.code).toBe('noContacts'), waiting);
    expect(await nameOf('030901820')).toBe('Ada');
    expect(host.sources).toMatchObject([{ contacts: 1 }]);
    rmSync(path);
    await vi.waitFor(() => expect(host.sources[0]?.fault?.code).toBe('missing'), waiting);
    expect(await host.search('ada')).toMatchObject({ contacts: [{ name: 'Ada' }] });
  });

  it('that the settings have no more is forgotten', async () => {
    await host.configure(set(put('a.csv', 'Ada,030901820'), put('b.csv', 'Bob,030901821')));
    expect(await nameOf('030901820')).toBe('Ada');
    await host.configure(set(join(folder, 'b.csv')));
    await vi.waitFor(() => expect(host.identifiedOf('030901820')?.matches).toEqual([]), waiting);
    expect(await host.search('ada')).toEqual({ status: 'ok', contacts: [] });
  });

  it('with two who have a number has the agent choose, once', async () => {
    await host.configure(set(put('a.csv', 'Ada,030901820', 'Bob,030901820')));
    expect(await nameOf('030901820')).toBeUndefined();
    const [, bob] = host.identifiedOf('030901820')?.matches ?? [];
    await host.choose('030901820', bob?.source ?? '', bob?.id ?? '');
    await vi.waitFor(() => expect(host.identifiedOf('030901820')?.chosen?.name).toBe('Bob'), waiting);
  });
});

describe('a server', () => {
  const server = 'https://crm.example.com/lookup?number={e164}';

  it('is asked for a number that the files do not have, once', async () => {
    answers = () => Promise.resolve('{"id":7,"name":"Ada"}');
    await host.configure(set(server, put('a.csv', 'Bob,030901821')));
    expect(await nameOf('030901820')).toBe('Ada');
    expect(await nameOf('030901821')).toBe('Bob');
    await host.configure({ ...set(server), areaCode: '30' });
    expect(await nameOf('030901820')).toBe('Ada');
    expect(asked).toEqual(['https://crm.example.com/lookup?number=%2B4930901820']);
    expect(host.sources).toMatchObject([{ source: server, contacts: 0 }]);
  });

  it.each([
    ['does not answer', () => Promise.reject(new SourceError('timeout', 'x')), 'timeout'],
    ['says something else', () => Promise.resolve('<html>'), 'badAnswer'],
  ])('that %s leaves the name to the phone system', async (_what, answer, code) => {
    answers = answer;
    await host.configure(set(server));
    expect(await nameOf('030901820')).toBeUndefined();
    expect(host.sources).toMatchObject([{ fault: { code } }]);
  });
});

describe('a directory', () => {
  const bind = 'bindname=cn%3Dreader%2Cdc%3Dexample';
  const at = (port: number): string => `ldap://127.0.0.1:${port}/dc=example????x-plain,${bind}`;
  const directory = at(1);

  it('is asked with its password alone, which lies in no file in clear and goes to no other server', async () => {
    await host.configure(set(directory));
    expect(host.sources).toMatchObject([{ fault: { code: 'noPassword' }, hasPassword: false }]);
    expect(await host.setPassword(directory, 'hunter2!')).toBe('kept');
    await vi.waitFor(() => expect(host.sources[0]?.fault?.code).toBe('refused'), waiting);
    expect(host.sources).toMatchObject([{ hasPassword: true }]);
    expect(accesses.at(-1)).toEqual({ password: 'hunter2!' });
    const [file] = readdirSync(folder).filter((name) => name.startsWith('directory-'));
    expect(readFileSync(join(folder, file ?? ''), 'utf8')).not.toContain('hunter2!');
    expect(await host.setPassword(at(2), 'hunter2!')).toBe('failed');

    await host.configure(set(at(2)));
    expect(accesses.at(-1)).toEqual({});
    expect(readdirSync(folder).filter((name) => name.startsWith('directory-'))).toEqual([]);
  });

  it('and a server are trusted by the authority of the settings; a file that is none is refused before', async () => {
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, 'no certificate');
    const server = 'https://crm.example.com/?n={number}';
    await host.configure({ ...set(directory, server), directoryCaFile: caFile });
    expect(host.sources).toMatchObject([{ fault: { code: 'badCa' } }, {}]);
    expect(await nameOf('030901820')).toBeUndefined();
    expect(host.sources).toMatchObject([{}, { fault: { code: 'badCa' } }]);
    const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';
    const other = join(folder, 'other.pem');
    writeFileSync(other, pem);
    await host.configure({ ...set(directory, server), directoryCaFile: other });
    expect(host.sources).toMatchObject([{ fault: { code: 'noPassword' } }, {}]);
    expect(accesses.at(-1)).toEqual({ ca: pem });
    await nameOf('030901821');
    expect(cas).toEqual([pem]);
  });
});
