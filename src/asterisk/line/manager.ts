import { AsteriskConnection } from './connection.ts';
import type { Edges } from '../../world/edges.ts';
import type { AmiSource, LineOptions, LineSession } from '../options/lineOptions.ts';

/** Makes and removes the connections of the lines; one line, one connection. */
export class AsteriskManager {
  readonly #edges: Edges;
  readonly #connections = new Map<string, AsteriskConnection>();
  readonly #options = new Map<string, LineOptions>();

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  /**
   * @param id of the line, chosen by the caller
   * @throws Error when there is a connection of that id: it is removed first, so that a line never has two
   */
  add(id: string, options: LineOptions): AsteriskConnection {
    if (this.#connections.has(id)) throw new Error(`The line ${id} has a connection already.`);
    const connection = new AsteriskConnection(options, this.#edges);
    this.#connections.set(id, connection);
    this.#options.set(id, options);
    return connection;
  }

  get(id: string): AsteriskConnection | undefined {
    return this.#connections.get(id);
  }

  /** The session of a line that is logged in with this account already; some PBXs take no second one. */
  loggedIn({ host, port, username }: AmiSource): LineSession | undefined {
    for (const [id, { source }] of this.#options) {
      if (source.kind !== 'ami' || source.host !== host || source.port !== port) continue;
      // Asterisk compares names without regard to case (manager.c, check_manager_session_inuse).
      if (source.username.toLowerCase() !== username.toLowerCase()) continue;
      const session = this.#connections.get(id)?.session;
      if (session?.client.status.state === 'online') return session;
    }
    return undefined;
  }

  /** Stops the connection. Calls on the PBX are left alone. Never rejects. */
  async remove(id: string): Promise<void> {
    const connection = this.#connections.get(id);
    this.#connections.delete(id);
    this.#options.delete(id);
    await connection?.stop();
  }

  async removeAll(): Promise<void> {
    await Promise.all([...this.#connections.keys()].map((id) => this.remove(id)));
  }
}
