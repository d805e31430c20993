import { readFileSync } from 'node:fs';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { test } from '@playwright/test';
import { fetchText } from '../../main/directory/fetchText.ts';
import type { Contact } from '../../src/directory/contact.ts';
import { readSource } from '../../src/directory/read/readSource.ts';
import type { SourceAccess } from '../../src/directory/sources.ts';
import { expect } from '../expect.ts';
import { base, ldifEntry, limited, reader, Slapd } from './slapd.ts';

const people = `ou=people,${base}`;
const count = 600;

/** As directories have them: several numbers with spaces, letters of several languages. */
function person(at: number): string {
  const last = ['Müller', 'Šťastný', 'Ærø', 'Öztürk', 'Strauß'][at % 5] ?? '';
  return ldifEntry(`uid=p${at},${people}`, [
    ['objectClass', 'inetOrgPerson'],
    ['uid', `p${at}`],
    ['cn', `${last}, Jürgen ${at}`],
    ['sn', last],
    ['givenName', `Jürgen ${at}`],
    ['ou', 'Vertrieb'],
    ['telephoneNumber', `+49 30 90${String(10_000 + at)}`],
    ['telephoneNumber', `+49 (30) 91${String(10_000 + at)}`],
    ['mobile', `0170 12${String(10_000 + at)}`],
  ]);
}

const others = [
  ldifEntry(`uid=fax,${people}`, [
    ...[['objectClass', 'inetOrgPerson'] as const, ['uid', 'fax'] as const, ['cn', 'Fax'] as const],
    ...[['sn', 'Fax'] as const, ['facsimileTelephoneNumber', '030 1234567'] as const],
  ]),
  ldifEntry(`ou=ad,${base}`, [
    ['objectClass', 'organizationalUnit'],
    ['ou', 'ad'],
  ]),
  ...[
    ['Ada', '512', '030 2000001'],
    ['Closed', '514', '030 2000002'],
  ].map(([cn = '', control = '', number = '']) =>
    ldifEntry(`cn=${cn},ou=ad,${base}`, [
      ['objectClass', 'user'],
      ['cn', cn],
      ['sn', cn],
      ['displayName', `${cn} Lovelace`],
      ['sAMAccountName', cn],
      ['userAccountControl', control],
      ['company', 'ACME'],
      ['department', 'Forschung'],
      ['telephoneNumber', number],
      ['otherTelephone', `${number}9`],
      ['objectGUID', '\u0001\u0002'],
    ]),
  ),
];

let slapd: Slapd;
let bait: ReturnType<typeof createServer>;
let visitors = 0;
test.beforeAll(async () => {
  bait = createServer((socket) => {
    visitors += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
  const { port } = bait.address() as AddressInfo;
  const referral = ldifEntry(`ou=elsewhere,${people}`, [
    ['objectClass', 'referral'],
    ['objectClass', 'extensibleObject'],
    ['ou', 'elsewhere'],
    ['ref', `ldap://127.0.0.1:${port}/ou=people,dc=elsewhere`],
  ]);
  const everybody = Array.from({ length: count }, (_each, at) => person(at));
  slapd = await Slapd.start([...everybody, ...others, referral].join('\n'));
});
test.afterAll(async () => {
  await slapd.remove();
  bait.close();
});

interface Told {
  readonly contacts: readonly Contact[];
  readonly end: unknown;
}

async function read(address: string, access: SourceAccess = {}): Promise<Told> {
  const contacts: Contact[] = [];
  let end: unknown;
  for await (const message of readSource(address, '', access)) {
    if (message.type === 'batch') contacts.push(...message.contacts);
    else end = message;
  }
  return { contacts, end };
}

const encoded = (text: string): string => encodeURIComponent(text);
const as = (name: string): string => `bindname=${encoded(name)}`;
const plain = (more = as(reader.name), below = people): string =>
  `ldap://127.0.0.1:${slapd.port}/${encoded(below)}????x-plain,${more}`;
const startTls = (host = '127.0.0.1'): string =>
  `ldap://${host}:${slapd.port}/${encoded(people)}????${as(reader.name)}`;
const ldaps = (host = '127.0.0.1'): string =>
  `ldaps://${host}:${slapd.tlsPort}/${encoded(people)}????${as(reader.name)}`;

test('people are read from a real directory: plain, StartTLS and TLS, in pages, whatever letters they have', async () => {
  const { password } = reader;
  const { ca } = slapd;
  for (const address of [plain(), startTls(), startTls('localhost'), ldaps(), ldaps('localhost')]) {
    const { contacts, end } = await read(address, { ca, password });
    expect(end).toEqual({ type: 'end', state: '' });
    expect(contacts).toHaveLength(count);
    expect(contacts.find(({ name }) => name === 'Jürgen 7 Ærø')).toMatchObject({
      organisation: 'Vertrieb',
      numbers: [
        { number: '+493090' + '10007', kind: 'work' },
        { number: '+493091' + '10007', kind: 'work' },
        { number: '01701210007', kind: 'mobile' },
      ],
    });
    expect(new Set(contacts.map(({ id }) => id)).size).toBe(count);
    expect(contacts[0]?.id).toMatch(/^[\da-f]{8}-/);
  }
});

test('an address may say who is meant: Active Directory’s template, attributes, scope and filter', async () => {
  const access = { password: reader.password };
  const ad = await read(plain(`x-template=ad,${as(reader.name)}`, `ou=ad,${base}`), access);
  expect(ad.contacts).toMatchObject([
    {
      id: '0102',
      name: 'Ada Lovelace',
      organisation: 'ACME, Forschung',
      numbers: [{ kind: 'work' }, { kind: 'work' }],
    },
  ]);
  const own = `ldap://127.0.0.1:${slapd.port}/${encoded(people)}?cn,mobile,uid?one?(uid=p1*)?x-plain,${as(reader.name)}`;
  const some = await read(own, access);
  expect(some.contacts).toHaveLength(111);
  expect(some.contacts.map(({ name, numbers }) => [name, numbers.length])).toContainEqual([
    'Šťastný, Jürgen 11',
    1,
  ]);
});

test('each fault has its own code, and a referral is not followed', async () => {
  const { ca } = slapd;
  const { password } = reader;
  const wrong = await Slapd.start('');
  const faults: [code: string, address: string, access: SourceAccess][] = [
    ['wrongPassword', startTls(), { ca, password: 'no' }],
    ['wrongPassword', plain(as(`cn=nobody,${base}`)), { password }],
    ['noPassword', startTls(), { ca }],
    ['noPassword', startTls(), { ca, password: '' }],
    ['certificate', startTls(), { password }],
    ['certificate', ldaps(), { password }],
    ['certificate', ldaps(), { ca: wrong.ca, password }],
    ['certificate', startTls(), { ca: wrong.ca, password }],
    ['unknownHost', startTls('nowhere.invalid'), { ca, password }],
    ['noBase', plain(as(reader.name), `ou=nothing,${base}`), { password }],
    ['noBase', plain(as(reader.name), 'o=not here'), { password }],
    ['noBase', plain(as(reader.name), `ou=elsewhere,${people}`), { password }],
    ['sizeLimit', plain(as(limited.name)), { password: limited.password }],
    ['badFilter', plain().replace('????', '???(uid)?'), { password }],
    ['noContacts', plain().replace('????', '???(uid=none)?'), { password }],
    ['notAllowed', plain('x-template=openldap'), {}],
  ];
  try {
    for (const [code, address, access] of faults) {
      const { contacts, end } = await read(address, access);
      expect([code, end]).toMatchObject([code, { type: 'failed', code }]);
      if (code !== 'sizeLimit') expect(contacts).toEqual([]);
    }
    expect(visitors).toBe(0);
  } finally {
    await wrong.remove();
  }
  const closed = await read(`ldap://127.0.0.1:1/${encoded(people)}????x-plain`);
  expect(closed.end).toMatchObject({ code: 'refused' });
});

/** Certificate and key of the directory's, for other servers on this computer. */
const ownTls = () => {
  const pem = (name: string): string => readFileSync(join(dirname(slapd.caFile), name), 'utf8');
  return { cert: pem('server.pem'), key: pem('server.key') };
};

test('a connection that breaks once it is encrypted is not made again: the password would go over it as it is', async () => {
  const said: Buffer[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      said.push(data);
      // ExtendedResponse, success (RFC 4511, 4.12), to the message of that number.
      const [, , , , id = 0] = data;
      socket.write(Buffer.from([0x30, 12, 2, 1, id, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0]));
      const secure = new TLSSocket(socket, { isServer: true, ...ownTls() });
      secure.on('error', () => undefined).once('secure', () => secure.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const { end } = await read(`ldap://127.0.0.1:${port}/dc=x????${as(reader.name)}`, {
      ca: slapd.ca,
      password: reader.password,
    });
    expect(end).toMatchObject({ code: 'unreachable' });
    expect(connections).toBe(1);
    expect(Buffer.concat(said).includes('1.3.6.1.4.1.1466.20037')).toBe(true);
    expect(Buffer.concat(said).includes(reader.password)).toBe(false);
  } finally {
    server.close();
  }
});

test('a server that is asked for one number may have a certificate of a private authority, and no other', async () => {
  const asked: string[] = [];
  const server = createSecure(ownTls(), (request, response) => {
    asked.push(request.url ?? '');
    response.end('{"name":"Erika Müller"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const other = await Slapd.start('');
  try {
    const url = new URL(`https://localhost:${port}/lookup?n=1`);
    await expect(fetchText(url)).rejects.toMatchObject({ code: 'certificate' });
    await expect(fetchText(url, other.ca)).rejects.toMatchObject({ code: 'certificate' });
    expect(asked).toEqual([]);
    expect(await fetchText(url, slapd.ca)).toBe('{"name":"Erika Müller"}');
    expect(asked).toEqual(['/lookup?n=1']);
  } finally {
    await other.remove();
    server.closeAllConnections();
    server.close();
  }
});
