// @ts-check
// What the app can do to the world outside it, read from its source and from what is built of it.

/** @typedef {'listens' | 'connects' | 'opens' | 'executes'} Kind */
/** @typedef {Record<string, readonly string[]>} Surface */

/** By kind, what stands for it in our own code. */
/** @type {Readonly<Record<Kind, RegExp>>} */
const signs = {
  // A port, a pipe, a request of a page, a protocol, a link of another program, a key that works in every program.
  listens:
    /\b(?:server|socket)\.listen\(|\bipcMain\.(?:handle|on)\(|\bprotocol\.(?:handle|register\w+)\(|\bsetAsDefaultProtocolClient\(|\bregistrar\.register\(/,
  connects:
    /from 'node:(?:net|tls|https?|http2|dgram)'|(?<![.\w])fetch\(|\)\s*\.fetch\(|\bnew WebSocket\(|\bRTCPeerConnection\b/,
  opens: /\bshell\.(?:open|show|trash|write)\w+|\bopenExternal\b|\.load(?:URL|File)\(|\bwindow\.open\(/,
  executes:
    /\bchild_process\b|\butilityProcess\b|\bworker_threads\b|\bnew Worker\(|\bnew Function\(|\beval\(|\bexecuteJavaScript\(|\bnode:vm\b|\b[rR]unProgram\b/,
};

const kinds = /** @type {Kind[]} */ (Object.keys(signs));

/** @param {string} text without its comments */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/**
 * The files of ours that listen, connect, open or execute.
 * @param {ReadonlyMap<string, string>} files text by path
 * @returns {Surface}
 */
export function surfaceOfSource(files) {
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      [...files]
        .filter(([, text]) => signs[kind].test(withoutComments(text)))
        .map(([path]) => path)
        .sort(),
    ]),
  );
}

const imported = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["'`](?:node:)?([a-z][a-z0-9_/]*)["'`]/g;
const ofElectron = /import\s*\{([^}]*)\}\s*from\s*["']electron["']/g;

/**
 * What of Node and of Electron the built app uses, libraries included.
 * @param {ReadonlyMap<string, string>} files text by path
 * @param {ReadonlySet<string>} builtin names of Node's modules
 * @returns {Surface}
 */
export function surfaceOfBuild(files, builtin) {
  /** @type {Set<string>} */
  const modules = new Set();
  /** @type {Set<string>} */
  const members = new Set();
  for (const text of files.values()) {
    for (const [, name = ''] of text.matchAll(imported)) if (builtin.has(name)) modules.add(name);
    for (const [, names = ''] of text.matchAll(ofElectron))
      for (const name of names.split(',')) members.add(name.trim().split(/\s+as\s+/)[0] ?? '');
  }
  members.delete('');
  return { 'modules of Node': [...modules].sort(), 'parts of Electron': [...members].sort() };
}

/**
 * @param {Surface} known
 * @param {Surface} found
 * @returns {{ added: string[], gone: string[] }} each as `kind: what`
 */
export function compare(known, found) {
  /** @param {Surface} a @param {Surface} b */
  const missing = (a, b) =>
    Object.entries(a).flatMap(([kind, all]) =>
      all.filter((one) => !(b[kind] ?? []).includes(one)).map((one) => `${kind}: ${one}`),
    );
  return { added: missing(found, known), gone: missing(known, found) };
}
