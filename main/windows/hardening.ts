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
  // Naming the devices that sound, and choosing one for the ring tone, hangs on this check (Chromium's MediaDevicesPermissionChecker); to
  // record, a page would have to ask, which is refused above.
  const checks: Confinement['checks'] = (contents, permission, { mediaType }) => {
    const page = contents === null ? undefined : pages.at(contents.getURL());
    const sounds = page === 'settings.html' || page === 'ringing.html';
    // The typings do not know the second one yet.
    const isOfSound =
      (permission === 'media' && mediaType === 'audio') || (permission as string) === 'speaker-selection';
    return sounds && isOfSound;
  };
  const mayLoad = (url: string): boolean => pages.mayLoad(url);
  confineSession(session, { log, asks: () => false, checks, mayLoad });
  // WebRTC goes round the policy and round onBeforeRequest. Without a proxy it may send no UDP (`confine`), and TCP it sends by the proxy
  // of the session: one that no one is behind. Our own pages come by a protocol of ours, which no proxy sees.
  if (pages.areOwn) void session.setProxy({ proxyRules: deadProxy, proxyBypassRules: '<-loopback>' });
  app.on('web-contents-created', (_event, contents) => confine(contents, pages, refusing(log)));
}

type AskHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

/** What the pages of a session may do; all the rest is denied. */
export interface Confinement {
  readonly log: Log;
  /** Whether a page gets a permission that it asks for. */
  readonly asks: (
    contents: WebContents,
    permission: Parameters<AskHandler>[1],
    details: Parameters<AskHandler>[3],
  ) => boolean;
  /** Whether it has one without asking. */
  readonly checks: (
    contents: WebContents | null,
    permission: Parameters<CheckHandler>[1],
    details: Parameters<CheckHandler>[3],
  ) => boolean;
  readonly mayLoad: (url: string) => boolean;
}

export function confineSession(session: Session, { log, asks, checks, mayLoad }: Confinement): void {
  const refused = refusing(log);
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const isGiven = asks(contents, permission, details);
    if (!isGiven) refused('permission', permission);
    callback(isGiven);
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) =>
    checks(contents, permission, details),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false); // it would fetch dictionaries
  session.removeAllListeners('will-download');
  session.on('will-download', (event, item) => {
    refused('download', item.getURL());
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const cancel = !mayLoad(url);
    if (cancel) refused('request', url);
    callback({ cancel });
  });
}

type Refused = (what: string, detail: string) => void;

function refusing(log: Log): Refused {
  return (what, detail) => log({ level: 'warn', what: `${what} refused`, detail: detail.slice(0, 500) });
}

function confine(contents: WebContents, pages: Pages, refused: Refused): void {
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
