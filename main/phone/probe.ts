import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { PhoneFault, PhoneFaultCode } from '../../src/phone/phone.ts';
import { systemCode } from '../../src/world/atomicFile.ts';

/** The certificate that the phone system shows, after OpenSSL has found it good; or why it is not, or cannot be seen. */
export type Probe =
  | { readonly ok: true; readonly certificate: X509Certificate }
  | { readonly ok: false; readonly fault: PhoneFault };

const probeMs = 5_000;

/**
 * Opens the address of a phone as far as TLS goes, and closes it again: a page learns nothing of why a WebSocket was not opened, and
 * knows no authority of one's own.
 * @param ca PEM of a private authority; without it, the public ones
 */
export function probe(address: string, ca?: string): Promise<Probe> {
  const { hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/gu, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      // A name is shown to the server, an address is not (RFC 6066 section 3).
      ...(/^[\d.]+$|:/u.test(host) ? {} : { servername: host }),
      ...(ca === undefined ? {} : { ca }),
    });
    const settle = (result: Probe): void => {
      socket.destroy();
      resolve(result);
    };
    const fail = (detail: string): void =>
      settle({ ok: false, fault: { code: faultOf(detail), detail: detail.slice(0, 200) } });
    socket.setTimeout(probeMs, () => fail('ETIMEDOUT'));
    socket.once('error', (error) => fail(systemCode(error)));
    socket.once('secureConnect', () => {
      const certificate = new X509Certificate(socket.getPeerCertificate(false).raw);
      settle({ ok: true, certificate });
    });
  });
}

/** Codes of the system and of OpenSSL, as Node names them. */
function faultOf(code: string): PhoneFaultCode {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'addressUnknown';
  return /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/u.test(code) ? 'certificateWrong' : 'unreachable';
}
