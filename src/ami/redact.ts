const secretLine = /^(Secret|Key): .*$/gim;

/** A copy of an action's bytes without the secret: the MD5 key too, for with the challenge it can be guessed at leisure. */
export function maskSecrets(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString().replaceAll(secretLine, '$1: ***'));
}
