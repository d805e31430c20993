// @ts-check
// The feed of updates: files named CHANNEL-linux.yml and the like, each with its signature beside it. The app believes none without
// (main/updates/signedFeed.ts); each names its packages with their SHA-512, so that one signature stands for all of them. Its first line
// says what it is for (main/updates/statement.ts): under the name of another file it is refused.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../paths.mjs';

/**
 * Which system and processors a file is for, in Node's words, by what its name has behind the channel (app-builder-lib, updateInfoBuilder).
 * For Windows and macOS the name does not say the processor: it is what electron-builder.yml packs (builderConfig.test.mjs).
 * @type {Readonly<Record<string, { system: string, processors: readonly string[] }>>}
 */
export const TARGETS = {
  '': { system: 'win32', processors: ['x64'] },
  '-mac': { system: 'darwin', processors: ['x64', 'arm64'] },
  '-linux': { system: 'linux', processors: ['x64'] },
  '-linux-arm64': { system: 'linux', processors: ['arm64'] },
  '-linux-arm': { system: 'linux', processors: ['arm'] },
};

const LEAD = 'offhook: ';

/**
 * A new pair of keys. The public one is for the build (OFFHOOK_UPDATE_KEY), the private one for signing (OFFHOOK_UPDATE_SIGNING_KEY).
 * @returns {{ publicKey: string, privateKey: string }} SPKI and PKCS #8 in DER, as Base64
 */
export function newKeys() {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** @param {string} privateKey @returns {string} the public key that belongs to it */
export function publicKeyOf(privateKey) {
  return crypto
    .createPublicKey(privateKeyIn(privateKey))
    .export({ format: 'der', type: 'spki' })
    .toString('base64');
}

/**
 * Signs every file of a feed. A package that it names and that is not there, or is another, is an error: no one could install it.
 * @param {string} folder with the feed's files and the packages
 * @param {string} privateKey
 * @param {{ stagingPercentage?: number, signedAtMs?: number }} [options] the share of the computers that are to have it already, all where it
 *   is left out; when it is signed, now where it is left out. Apps refuse what was signed before another that they saw
 * @returns {string[]} the files that were signed
 */
export function signFeed(folder, privateKey, { stagingPercentage, signedAtMs = Date.now() } = {}) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.yml') && name !== 'builder-debug.yml');
  for (const name of files) {
    const file = path.join(folder, name);
    let text = fs.readFileSync(file, 'utf8');
    if (stagingPercentage !== undefined)
      text = `${text.replace(/^stagingPercentage:.*\n/m, '').trimEnd()}\nstagingPercentage: ${stagingPercentage}\n`;
    check(folder, name, text);
    text = withStatement(name, text, signedAtMs);
    fs.writeFileSync(file, text);
    fs.writeFileSync(`${file}.sig`, signText(text, privateKey));
  }
  return files;
}

/**
 * The text with a first line that says what it is for; one that it has is replaced.
 * @param {string} name of the file, `beta-linux.yml`
 * @param {string} text
 * @param {number} signedAtMs
 * @returns {string}
 */
export function withStatement(name, text, signedAtMs) {
  const [, channel = '', suffix = ''] = /^([a-z]+)(-[-a-z0-9]+)?\.yml$/.exec(name) ?? [];
  const target = TARGETS[suffix];
  if (channel === '' || target === undefined) throw new Error(`${name} names no channel and system`);
  const [, version = ''] = /^version: '?([^\s']+)'?$/m.exec(text) ?? [];
  if (version === '') throw new Error(`${name} names no version`);
  if (channel === 'latest' && version.includes('-'))
    throw new Error(`${name} names ${version}, a test version: it is for another channel`);
  const earlier = statementIn(text);
  if (earlier !== undefined && Date.parse(earlier.signedAt) > signedAtMs)
    throw new Error(`${name} was signed at ${earlier.signedAt}, which is still to come: is the clock right?`);
  const { productName: product } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const signedAt = new Date(signedAtMs).toISOString();
  const statement = JSON.stringify({ product, channel, ...target, version, signedAt });
  return `${LEAD}${statement}\n${withoutStatement(text)}`;
}

/** @param {string} text @returns {{ signedAt: string } | undefined} */
function statementIn(text) {
  const [first = ''] = text.split('\n', 1);
  return first.startsWith(LEAD) ? JSON.parse(first.slice(LEAD.length)) : undefined;
}

/** @param {string} text */
function withoutStatement(text) {
  return text.startsWith(LEAD) ? text.slice(text.indexOf('\n') + 1) : text;
}

/** @param {string} text @param {string} privateKey @returns {string} what stands in the file beside it */
export function signText(text, privateKey) {
  return `${crypto.sign(null, Buffer.from(text), privateKeyIn(privateKey)).toString('base64')}\n`;
}

/**
 * What electron-builder writes for a package, for one that it did not make.
 * @param {{ version: string, url: string, bytes: Uint8Array }} release
 */
export function feedText({ version, url, bytes }) {
  const sha512 = sha512Of(bytes);
  return `version: ${version}
files:
  - url: ${url}
    sha512: ${sha512}
    size: ${bytes.length}
path: ${url}
sha512: ${sha512}
releaseDate: '2026-01-01T00:00:00.000Z'
`;
}

/** @param {string} folder @param {string} name @param {string} text */
function check(folder, name, text) {
  const files = [...text.matchAll(/^ +- url: (.+)\n +sha512: (.+)$/gm)];
  if (!/^version: \S/m.test(text) || files.length === 0)
    throw new Error(`${name} names no version or no packages`);
  for (const [, url = '', sha512] of files) {
    const file = path.join(folder, url);
    if (!fs.existsSync(file)) throw new Error(`${name} names ${url}, which is not there`);
    if (sha512Of(fs.readFileSync(file)) !== sha512) throw new Error(`${url} is not what ${name} says`);
  }
}

/** @param {Uint8Array} bytes */
function sha512Of(bytes) {
  return crypto.createHash('sha512').update(bytes).digest('base64');
}

/** @param {string} text */
function privateKeyIn(text) {
  const key = crypto.createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key to sign with is no Ed25519 key');
  return key;
}
