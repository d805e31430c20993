import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A network cable between a client and a server, to be pulled. */
export class Cable {
  readonly #server: Server;
  readonly #links = new Set<Link>();
  #pulled = false;

  constructor(targetHost: string, targetPort: number) {
    this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
      const link = new Link(near, { host: targetHost, port: targetPort }, () => this.#links.delete(link));
      this.#links.add(link);
      if (!this.#pulled) link.plug();
    });
  }

  /** Where the client connects to instead of to the server, on 127.0.0.1. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.#links.size;
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /**
   * Nothing gets through any more in either direction, and neither side is told: no FIN, no RST. What is sent
   * meanwhile arrives after `plug()`, as TCP repeats it. New connections are made but stay mute.
   */
  pull(): void {
    this.#pulled = true;
    for (const link of this.#links) link.pull();
  }

  plug(): void {
    this.#pulled = false;
    for (const link of this.#links) link.plug();
  }

  /** Resets every connection on both sides (RST), as a firewall does that has lost its table. New ones work. */
  cut(): void {
    for (const link of this.#links) link.cut();
  }

  /** Safe to call twice. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.cut();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }
}

export async function startCable(targetHost: string, targetPort: number): Promise<Cable> {
  const cable = new Cable(targetHost, targetPort);
  await cable.open();
  return cable;
}

/** One connection through the cable. */
class Link {
  readonly #near: Socket;
  readonly #target: { host: string; port: number };
  readonly #onGone: () => void;
  #far: Socket | undefined;
  #pulled = true;
  /** Ends and errors that happened while pulled: the other side learns of them when the cable is back. */
  #pending: (() => void)[] = [];

  constructor(near: Socket, target: { host: string; port: number }, onGone: () => void) {
    this.#near = near;
    this.#target = target;
    this.#onGone = onGone;
    near.setNoDelay(true);
    near.on('error', () => undefined);
    near.on('close', () => this.#whenPlugged(() => this.cut()));
  }

  pull(): void {
    this.#pulled = true;
    this.#near.pause();
    this.#far?.pause();
  }

  plug(): void {
    this.#pulled = false;
    const far = (this.#far ??= this.#connect());
    for (const deed of this.#pending.splice(0)) deed();
    this.#near.resume();
    far.resume();
  }

  cut(): void {
    this.#near.resetAndDestroy();
    this.#far?.resetAndDestroy();
    this.#onGone();
  }

  #connect(): Socket {
    const far = connect({ ...this.#target, allowHalfOpen: true });
    far.setNoDelay(true);
    far.on('error', () => undefined);
    far.on('close', () => this.#whenPlugged(() => this.cut()));
    this.#forward(this.#near, far);
    this.#forward(far, this.#near);
    return far;
  }

  /** By hand, not by pipe(), which would resume a socket that was paused on purpose. */
  #forward(from: Socket, to: Socket): void {
    from.on('data', (data) => to.write(data));
    // Node tells the end also of a paused socket, once nothing of it is left to read.
    from.on('end', () => this.#whenPlugged(() => to.end()));
  }

  #whenPlugged(deed: () => void): void {
    if (this.#pulled) this.#pending.push(deed);
    else deed();
  }
}
