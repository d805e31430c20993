import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The part of the file system that small state files need; tests hand in one that is full or read-only. */
export interface Files {
  /** Rejects with Node's system error, as all of these do. */
  read(path: string): Promise<string>;
  /** Makes a new file and does not return before its bytes are on the disk. */
  writeNew(path: string, content: string | Uint8Array, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** No error when there is nothing. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
}

/** A file that is written but not yet in its place: what could fail for want of room or rights has not failed. */
export interface StagedFile {
  /** @throws {FileNotWritten} */
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

export type WriteFault = 'notWritable' | 'diskFull';

export class FileNotWritten extends Error {
  override readonly name = 'FileNotWritten';
  readonly code: WriteFault;
  /** The system's error code, and what it was about. */
  readonly detail: string;

  constructor(code: WriteFault, detail: string, cause: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.code = code;
    this.detail = detail;
  }
}

export const nodeFiles: Files = {
  read: (path) => readFile(path, 'utf8'),
  async writeNew(path, content, mode) {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(content, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
  },
  rename: (from, to) => patientRename(from, to),
  remove: (path) => rm(path, { force: true }),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
};

/** Virus scanners and indexers of Windows hold a new file for a moment: renaming it is tried again for so long, ms. */
const renamePatienceMs = 2_000;
const renamePauseMs = 50;
const held: ReadonlySet<string> = new Set(['EPERM', 'EBUSY', 'EACCES']);

export interface RenameEdges {
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly platform: string;
  readonly pause: (ms: number) => Promise<unknown>;
}

const nodeRename: RenameEdges = { rename, platform: process.platform, pause: (ms) => setTimeout(ms) };

/** Renames; on Windows tries again for 2 s where another program holds the file. @throws Node's system error as rejection */
export async function patientRename(
  from: string,
  to: string,
  edges: RenameEdges = nodeRename,
): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += renamePauseMs) {
    try {
      await edges.rename(from, to);
      return;
    } catch (error) {
      const mayPass = edges.platform === 'win32' && held.has(systemCode(error));
      if (!mayPass || waitedMs >= renamePatienceMs) throw error;
      await edges.pause(renamePauseMs);
    }
  }
}

/**
 * Writes beside the file and leaves putting it in its place to `commit`, so that whatever happens in between (a full disk, a power cut) the
 * old file is whole. @throws {FileNotWritten}
 */
export async function stage(
  files: Files,
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<StagedFile> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const discard = (): Promise<void> => files.remove(beside).catch(() => undefined);
  try {
    await files.makeFolder(dirname(path));
    await files.writeNew(beside, content, mode);
  } catch (error) {
    await discard();
    throw notWritten(path, error);
  }
  return {
    discard,
    async commit() {
      try {
        await files.rename(beside, path);
      } catch (error) {
        await discard();
        throw notWritten(path, error);
      }
    },
  };
}

/** Replaces the file by the text, wholly or not at all. @throws {FileNotWritten} */
export async function writeAtomically(files: Files, path: string, text: string, mode = 0o600): Promise<void> {
  await (await stage(files, path, text, mode)).commit();
}

/**
 * Gives a file that cannot be used a name of its own, never deleting it.
 * @returns its new path
 * @throws {FileNotWritten} when the folder does not allow it
 */
export async function setAside(files: Files, path: string, wallMs: number): Promise<string> {
  const stamp = new Date(wallMs).toISOString().replaceAll(':', '-');
  const extension = extname(path);
  const aside = `${path.slice(0, path.length - extension.length)}.${stamp}${extension}`;
  try {
    await files.rename(path, aside);
  } catch (error) {
    throw notWritten(path, error);
  }
  return aside;
}

/** The code of a Node system error, e.g. `ENOENT`; never its message, which may quote what was read. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}

function notWritten(path: string, error: unknown): FileNotWritten {
  const code = systemCode(error);
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return new FileNotWritten(full ? 'diskFull' : 'notWritable', `${code} ${path}`, error);
}
