import { createHmac } from 'node:crypto';

/** What a message is signed by: `t` is the time of the attempt, s since 1970, `v1` the HMAC-SHA256 of `t`, a dot and the body, in hex. */
export const signatureHeader = 'Offhook-Signature';

/** @returns the value of `signatureHeader` */
export function signature(key: Uint8Array, body: string, nowWallMs: number): string {
  const t = String(Math.floor(nowWallMs / 1000));
  const hmac = createHmac('sha256', key).update(`${t}.${body}`, 'utf8').digest('hex');
  return `t=${t},v1=${hmac}`;
}
