import { appendFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Sits between the app and the manager interface and keeps what both said, to explain a failed test. */
export class AmiTap {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(targetHost: string, targetPort: number, file: string) {
    this.#server = createServer((near) => {
      const far = connect(targetPort, targetHost);
      for (const [from, to, mark] of [
        [near, far, '>'],
        [far, near, '<'],
      ] as const) {
        this.#sockets.add(from);
        from.on('data', (bytes) => {
          const at = new Date().toISOString();
          appendFileSync(file, `${mark} ${at}\n${masked(bytes.toString('utf8'))}\n`);
          to.write(bytes);
        });
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  static async start(targetHost: string, targetPort: number, file: string): Promise<AmiTap> {
    const tap = new AmiTap(targetHost, targetPort, file);
    tap.#server.listen(0, '127.0.0.1');
    await once(tap.#server, 'listening');
    return tap;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function masked(text: string): string {
  return text.replace(/^(Secret|Key): .*$/gim, '$1: ***');
}
