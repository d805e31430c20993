import { type Files, nodeFiles } from '../../world/atomicFile.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** A disk that fills up in the middle of a write: the beginning of the file is there, the rest is not. */
export const fullDisk: Files = {
  ...nodeFiles,
  async writeNew(path, content, mode) {
    await nodeFiles.writeNew(path, content.slice(0, content.length / 2), mode);
    throw systemError('ENOSPC');
  },
};

/** A folder that takes nothing new and gives nothing away. */
export const readOnlyFolder: Files = {
  ...nodeFiles,
  writeNew: () => Promise.reject(systemError('EROFS')),
  rename: () => Promise.reject(systemError('EROFS')),
};

/** A file that is there and may not be read. */
export const unreadable: Files = { ...nodeFiles, read: () => Promise.reject(systemError('EACCES')) };
