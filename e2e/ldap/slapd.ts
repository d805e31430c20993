import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeCertificates } from '../pbx/certificates.ts';
import { Instance } from '../pbx/instance.ts';
import { takePortBlock, type PortBlock } from '../pbx/ports.ts';
import { slapdRoot } from './provision.mjs';

const program = '/usr/sbin/slapd';
const startMs = 20_000;

export const base = 'dc=example,dc=com';
/** May read everything. */
export const reader = { name: `cn=reader,${base}`, password: 'Grüße, (so*)\\da' };
/** Is given three entries at most. */
export const limited = { name: `cn=limited,${base}`, password: 'few' };

/** A real OpenLDAP server of its own, with the people that it is given, on ports of its own. */
export class Slapd {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly tlsPort: number;
  /** The authority that its certificate is of. */
  readonly ca: string;
  readonly caFile: string;
  readonly #instance: Instance;
  readonly #ports: PortBlock;

  /** @param ldif people below `base`, and whatever else @throws Error when the root was not provisioned or the server does not start */
  static async start(ldif: string): Promise<Slapd> {
    const root = slapdRoot();
    if (!existsSync(join(root, program)))
      throw new Error(`no slapd in ${root}: run node e2e/ldap/provision.mjs`);
    const slapd = new Slapd(root, await takePortBlock(), ldif);
    await slapd.start();
    return slapd;
  }

  private constructor(root: string, ports: PortBlock, ldif: string) {
    this.#ports = ports;
    [this.port, this.tlsPort] = [ports.ami, ports.amiTls];
    this.#instance = new Instance(root);
    const { dir, hostDir } = this.#instance;
    mkdirSync(join(hostDir, 'db'));
    writeCertificates(hostDir);
    this.caFile = join(hostDir, 'ca.pem');
    this.ca = readFileSync(this.caFile, 'utf8');
    writeFileSync(join(hostDir, 'slapd.conf'), configuration(dir));
    writeFileSync(join(hostDir, 'people.ldif'), `${accounts}\n${ldif}`);
    // -s: Active Directory's entries have more than its schema asks of them.
    execFileSync(
      'chroot',
      [root, '/usr/sbin/slapadd', '-q', '-s', '-f', `${dir}/slapd.conf`, '-l', `${dir}/people.ldif`],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  }

  /** The first time, or after `stop`. */
  async start(): Promise<void> {
    const { dir } = this.#instance;
    const addresses = `ldap://${this.host}:${this.port} ldaps://${this.host}:${this.tlsPort}`;
    this.#instance.start(program, ['-d', '0', '-f', `${dir}/slapd.conf`, '-h', addresses]);
    const started = Date.now();
    while (!(await this.#answers())) {
      if (!this.#instance.isRunning || Date.now() - started > startMs)
        throw new Error(`slapd did not start\n${this.#instance.logTail()}`);
      await sleep(50);
    }
  }

  stop(): Promise<void> {
    return this.#instance.kill();
  }

  async remove(): Promise<void> {
    await this.#instance.remove();
    await this.#ports.release();
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.tlsPort, this.host);
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  }
}

function configuration(dir: string): string {
  const schemas = ['core', 'cosine', 'inetorgperson', 'nis', 'msuser'];
  return `${schemas.map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile ${dir}/ca.pem
TLSCertificateFile ${dir}/server.pem
TLSCertificateKeyFile ${dir}/server.key
database mdb
suffix "${base}"
directory ${dir}/db
limits dn.exact="${limited.name}" size=3
limits users size=unlimited size.prtotal=unlimited
access to attrs=userPassword by anonymous auth by * none
access to * by users read by anonymous auth
`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const accounts = [
  `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n`,
  `dn: ou=people,${base}\nobjectClass: organizationalUnit\nou: people\n`,
  ...[reader, limited].map(
    ({ name, password }) =>
      `dn: ${name}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: ${name.slice(3).split(',')[0]}\nuserPassword:: ${base64(password)}\n`,
  ),
].join('\n');

/** An entry as LDIF has it (RFC 2849). */
export function ldifEntry(
  dn: string,
  attributes: readonly (readonly [name: string, value: string])[],
): string {
  const lines = [['dn', dn] as const, ...attributes].map(([name, value]) => `${name}:: ${base64(value)}`);
  return `${lines.join('\n')}\n`;
}
