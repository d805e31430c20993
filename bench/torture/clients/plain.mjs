// @ts-check
/** For libraries whose packets are plain objects. */

/** @param {string} name */
const folded = (name) => name.toLowerCase().replaceAll('-', '_');

/**
 * @param {Record<string, unknown>} object
 * @param {(name: string) => readonly string[] | undefined} [extra] values that the library keeps somewhere else
 * @returns {import('../player.mjs').Packet}
 */
export function packetOf(object, extra = () => undefined) {
  /** @param {string} name */
  const all = (name) => {
    const values = extra(folded(name));
    if (values !== undefined) return [...values];
    const key = Object.keys(object).find((own) => folded(own) === folded(name));
    const value = key === undefined ? undefined : object[key];
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value.map(String) : [String(value)];
  };
  return { all, get: (name) => all(name)[0] };
}

/**
 * An answer, or its error as a rejection.
 * @param {import('../player.mjs').Packet} packet
 */
export function answered(packet) {
  if (/^error$/i.test(packet.get('Response') ?? ''))
    throw new Error(`refused: ${packet.get('Message') ?? ''}`);
  return packet;
}

/**
 * @param {string} name
 * @param {import('../player.mjs').Fields} fields
 * @returns {Record<string, unknown>}
 */
export function messageOf(name, fields) {
  return { Action: name, ...Object.fromEntries(fields) };
}

/** For libraries without lists: collects the events between the answer and the end, as their users do. */
export class Lists {
  /** @type {Map<string, { items: import('../player.mjs').Packet[], end: string, done: (items: import('../player.mjs').Packet[]) => void }>} */
  #open = new Map();

  /** @param {import('../player.mjs').Packet} packet @returns whether it belongs to a list */
  take(packet) {
    const id = packet.get('ActionID');
    const list = id === undefined ? undefined : this.#open.get(id);
    if (id === undefined || list === undefined) return false;
    if (packet.get('Event') === list.end || /complete/i.test(packet.get('EventList') ?? '')) {
      this.#open.delete(id);
      list.done(list.items);
    } else list.items.push(packet);
    return true;
  }

  /**
   * @param {string} name
   * @param {string} id
   * @param {Promise<unknown>} answer
   * @returns {Promise<readonly import('../player.mjs').Packet[]>}
   */
  collect(name, id, answer) {
    return new Promise((resolve, reject) => {
      this.#open.set(id, { items: [], end: `${name}Complete`, done: resolve });
      answer.catch((/** @type {unknown} */ error) => {
        this.#open.delete(id);
        reject(error);
      });
    });
  }
}
