import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { answerAsset } from './assets.ts';
import { appOrigin, scheme } from './pages.ts';

/** Before the app is ready: the scheme is one with origins, and counts as secure. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      // With the scripts' compiled code kept, later starts need not compile them.
      privileges: { standard: true, secure: true, supportFetchAPI: false, stream: false, codeCache: true },
    },
  ]);
}

/**
 * Serves the renderer's files, and nothing else, at `offhook://panel/`. Not by `protocol.handle`: the first `Request` and `Response` of a
 * process load all of undici with HTTP/1 and HTTP/2, which delays the first window by a tenth of its time.
 */
export function serveAssets(session: Session, folder: string, policy?: () => string): void {
  const { host } = new URL(appOrigin);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  session.protocol.registerBufferProtocol(scheme, (request, callback) => {
    void answerAsset(folder, host, request, readFile, policy?.()).then(callback);
  });
}
