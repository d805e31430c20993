import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { SourceError } from '../../src/directory/read/sourceFiles.ts';
import { networkFault } from '../../src/directory/serverFault.ts';

/** A caller is not kept waiting for a name. */
const patienceMs = 1_000;
const maxBytes = 64 * 1024;

/** Made once for an authority: it takes longer than a request. */
let trusted: { readonly ca: string; readonly secureContext: SecureContext } | undefined;

function trustIn(ca: string): { readonly secureContext: SecureContext } {
  if (trusted?.ca !== ca)
    trusted = { ca, secureContext: createSecureContext({ ca: [...rootCertificates, ca] }) };
  return { secureContext: trusted.secureContext };
}

/**
 * What a server answers to a GET, once. No redirect is followed: the number would go to somebody else.
 * @param ca private certificate authorities, PEM, beside the public ones
 * @returns nothing where the server says that there is no one (404, 204)
 * @throws SourceError as rejection
 */
export function fetchText(url: URL, ca?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (code: SourceError['code'], detail: string): void => reject(new SourceError(code, detail));
    const make = url.protocol === 'https:' ? request : requestPlain;
    const asked = make(url, {
      ...{ headers: { Accept: 'application/json' }, agent: false },
      ...(ca === undefined ? {} : trustIn(ca)),
    });
    // Not the socket's own: a server that sends a byte now and then would keep it alive.
    const timer = setTimeout(() => {
      fail('timeout', url.host);
      asked.destroy();
    }, patienceMs);
    asked.once('close', () => clearTimeout(timer));
    asked.once('error', (error) => fail(networkFault(error), `${url.host}: ${error.message}`));
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
