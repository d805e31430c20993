import { app, type Session, type WebContents } from 'electron';
import type { LogEntry } from '../../src/world/edges.ts';
import type { Pages } from './pages.ts';

type Log = (entry: LogEntry) => void;

/** The discard port of this computer (RFC 863): nothing answers there, and only root could make it. */
const deadProxy = 'socks5://127.0.0.1:9';

/**
 * What no page of this app ever does is denied to all of them, whatever comes to run there: permissions, other addresses, other windows,
 * frames, downloads. (Electron's security checklist, points 5 and 12 to 14.)
 */
export function harden(session: Session, pages: Pages, log: Log): void {
  const refused = (what: string, detail: string): void =>
    log({ level: 'warn', what: `${what} refused`, detail: detail.slice(0, 500) });

  session.setPermissionRequestHandler((_contents, permission, callback) => {
    refused('permission', permission);
    callback(false);
  });
  // Naming the devices that sound, and choosing one for the ring tone, hangs on this check (Chromium's MediaDevicesPermissionChecker); to
  // record, a page would have to ask, which is refused above.
  session.setPermissionCheckHandler((contents, permission, _origin, { mediaType }) => {
    const page = contents === null ? undefined : pages.at(contents.getURL());
    const sounds = page === 'settings.html' || page === 'ringing.html';
    // The typings do not know the second one yet.
    const isOfSound =
      (permission === 'media' && mediaType === 'audio') || (permission as string) === 'speaker-selection';
    return sounds && isOfSound;
  });
  session.setDevicePermissionHandler(() => false);
  // WebRTC goes round the policy and round onBeforeRequest. Without a proxy it may send no UDP (`confine`), and TCP it sends by the proxy
  // of the session: one that no one is behind. Our own pages come by a protocol of ours, which no proxy sees.
  if (pages.areOwn) void session.setProxy({ proxyRules: deadProxy, proxyBypassRules: '<-loopback>' });
  session.setSpellCheckerEnabled(false); // it would fetch dictionaries
  session.on('will-download', (event, item) => {
    refused('download', item.getURL());
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const cancel = !pages.mayLoad(url);
    if (cancel) refused('request', url);
    callback({ cancel });
  });
  app.on('web-contents-created', (_event, contents) => confine(contents, pages, refused));
}

function confine(contents: WebContents, pages: Pages, refused: (what: string, detail: string) => void): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(({ url }) => {
    refused('window', url);
    return { action: 'deny' };
  });
  // A page may load itself again, and nothing else anywhere: not the other page, for a window is what it was opened as.
  contents.on('will-frame-navigate', (event) => {
    const page = pages.at(event.url);
    if (event.isMainFrame && page !== undefined && page === pages.at(contents.getURL())) return;
    refused('navigation', event.url);
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    refused('redirect', event.url);
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    refused('webview', contents.getURL());
    event.preventDefault();
  });
}
