import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchText } from './fetchText.ts';

let server: Server | TcpServer | undefined;
afterEach(() => {
  if (server !== undefined && 'closeAllConnections' in server) server.closeAllConnections();
  server?.close();
});

async function listening(made: Server | TcpServer): Promise<URL> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(made.address() as AddressInfo).port}/x?n=1`);
}
const serve = (listener: RequestListener): Promise<URL> => listening(createServer(listener));

describe('a server', () => {
  it('is asked once, and its answer is text', async () => {
    const url = await serve((request, response) => response.end(JSON.stringify({ name: request.url })));
    expect(await fetchText(url)).toBe('{"name":"/x?n=1"}');
  });

  it.each([404, 204])('says by %i that there is no contact', async (status) => {
    expect(await fetchText(await serve((_request, response) => response.writeHead(status).end()))).toBe('');
  });

  it('that sends a gigabyte is cut off', async () => {
    const chunk = Buffer.alloc(65_536, 'a');
    let sent = 0;
    const url = await serve((_request, response) => {
      const more = (): void => {
        if (response.destroyed || sent >= 2 ** 30) return;
        sent += chunk.length;
        response.write(chunk, more);
      };
      more();
    });
    await expect(fetchText(url)).rejects.toMatchObject({ code: 'tooLarge' });
    expect(sent).toBeLessThan(2 ** 28);
  });

  it('that sends elsewhere is not followed', async () => {
    let visits = 0;
    const url = await serve((_request, response) => {
      visits += 1;
      response.writeHead(302, { location: '/other' }).end();
    });
    await expect(fetchText(url)).rejects.toMatchObject({ code: 'badAnswer' });
    expect(visits).toBe(1);
  });

  it('that says something now and then, and never ends, is not waited for', async () => {
    const url = await serve((_request, response) => {
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    });
    await expect(fetchText(url)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('that speaks no HTTP is unreachable, and one that is not there refuses', async () => {
    const url = await listening(
      createTcp((socket) => socket.on('error', () => undefined).end('\0\0garbage\r\n')),
    );
    await expect(fetchText(url)).rejects.toMatchObject({ code: 'unreachable' });
    server?.close();
    await expect(fetchText(new URL('http://127.0.0.1:1/'))).rejects.toMatchObject({ code: 'refused' });
    await expect(fetchText(new URL('http://nowhere.invalid/'))).rejects.toMatchObject({
      code: 'unknownHost',
    });
  });

  it('is not believed with the certificate of an authority that nobody named, nor with that of another host', async () => {
    const pem = (name: string): string =>
      readFileSync(new URL(`../../src/ami/testing/certificates/${name}`, import.meta.url), 'utf8');
    const asked: string[] = [];
    const made = createSecure({ cert: pem('server.pem'), key: pem('server.key') }, (request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    const url = await listening(made);
    const secure = new URL(url.href.replace('http:', 'https:'));
    for (const ca of [undefined, pem('authority.pem')])
      await expect(fetchText(secure, ca)).rejects.toMatchObject({ code: 'certificate' });
    expect(asked).toEqual([]);
  });
});
