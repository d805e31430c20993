// @ts-check
// The icon files of Windows and macOS, each a folder of PNG pictures behind a table of contents: written here, so that no
// drawing program has to be fetched to make them.

/** @typedef {{ size: number, png: Buffer }} Picture */

/**
 * Windows: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10), PNG inside since Vista.
 * @param {Picture[]} pictures of at most 256 pixels
 */
export function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at); // 0 means 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4); // planes
    head.writeUInt16LE(32, at + 6); // bits of a pixel
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** The kinds of a macOS icon that hold PNG, and their size in pixels. @type {[string, number][]} */
const ICNS_KINDS = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32], // 16 at double density
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/** macOS: https://en.wikipedia.org/wiki/Apple_Icon_Image_format. @param {Picture[]} pictures */
export function icns(pictures) {
  const entries = ICNS_KINDS.map(([kind, size]) => {
    const png = pictures.find((picture) => picture.size === size)?.png;
    if (png === undefined) throw new Error(`an icon of macOS wants ${size} pixels, too`);
    return entry(kind, png);
  });
  return entry('icns', Buffer.concat(entries));
}

/** @param {string} kind @param {Buffer} body */
function entry(kind, body) {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}
