import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { UpdateFault } from './fault.ts';

/** A feed's file is a few hundred bytes per package. */
const maxFeedBytes = 256 * 1024;
const maxSignatureBytes = 1024;
const timeoutMs = 30_000;

export type Fetch = (url: string, options: { signal: AbortSignal; redirect: 'follow' }) => Promise<Response>;

/** @param key SPKI in DER, as Base64; throws for what is no Ed25519 key */
export function readUpdateKey(key: string): KeyObject {
  const read = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  if (read.asymmetricKeyType !== 'ed25519') throw new Error('the update key is no Ed25519 key');
  return read;
}

/** Only encrypted, or on this computer: what is signed cannot be forged on the way, but who asks for it could be seen. */
export function isFeedAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Reads a file of the feed, and believes it only with our signature: `NAME.sig` beside it, Ed25519 over its bytes, as Base64. The file
 * names the packages with their SHA-512, so that this one signature stands for all of them. What it was signed for, and whether it is an
 * old one that is served again, `feedProvider` checks.
 */
export async function readSigned(address: URL, key: KeyObject, get: Fetch): Promise<string> {
  if (!isFeedAddress(address.href))
    throw new UpdateFault('updateFeedAddress', `${address.origin}: not https`);
  const signatureAddress = new URL(address);
  signatureAddress.pathname += '.sig';
  const bytes = await read(address, maxFeedBytes, 'updateFeedMissing', get);
  const text = await read(signatureAddress, maxSignatureBytes, 'updateUnsigned', get);
  const signature = Buffer.from(text.toString('latin1').trim(), 'base64');
  if (!verify(null, bytes, key, signature))
    throw new UpdateFault('updateWrongSignature', `${address.pathname}: the signature is not of our key`);
  return bytes.toString('utf8');
}

async function read(
  address: URL,
  maxBytes: number,
  missing: 'updateFeedMissing' | 'updateUnsigned',
  get: Fetch,
): Promise<Buffer> {
  const response = await get(address.href, { signal: AbortSignal.timeout(timeoutMs), redirect: 'follow' });
  if (response.status === 404) throw new UpdateFault(missing, `${address.pathname}: there is none`);
  if (!response.ok)
    throw new UpdateFault('updateUnreachable', `${address.pathname}: status ${response.status}`);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > maxBytes) throw new UpdateFault('updateFeedUnreadable', `${address.pathname}: too large`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
