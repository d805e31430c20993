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

/** Serves the renderer's files, and nothing else, at `offhook://panel/`. */
export function serveAssets(session: Session, folder: string): void {
  const { host } = new URL(appOrigin);
  session.protocol.handle(scheme, (request) =>
    answerAsset(folder, host, request, async (path) => new Uint8Array(await readFile(path))),
  );
}
