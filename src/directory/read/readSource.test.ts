import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSource } from './readSource.ts';
import type { ReaderMessage } from '../sources.ts';

/** Of no content: a disk has no room for it. */
function makeGiant(path: string): void {
  writeFileSync(path, '');
  truncateSync(path, 2 ** 33);
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'source-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function read(path: string, known = ''): Promise<readonly ReaderMessage[]> {
  const messages: ReaderMessage[] = [];
  for await (const message of readSource(path, known)) messages.push(message);
  return messages;
}

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const names = (messages: readonly ReaderMessage[]): string[] =>
  messages.flatMap((message) => (message.type === 'batch' ? message.contacts.map(({ name }) => name) : []));
const state = (messages: readonly ReaderMessage[]): string =>
  messages.flatMap((message) => (message.type === 'end' ? [message.state] : [])).join('');

describe('a source', () => {
  it('may be a file, of either kind', async () => {
    expect(names(await read(put('a.csv', 'Name,Phone\nAda,030901820')))).toEqual(['Ada']);
    expect(names(await read(put('a.vcf', 'BEGIN:VCARD\nFN:Bob\nTEL:030901821\nEND:VCARD')))).toEqual(['Bob']);
    expect(names(await read(put('a', 'BEGIN:VCARD\nFN:Cleo\nTEL:030901821\nEND:VCARD')))).toEqual(['Cleo']);
  });

  it('may be a folder; only its own files count, and no link is followed', async () => {
    put('a.csv', 'Name,Phone\nAda,030901820');
    put('b.VCF', 'BEGIN:VCARD\nFN:Bob\nTEL:030901821\nEND:VCARD');
    put('readme.md', 'Name,Phone\nNo,030901822');
    mkdirSync(join(folder, 'deeper.csv'));
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'secret.csv'), 'Name,Phone\nSecret,030901823');
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'link.csv'));
    expect(names(await read(folder))).toEqual(['Ada', 'Bob']);
    rmSync(outside, { recursive: true });
  });

  it('that is as it was is not read again, and one that was replaced is', async () => {
    const path = put('a.csv', 'Name,Phone\nAda,030901820');
    const known = state(await read(path));
    expect(await read(path, known)).toEqual([{ type: 'same' }]);
    put('a.csv', 'Name,Phone\nAda,0309018201');
    expect(names(await read(path, known))).toEqual(['Ada']);
  });

  it('comes in small batches, and says what was left out', async () => {
    const rows = Array.from({ length: 600 }, (_each, at) => `Person ${at},030${1_000_000 + at}`);
    const messages = await read(put('a.csv', ['Name,Phone', 'Nobody,', ...rows, 'No,x'].join('\n')));
    expect(messages.map(({ type }) => type)).toEqual(['batch', 'batch', 'batch', 'end']);
    expect(messages.at(-1)).toMatchObject({
      leftOut: { count: 2, file: 'a.csv', line: 2, code: 'noNumber' },
    });
  });
});

describe('a source that cannot be read', () => {
  it.each([
    ['that is not there', 'missing', (path: string) => rmSync(path, { force: true })],
    ['that is a link', 'notAFile', (path: string) => symlinkSync('/etc/passwd', path)],
    ['that is a pipe', 'notAFile', (path: string) => execFileSync('mkfifo', [path])],
    ['that is empty', 'noContacts', (path: string) => writeFileSync(path, '')],
    ['that is a table of something else', 'noContacts', (path: string) => writeFileSync(path, 'a,b\n1,2')],
    ['that is giant', 'tooLarge', (path: string) => makeGiant(path)],
  ])('%s: %s', async (_what, code, make) => {
    const path = join(folder, 'x.csv');
    make(path);
    expect(await read(path)).toMatchObject([{ type: 'failed', code }]);
  });

  it('is one with a null in its name', async () => {
    expect(await read(`${folder}\0.csv`)).toMatchObject([{ type: 'failed' }]);
  });
});

it('of a million lines as many contacts are read as there may be', { timeout: 120_000 }, async () => {
  const lines = Array.from({ length: 1_000_000 }, (_each, at) => `P${at},0301${at}`);
  const path = put('a.csv', `Name,Phone\n${lines.join('\n')}`);
  let count = 0;
  for await (const message of readSource(path, ''))
    if (message.type === 'batch') count += message.contacts.length;
  expect(count).toBe(200_000);
});
