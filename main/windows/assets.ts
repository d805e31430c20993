import { extname, join } from 'node:path';

/**
 * Everything from our own files; nothing inline, nothing from anywhere else, nothing to anywhere else. `frame-ancestors` and
 * `sandbox`-like rules only work as a header, which is why the pages come by a protocol of our own and not from `file:`.
 */
const policyWith = (connect: string, webrtc: 'allow' | 'block'): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Honoured by Chromium where it knows it; what holds without it is in hardening.ts.
    `webrtc '${webrtc}'`,
  ].join('; ');

const contentSecurityPolicy = policyWith("'none'", 'block');

/** The phone's page may speak to one address, and to none while there is no address. */
export function phonePolicy(address: string | undefined): string {
  return policyWith(address ?? "'none'", 'allow');
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
};

/** Folders and files of plain letters: no percent signs, no `..`, no hidden files, so there is nothing left to normalise. */
const plainPath = /^(?:\/[\w-]+)*\/[\w-]+(?:\.[\w-]+)+$/;

const headers = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** An answer as Electron's protocols take it. */
export interface Asset {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Buffer;
}

/**
 * The answer to a request on the custom protocol: a file of the renderer's folder, or 404.
 * @param readFile rejects when there is no such file
 */
export async function answerAsset(
  folder: string,
  host: string,
  request: { readonly method: string; readonly url: string },
  readFile: (path: string) => Promise<Buffer>,
  policy = contentSecurityPolicy,
): Promise<Asset> {
  const url = new URL(request.url);
  const type = types[extname(url.pathname)];
  if (request.method !== 'GET') return failed(405, 'not allowed');
  if (url.host !== host || type === undefined || !plainPath.test(url.pathname))
    return failed(404, 'not found');
  try {
    const data = await readFile(join(folder, url.pathname));
    return {
      statusCode: 200,
      headers: { ...headers, 'content-security-policy': policy, 'content-type': type },
      data,
    };
  } catch {
    return failed(404, 'not found');
  }
}

function failed(statusCode: number, text: string): Asset {
  return {
    statusCode,
    headers: { ...headers, 'content-security-policy': contentSecurityPolicy, 'content-type': 'text/plain' },
    data: Buffer.from(text),
  };
}
