import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer as createPlain, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { probe } from './probe.ts';

const certificate = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../src/ami/testing/certificates', name), 'utf8');

let server: Server | undefined;
afterEach(() => server?.close());

/** The address at which a server listens from now on. */
async function at(made: Server): Promise<string> {
  server = made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  return `wss://127.0.0.1:${(made.address() as AddressInfo).port}/ws`;
}

const overTls = (): Promise<string> =>
  at(createServer({ key: certificate('server.key'), cert: certificate('server.pem') }));

describe('why a phone cannot connect', () => {
  it('is that the authority is not known', async () => {
    expect(await probe(await overTls())).toMatchObject({ ok: false, fault: { code: 'certificateWrong' } });
  });

  it('is that the certificate is of another name, though its authority is known', async () => {
    expect(await probe(await overTls(), certificate('authority.pem'))).toEqual({
      ok: false,
      fault: { code: 'certificateWrong', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  it('is that nothing listens', async () => {
    const address = await overTls();
    server?.close();
    expect(await probe(address)).toEqual({
      ok: false,
      fault: { code: 'unreachable', detail: 'ECONNREFUSED' },
    });
  });

  it('is that what listens does not speak TLS', async () => {
    const address = await at(createPlain((socket) => socket.destroy()));
    expect(await probe(address)).toMatchObject({ ok: false, fault: { code: 'unreachable' } });
  });

  it('is that there is no such name (RFC 2606)', async () => {
    expect(await probe('wss://nowhere.invalid/ws')).toMatchObject({
      ok: false,
      fault: { code: 'addressUnknown' },
    });
  });
});
