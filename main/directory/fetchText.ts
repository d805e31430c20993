import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { SourceError } from '../../src/directory/read/sourceFiles.ts';

/** A caller is not kept waiting for a name. */
const patienceMs = 1_000;
const maxBytes = 64 * 1024;

/**
 * What a server answers to a GET, once. No redirect is followed: the number would go to somebody else.
 * @returns nothing where the server says that there is no one (404, 204)
 * @throws SourceError as rejection
 */
export function fetchText(url: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (code: SourceError['code'], detail: string): void => reject(new SourceError(code, detail));
    const make = url.protocol === 'https:' ? request : requestPlain;
    const asked = make(url, { headers: { Accept: 'application/json' }, agent: false });
    // Not the socket's own: a server that sends a byte now and then would keep it alive.
    const timer = setTimeout(() => {
      fail('timeout', url.host);
      asked.destroy();
    }, patienceMs);
    asked.once('close', () => clearTimeout(timer));
    asked.once('error', (error) => fail('unreachable', `${url.host}: ${error.message}`));
    asked.once('response', (response) => {
      const { statusCode = 0 } = response;
      response.on('error', (error) => fail('unreachable', `${url.host}: ${error.message}`));
      if (statusCode === 404 || statusCode === 204) {
        resolve('');
        asked.destroy();
        return;
      }
      if (statusCode !== 200) {
        fail('badAnswer', `${url.host}: HTTP ${statusCode}`);
        asked.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= maxBytes) return;
        fail('tooLarge', url.host);
        asked.destroy();
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    asked.end();
  });
}
