// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import stream from 'node:stream';

/**
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} place where an entry goes below the folder; undefined leaves it out
 * @param {(ratio: number) => void} onProgress
 */
export async function unzip(archive, folder, place, onProgress) {
  /** @type {any} the typings that come along are those of yauzl 2, without its promises */
  const yauzl = await import('yauzl'); // here, not at the top: the packages may only just have been installed
  const zip = await yauzl.openPromise(archive);
  const total = fs.statSync(archive).size;
  let read = 0;
  for await (const entry of zip.eachEntry()) {
    read += entry.compressedSize;
    onProgress(read / total);
    const name = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
    if (!name) continue;
    const target = path.join(folder, name);
    if (!target.startsWith(folder + path.sep))
      throw new Error(`${archive} holds an entry outside its folder: ${name}`);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
    await stream.promises.pipeline(
      await zip.openReadStreamPromise(entry),
      fs.createWriteStream(target, { mode }),
    );
  }
}
