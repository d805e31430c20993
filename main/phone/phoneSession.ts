import { type Certificate, session, type Session } from 'electron';
import { X509Certificate } from 'node:crypto';
import type { LogEntry } from '../../src/world/edges.ts';
import { phonePolicy } from '../windows/assets.ts';
import { confineSession } from '../windows/hardening.ts';
import type { Pages } from '../windows/pages.ts';
import { serveAssets } from '../windows/protocol.ts';
import type { Probe } from './probe.ts';

export interface PhoneSessionOptions {
  readonly pages: Pages;
  /** The folder of the pages' files. */
  readonly folder: string;
  /** The one address that its page may connect to. */
  readonly address: string;
  /** Where the authority is a private one: whether the certificate of the phone system is right. */
  readonly privately: (() => Promise<Probe>) | undefined;
  readonly log: (entry: LogEntry) => void;
}

/** The session is the same for as long as the app runs; other settings bring another address. */
let current: string | undefined;
let isServed = false;

/**
 * The session of the phone's page alone, kept in memory: what only a phone may do is allowed in it and nowhere else. The microphone, and
 * one address; WebRTC.
 */
export function phoneSession({ pages, folder, address, privately, log }: PhoneSessionOptions): Session {
  const own = session.fromPartition('phone');
  const isPhone = (url: string): boolean => pages.at(url) === 'phone.html';
  confineSession(own, {
    log,
    asks: (contents, permission, details) =>
      permission === 'media' &&
      isPhone(contents.getURL()) &&
      details.isMainFrame &&
      'mediaTypes' in details &&
      details.mediaTypes.join() === 'audio',
    checks: (contents, permission, { mediaType }) =>
      permission === 'media' && mediaType === 'audio' && contents !== null && isPhone(contents.getURL()),
    mayLoad: (url) => pages.mayLoad(url) || url === address,
  });
  current = address;
  if (pages.areOwn && !isServed) {
    isServed = true;
    serveAssets(own, folder, () => phonePolicy(current));
  }
  own.setCertificateVerifyProc(
    privately === undefined
      ? null
      : ({ certificate }, answer) => {
          // 0: right, -2: wrong (Electron, setCertificateVerifyProc).
          void privately().then((found) => answer(isSame(found, certificate) ? 0 : -2));
        },
  );
  return own;
}

/** What OpenSSL has found good with that authority, for that name, at this time. */
function isSame(found: Probe, { data }: Certificate): boolean {
  return found.ok && found.certificate.fingerprint256 === new X509Certificate(data).fingerprint256;
}
