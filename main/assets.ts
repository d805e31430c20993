import { extname, join } from 'node:path';

/**
 * Everything from our own files; nothing inline, nothing from anywhere else, nothing to anywhere else. `frame-ancestors` and
 * `sandbox`-like rules only work as a header, which is why the pages come by a protocol of our own and not from `file:`.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/**
 * The answer to a request on the custom protocol: a file of the renderer's folder, or 404.
 * @param readFile rejects when there is no such file
 */
export async function answerAsset(
  folder: string,
  host: string,
  request: { readonly method: string; readonly url: string },
  readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  const url = new URL(request.url);
  const type = types[extname(url.pathname)];
  if (request.method !== 'GET') return new Response(null, { status: 405, headers });
  if (url.host !== host || type === undefined || !plainPath.test(url.pathname)) return notFound();
  try {
    const bytes = await readFile(join(folder, url.pathname));
    return new Response(bytes, { headers: { ...headers, 'content-type': type } });
  } catch {
    return notFound();
  }
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { ...headers, 'content-type': 'text/plain' } });
}
