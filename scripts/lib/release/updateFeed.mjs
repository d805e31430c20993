// @ts-check
// The feed of updates: files named CHANNEL-linux.yml and the like, each with its signature beside it. The app believes none without
// (main/updates/signedFeed.ts); each names its packages with their SHA-512, so that one signature stands for all of them.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * A new pair of keys. The public one is for the build (OFFHOOK_UPDATE_KEY), the private one for whoever signs (OFFHOOK_UPDATE_SIGNING_KEY).
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
 * Signs every file of a feed. A package that it names and that is not there, or is another, is an error: nobody could install it.
 * @param {string} folder with the feed's files and the packages
 * @param {string} privateKey
 * @param {{ stagingPercentage?: number }} [options] of the computers that are to have it already; all where it is left out
 * @returns {string[]} the files that were signed
 */
export function signFeed(folder, privateKey, { stagingPercentage } = {}) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.yml') && name !== 'builder-debug.yml');
  for (const name of files) {
    const file = path.join(folder, name);
    let text = fs.readFileSync(file, 'utf8');
    if (stagingPercentage !== undefined)
      text = `${text.replace(/^stagingPercentage:.*\n/m, '').trimEnd()}\nstagingPercentage: ${stagingPercentage}\n`;
    check(folder, name, text);
    fs.writeFileSync(file, text);
    fs.writeFileSync(`${file}.sig`, signText(text, privateKey));
  }
  return files;
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
