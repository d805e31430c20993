// @ts-check
import AmiIo from 'ami-io/lib/index.js';
import SilentLogger from 'ami-io/lib/silent-logger.js';
import { packetOf } from './plain.mjs';

/** @type {import('../player.mjs').Open} */
export function open({ port, reconnects, told }) {
  const client = AmiIo.createClient({
    host: '127.0.0.1',
    port,
    login: 'bench',
    password: 'bench-secret',
    encoding: 'utf8',
    logger: new SilentLogger(),
  });
  client.on('event', (/** @type {any} */ object) => told.event(toPacket(object)));
  client.on('connected', () => told.ready());
  for (const name of ['incorrectServer', 'incorrectLogin', 'connectionRefused', 'socketError', 'disconnected', 'error'])
    client.on(name, () => told.fault(name)); // prettier-ignore
  client.connect(reconnects, 500);
  /** @type {(name: string, fields: import('../player.mjs').Fields) => Promise<any>} */
  const send = (name, fields) =>
    new Promise((resolve, reject) => {
      const action = new AmiIo.Action.Action(name);
      for (const [field, value] of fields) action[field] = value;
      client.send(action, (/** @type {any} */ error, /** @type {any} */ answer) => {
        if (error)
          reject(error instanceof Error ? error : new Error(`refused: ${error.message ?? 'no reason'}`));
        else resolve(answer);
      });
    });
  return {
    send: async (name, fields = []) => toPacket(await send(name, fields)),
    list: async (name, fields = []) => {
      const { events } = await send(name, fields);
      return events.slice(0, -1).map(toPacket);
    },
    close: () => client.disconnect(),
  };
}

/**
 * @param {any} object
 * @returns {import('../player.mjs').Packet}
 */
function toPacket(object) {
  const packet = packetOf(object, (name) =>
    name.startsWith('chanvariable') && typeof object[name] === 'object'
      ? Object.entries(object[name]).map((pair) => pair.join('='))
      : undefined,
  );
  return { ...packet, output: packet.all('output') };
}
