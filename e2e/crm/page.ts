import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { OffhookClient, type OffhookClientOptions } from '../../src/messaging/client/client.ts';

/** A port that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A page's end of the line, of that origin; without one a program's. */
export function pageOf(
  port: number,
  origin: string | undefined,
  options: OffhookClientOptions = {},
): OffhookClient {
  return new OffhookClient({
    url: `ws://127.0.0.1:${port}`,
    reconnect: false,
    webSocket: (url) => new WebSocket(url, origin === undefined ? {} : { origin }),
    ...options,
  });
}
