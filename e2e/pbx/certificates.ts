import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate authority of one instance (`ca.pem`), and a server's certificate and key for `localhost` signed by it (`server.*`). */
export function writeCertificates(dir: string): void {
  const openssl = (...args: string[]): void => runOpenssl(dir, args);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
  );
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(join(dir, 'server.ext'), `${names}\nextendedKeyUsage=serverAuth\n`);
  sign(dir, 'server.pem', 2);
}

/** One more certificate of that server, beside it: it has expired. @returns its file */
export function writeExpiredCertificate(dir: string): string {
  sign(dir, 'expired.pem', -1);
  return join(dir, 'expired.pem');
}

function sign(dir: string, out: string, days: number): void {
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  const server = ['-in', 'server.csr', '-extfile', 'server.ext', '-days', String(days), '-out', out];
  runOpenssl(dir, ['x509', '-req', ...server, ...authority]);
}

function runOpenssl(dir: string, args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
}
