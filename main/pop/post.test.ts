import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { post } from './post.ts';

let server: Server | undefined;
let paths: (string | undefined)[] = [];

async function serve(listener: RequestListener): Promise<URL> {
  paths = [];
  server = createServer((request, response) => {
    paths.push(request.url);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?a=1`);
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const message = (url: URL) => ({
  url,
  headers: {},
  body: '{"a":"ü"}',
  ca: undefined,
});

it('posts the text and gives the status', async () => {
  let got = '';
  const url = await serve((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => (got += text));
    request.on('end', () => response.writeHead(201).end('not read'));
  });
  expect(await post(message(url))).toBe(201);
  expect([paths, got]).toEqual([['/hook?a=1'], '{"a":"ü"}']);
});

it('follows no redirect', async () => {
  const url = await serve((_request, response) => response.writeHead(302, { Location: '/elsewhere' }).end());
  expect(await post(message(url))).toBe(302);
  expect(paths).toEqual(['/hook?a=1']);
});

it('does not wait for the end of an endless answer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'), 1);
    response.on('close', () => clearInterval(more));
  });
  expect(await post(message(url))).toBe(200);
});

it('ends an attempt at a server that hangs on request', async () => {
  const stop = new AbortController();
  const url = await serve(() => stop.abort());
  await expect(post(message(url), stop.signal)).rejects.toThrow('aborted');
});

it('fails where no one listens', async () => {
  const url = await serve(() => undefined);
  server?.close();
  await once(server!, 'close');
  await expect(post(message(url))).rejects.toThrow('ECONNREFUSED');
});
