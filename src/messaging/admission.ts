import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { MessagingEdges, Peer, ServiceLimits } from './options.ts';
import { isOurHost, type Origin, originOf } from './origin.ts';

/** Who is on the other end: a page, or a script that showed the token. */
export type Caller = Origin | 'script';

export interface Refusal {
  /** Of HTTP. */
  readonly status: 401 | 403 | 421 | 503;
  /** For the log, and for who reads the answer: pages are shown none. */
  readonly why: string;
}

export interface AdmissionOptions {
  readonly edges: MessagingEdges;
  readonly limits: ServiceLimits;
  readonly port: () => number;
  /** Names of this machine besides those of the loopback. */
  readonly isOurName: (name: string) => boolean;
  /** Names of the pages that are in. */
  readonly inside: () => Iterable<string>;
}

/** The door: who may use the service, whether with a WebSocket or by another request of HTTP. */
export class Admission {
  readonly #options: AdmissionOptions;
  /** Sockets of pages that are not let in yet, by whose they are. */
  readonly #waiting = new Map<Socket, string>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Who makes the request, where they may; waits for the agent's decision where there is none yet. */
  async admit(request: IncomingMessage): Promise<Caller | Refusal> {
    const { edges, isOurName, port } = this.#options;
    if (!(await edges.isOurUser(peerOf(request.socket))))
      return { status: 421, why: 'another user of this computer' };
    if (!isOurHost(request.headers.host, port(), isOurName))
      return { status: 403, why: 'Host is not this machine' };
    const caller = await this.#callerOf(request);
    if (caller === undefined) {
      const isScript = request.headers.origin === undefined;
      return isScript ? { status: 401, why: 'no token' } : { status: 403, why: 'no origin of a page' };
    }
    return this.refusalFor(caller) ?? (caller === 'script' ? caller : this.#decide(caller, request.socket));
  }

  /** Where there is no room for one more page of theirs. */
  refusalFor(caller: Caller): Refusal | undefined {
    const { pagesMax, pagesPerOriginMax } = this.#options.limits;
    const inside = [...this.#options.inside()];
    const same = inside.filter((name) => name === nameOf(caller));
    const isFull = inside.length >= pagesMax || same.length >= pagesPerOriginMax;
    return isFull ? { status: 503, why: 'too many pages' } : undefined;
  }

  /** Those that wait do so no longer. */
  close(): void {
    for (const socket of this.#waiting.keys()) socket.destroy();
  }

  async #decide(origin: Origin, socket: Socket): Promise<Caller | Refusal> {
    const decided = this.#options.edges.isAllowed(origin);
    if (decided === undefined && this.#isCrowded(origin.site))
      return { status: 503, why: 'too many pages wait for a decision' };
    if (decided ?? (await this.#ask(origin, socket))) return origin;
    return { status: 403, why: origin.isSecure ? 'not allowed' : 'a page that came over http' };
  }

  /** The page's origin, or `script` for one without that shows the token; `undefined` for neither. */
  async #callerOf({ headers, url = '/' }: IncomingMessage): Promise<Caller | undefined> {
    if (headers.origin !== undefined) return originOf(headers.origin);
    const bearer = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1];
    // SignalR's clients name it `access_token` where they cannot set a header.
    const token = bearer ?? /[?&](?:access_)?token=([\w-]{1,200})(?:&|$)/.exec(url)?.[1] ?? '';
    return token !== '' && (await this.#options.edges.isToken(token)) ? 'script' : undefined;
  }

  #isCrowded(site: string): boolean {
    const { waitingMax, waitingPerSiteMax } = this.#options.limits;
    const same = [...this.#waiting.values()].filter((waiting) => waiting === site);
    return this.#waiting.size >= waitingMax || same.length >= waitingPerSiteMax;
  }

  /** The agent's decision, or no where none comes in time or the page does not wait for it. */
  async #ask(origin: Origin, socket: Socket): Promise<boolean> {
    const { edges, limits } = this.#options;
    this.#waiting.set(socket, origin.site);
    const wait = new AbortController();
    const giveUp = (): void => wait.abort();
    const timer = setTimeout(giveUp, limits.decisionMs);
    socket.once('close', giveUp);
    try {
      return await edges.askAbout(origin, wait.signal);
    } finally {
      clearTimeout(timer);
      socket.off('close', giveUp);
      this.#waiting.delete(socket);
    }
  }
}

/** As the log and the settings name them. */
export function nameOf(caller: Caller): string {
  return caller === 'script' ? caller : caller.origin;
}

function peerOf({ remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 }: Socket): Peer {
  return { remoteAddress, remotePort, localAddress, localPort };
}
