// @ts-check
// The demo CRM page, built and served on the loopback address.
import { inRoot } from './paths.mjs';

/**
 * @param {number} port 0: any that is free
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveDemo(port) {
  const { build, preview } = await import('vite');
  const shared = /** @type {const} */ ({ root: inRoot('demo/crm'), configFile: false, logLevel: 'warn' });
  const output = { outDir: inRoot('out/demo'), emptyOutDir: true };
  await build({ ...shared, build: output });
  const server = await preview({
    ...shared,
    build: output,
    preview: { host: '127.0.0.1', port, strictPort: port !== 0 },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The demo page is served nowhere.');
  return { url, close: () => server.close() };
}
