import { request as requestPlain } from 'node:http';
import { request } from 'node:https';

/** A server that says nothing for so long has not got it. */
const patienceMs = 10_000;

export interface Posted {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** A private certificate authority, PEM. */
  readonly ca: string | undefined;
}

/**
 * Posts a text once. A redirect is not followed, what the server answers is not read.
 * @returns the HTTP status
 * @throws Error where there was none: no connection, a certificate of somebody else, no answer in time
 */
export function post({ url, headers, body, ca }: Posted, signal?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const make = url.protocol === 'https:' ? request : requestPlain;
    const sent = make(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      agent: false,
      ...(ca === undefined ? {} : { ca }),
      ...(signal === undefined ? {} : { signal }),
    });
    // Not the socket's own: a server that sends a byte now and then would keep it alive.
    const timer = setTimeout(() => sent.destroy(new Error('no answer in time')), patienceMs);
    sent.once('response', (response) => {
      response.once('error', () => undefined);
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.once('error', reject);
    sent.once('close', () => clearTimeout(timer));
    sent.end(body);
  });
}
