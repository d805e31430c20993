import { Client, type Entry, FilterParser, ResultCodeError } from 'ldapts';
import { EventEmitter, once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, rootCertificates } from 'node:tls';
import { askedFor, binaryAttribute, draftOf, type LdapEntry } from './people.ts';
import type { LdapSource } from '../ldapAddress.ts';
import { maxContacts, pieceOf, type ReadPiece } from '../read/reading.ts';
import { SourceError } from '../read/sourceFiles.ts';
import { networkFault } from '../serverFault.ts';
import type { SourceAccess, SourceFaultCode } from '../sources.ts';

const connectMs = 10_000;
const answerMs = 30_000;
const pageSize = 250;
/** More than that is not taken of a server. */
const maxBytes = 256 * 1024 * 1024;

/** RFC 4511, 4.1.9. */
const results: Readonly<Record<number, SourceFaultCode>> = {
  1: 'notAllowed', // Active Directory where nobody has logged in
  3: 'timeout',
  4: 'sizeLimit',
  8: 'notEncrypted',
  10: 'noBase', // a referral: it is somewhere else, and is not followed
  11: 'sizeLimit',
  13: 'notEncrypted',
  32: 'noBase',
  34: 'noBase',
  48: 'notAllowed',
  49: 'wrongPassword',
  50: 'notAllowed',
  51: 'unreachable',
  52: 'unreachable',
};

/**
 * The people of a directory, page by page. It is one connection: nothing is sent over another one, which would be without TLS. Referrals
 * are not followed. @throws SourceError
 */
export async function* ldapPeople(
  source: LdapSource,
  access: SourceAccess,
): AsyncGenerator<{ piece: ReadPiece; file: string }> {
  const { attributes, filter } = askedFor(source);
  const { client, lost } = clientOf(source, access);
  try {
    await Promise.race([logIn(client, source, access), lost]);
    let contacts = 0;
    const pages = client.searchPaginated(source.base, {
      scope: source.scope,
      filter: filterOf(filter),
      attributes: [...attributes],
      explicitBufferAttributes: [binaryAttribute],
      paged: { pageSize },
    });
    for (;;) {
      const page = await Promise.race([pages.next(), lost]);
      if (page.done === true) return;
      for (const found of page.value.searchEntries) {
        const entry = entryOf(found);
        const draft = draftOf(entry, source.attributes);
        // Somebody without a telephone is no fault.
        if (draft.numbers.length === 0) continue;
        const piece = pieceOf(draft, 0);
        if ('contact' in piece) contacts += 1;
        if (contacts > maxContacts) {
          yield { piece: { fault: { code: 'tooManyContacts', line: 0 } }, file: source.host };
          return;
        }
        yield { piece, file: entry.dn };
      }
    }
  } catch (error) {
    throw faultOf(error, source);
  } finally {
    await Promise.race([client.unbind(), lost]).catch(() => undefined);
  }
}

interface Connection {
  readonly client: Client;
  /** Rejects once it is closed: the library waits for an answer on a connection that StartTLS has encrypted and the server has closed. */
  readonly lost: Promise<never>;
}

function clientOf({ host, port, encryption }: LdapSource, access: SourceAccess): Connection {
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const tls = tlsOf(host, access);
  const closed = new EventEmitter<{ readonly closed: [] }>();
  const lost = once(closed, 'closed').then((): never => {
    throw new SourceError('unreachable', host);
  });
  lost.catch(() => undefined);
  let connections = 0;
  /** The library connects again where a connection is lost: the password would go over it as it is. */
  const only = <Of extends Socket>(socket: () => Of): Of => {
    connections += 1;
    if (connections > 1) throw new SourceError('unreachable', host);
    const made = socket();
    let bytes = 0;
    made.on('data', (data: Buffer) => {
      bytes += data.length;
      if (bytes > maxBytes) made.destroy(new SourceError('tooLarge', host));
    });
    // After the reason, where there is one.
    made.once('close', () => setImmediate(() => closed.emit('closed')));
    return made;
  };
  const client = new Client({
    url: `${encryption === 'tls' ? 'ldaps' : 'ldap'}://${shownHost}:${port}`,
    connectTimeout: connectMs,
    timeout: answerMs,
    strictDN: false,
    ...(encryption === 'tls'
      ? { createSecureConnection: () => only(() => connectTls({ ...tls, host, port })) }
      : { createConnection: () => only(() => connect({ host, port })) }),
  });
  return { client, lost };
}

function tlsOf(host: string, { ca }: SourceAccess): ConnectionOptions {
  return {
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  };
}

async function logIn(client: Client, source: LdapSource, access: SourceAccess): Promise<void> {
  const { bindName, encryption, host } = source;
  // Without a password a directory lets anybody in as nobody, and says that it is well (RFC 4513, 5.1.2).
  if (bindName !== '' && !access.password) throw new SourceError('noPassword', bindName);
  if (encryption === 'startTls') {
    try {
      await client.startTLS(tlsOf(host, access));
    } catch (error) {
      if (error instanceof ResultCodeError) throw new SourceError('noTls', error.message);
      throw error;
    }
  }
  if (bindName !== '') await client.bind(bindName, access.password);
}

function filterOf(text: string): ReturnType<typeof FilterParser.parseString> {
  try {
    return FilterParser.parseString(text);
  } catch (error) {
    throw new SourceError('badFilter', error instanceof Error ? error.message : text);
  }
}

function entryOf({ dn, ...attributes }: Entry): LdapEntry {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(attributes)) {
    // `sn;lang-de` is one more of `sn`.
    const [plain = ''] = name.toLowerCase().split(';');
    const texts = [value].flat().map((one) => (typeof one === 'string' ? one : one.toString('hex')));
    values.set(plain, [...(values.get(plain) ?? []), ...texts]);
  }
  return { dn, values };
}

function faultOf(error: unknown, { host, base }: LdapSource): SourceError {
  if (error instanceof SourceError) return error;
  if (!(error instanceof Error)) return new SourceError('failed', host);
  if (error instanceof ResultCodeError) {
    const code = results[error.code] ?? 'badAnswer';
    return new SourceError(code, code === 'noBase' ? base : `${host}: ${error.message.trim()}`);
  }
  const isLate = /timed? ?out/iu.test(error.message);
  return new SourceError(isLate ? 'timeout' : networkFault(error), `${host}: ${error.message}`);
}
