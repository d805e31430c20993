import { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface AmiTlsOptions {
  /** PEM of the authority that signed the server's certificate, when it is a private one. */
  readonly ca?: string;
  /** The name in the certificate, when it is not the host. */
  readonly servername?: string;
}

export interface AmiTarget {
  readonly host: string;
  readonly port: number;
  readonly tls: AmiTlsOptions | undefined;
}

/** What a session needs of a socket; Node's sockets are such. */
export interface AmiSocket {
  on(event: 'connect' | 'secureConnect' | 'end' | 'close', listener: () => void): unknown;
  /** The bytes are the listener's until it returns. */
  on(event: 'data', listener: (bytes: Buffer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(bytes: Uint8Array): boolean;
  destroy(): unknown;
  /** Bytes that were written and not yet taken by the system. */
  readonly writableLength: number;
}

/** As much as Node reads at once. */
const readBytes = 64 * 1024;

/** A host with several addresses: Node's 250 ms for each is too short for a PBX behind a slow VPN. */
const patience = { autoSelectFamilyAttemptTimeout: 1_000 };

export function connectSocket({ host, port, tls }: AmiTarget): AmiSocket {
  const socket = tls === undefined ? openTcp(host, port) : openTls(host, port, tls);
  // Actions are small and somebody waits for each.
  socket.setNoDelay(true);
  return socket;
}

/** Its bytes come in one piece of memory, which the next ones are written into: a new one for each read costs as much as the reading. */
function openTcp(host: string, port: number): Socket {
  const memory = Buffer.allocUnsafeSlow(readBytes);
  const socket: Socket = connectTcp({
    host,
    port,
    ...patience,
    onread: {
      buffer: memory,
      callback: (count) => {
        socket.emit('data', memory.subarray(0, count));
        return true;
      },
    },
  });
  return socket;
}

function openTls(host: string, port: number, tls: AmiTlsOptions) {
  if (tls.ca !== undefined) checkAuthority(tls.ca);
  // RFC 6066, section 3: an address is no server name.
  const servername = tls.servername ?? (isIP(host) === 0 ? host : undefined);
  return connectTls({
    host,
    port,
    ...patience,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(servername === undefined ? {} : { servername }),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
  });
}

/** Node leaves out what it cannot read, and then says that the server's certificate is not to be trusted. */
function checkAuthority(pem: string): void {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) throw new Error('The file of the authority holds no certificate.');
  for (const certificate of certificates) new X509Certificate(certificate);
}
