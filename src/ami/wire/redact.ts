const secretLine = /^(Secret|Key|Digit): .*$/gim;

/**
 * A copy of an action's bytes without what is secret: the MD5 key too, for with the challenge it can be guessed at leisure, and the
 * keys of `PlayDTMF`, which may be somebody's PIN.
 */
export function maskSecrets(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString().replaceAll(secretLine, '$1: ***'));
}
