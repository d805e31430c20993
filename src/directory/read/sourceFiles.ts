import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { systemCode } from '../../world/atomicFile.ts';
import type { SourceFaultCode } from '../sources.ts';

/** More than that is no list of contacts. */
const maxFileBytes = 64 * 1024 * 1024;
const maxFiles = 500;

const extensions = ['.csv', '.tsv', '.txt', '.vcf', '.vcard'] as const;

export class SourceError extends Error {
  readonly code: SourceFaultCode;
  constructor(code: SourceFaultCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export interface SourceFile {
  readonly path: string;
  readonly isCards: boolean;
}

/**
 * The files of a source, a file or what lies in a folder, and what they are like now: while that is the same, nothing has changed. Links
 * are not followed, and what lies deeper is not looked at. @throws SourceError as rejection
 */
export async function filesOf(path: string): Promise<{ files: readonly SourceFile[]; state: string }> {
  try {
    const stats = await lstat(path);
    const names = stats.isDirectory() ? (await readdir(path)).sort() : [''];
    const files: SourceFile[] = [];
    const states: unknown[] = [];
    for (const name of names) {
      const file = name === '' ? path : join(path, name);
      const kind = extname(file).toLowerCase();
      if (name !== '' && !(extensions as readonly string[]).includes(kind)) continue;
      const { size, mtimeMs, ino, ...its } = name === '' ? stats : await lstat(file);
      if (!isRegular(its)) {
        if (name !== '') continue;
        throw new SourceError('notAFile', path);
      }
      files.push({ path: file, isCards: kind === '.vcf' || kind === '.vcard' });
      states.push([name, size, mtimeMs, ino]);
    }
    if (files.length > maxFiles) throw new SourceError('tooManyFiles', path);
    return { files, state: JSON.stringify([readerVersion, states]) };
  } catch (error) {
    throw sourceError(error, path);
  }
}

/** Another reader understands more of the same file. */
const readerVersion = 1;

/** Windows has neither. */
const flags: Readonly<Record<string, number | undefined>> = { ...constants };
const unfollowed = (flags.O_NOFOLLOW ?? 0) | (flags.O_NONBLOCK ?? 0);

/** @throws SourceError as rejection */
export async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    // Opened without following a link or waiting for a pipe: it may be another file than a moment ago.
    const file = await open(path, constants.O_RDONLY | unfollowed);
    try {
      const stats = await file.stat();
      if (!stats.isFile()) throw new SourceError('notAFile', path);
      if (stats.size > maxFileBytes) throw new SourceError('tooLarge', path);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw sourceError(error, path);
  }
}

/** `isFile` of a spread Stats is lost; its mode is not. */
function isRegular({ mode }: { readonly mode: number }): boolean {
  return (mode & constants.S_IFMT) === constants.S_IFREG;
}

function sourceError(error: unknown, path: string): SourceError {
  if (error instanceof SourceError) return error;
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SourceError('missing', path);
  if (code === 'ELOOP') return new SourceError('notAFile', path);
  return new SourceError('notReadable', `${code} ${path}`);
}
