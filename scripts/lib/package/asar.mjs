// @ts-check
/**
 * A flat asar archive: Chromium pickles around a JSON index, then the files one after the other.
 * Format: https://github.com/electron/asar#format
 * @param {Record<string, string>} files
 */
export function asar(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const index = {};
  const bodies = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    index[name] = { size: body.length, offset: String(offset) };
    offset += body.length;
    bodies.push(body);
  }
  const json = Buffer.from(JSON.stringify({ files: index }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0); // payload of the first pickle: the size of the second
  head.writeUInt32LE(8 + padded, 4);
  head.writeUInt32LE(4 + padded, 8); // payload of the second pickle: a length and the index
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...bodies]);
}
