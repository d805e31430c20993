import { AsteriskConnection } from './connection.ts';
import type { Edges } from '../../world/edges.ts';
import type { LineOptions } from './lineOptions.ts';

/** Makes and removes the connections of the lines; one line, one connection. */
export class AsteriskManager {
  readonly #edges: Edges;
  readonly #connections = new Map<string, AsteriskConnection>();

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
    return connection;
  }

  get(id: string): AsteriskConnection | undefined {
    return this.#connections.get(id);
  }

  /** Stops the connection. Calls on the PBX are left alone. Never rejects. */
  async remove(id: string): Promise<void> {
    const connection = this.#connections.get(id);
    this.#connections.delete(id);
    await connection?.stop();
  }

  async removeAll(): Promise<void> {
    await Promise.all([...this.#connections.keys()].map((id) => this.remove(id)));
  }
}
