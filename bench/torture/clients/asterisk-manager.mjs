// @ts-check
import AsteriskManager from 'asterisk-manager';
import { answered, Lists, messageOf, packetOf } from './plain.mjs';

/** @type {import('../player.mjs').Open} */
export function open({ port, reconnects, told }) {
  const client = new AsteriskManager(undefined, '127.0.0.1', 'bench', 'bench-secret', true);
  client.options.port = port;
  const lists = new Lists();
  let count = 0;
  client.on('managerevent', (/** @type {Record<string, unknown>} */ object) => {
    const packet = toPacket(object);
    if (!lists.take(packet)) told.event(packet);
  });
  client.on('error', (/** @type {Error} */ error) => told.fault(error.message));
  client.on('close', () => {
    isIn = false;
    told.fault('closed');
  });
  let isIn = false;
  const enter = () => {
    if (!isIn) told.ready();
    isIn = true;
  };
  // It logs in again without telling its user; the answer can be seen.
  client.on('response', (/** @type {Record<string, string>} */ { message }) => {
    if (message === 'Authentication accepted') enter();
  });
  client.connect(port, '127.0.0.1', () =>
    client.login((/** @type {unknown} */ error) => (error ? told.fault('refused') : enter())),
  );
  if (reconnects) client.keepConnected();
  /** @type {(name: string, fields: import('../player.mjs').Fields, id?: string) => Promise<import('../player.mjs').Packet>} */
  const send = (name, fields, id) =>
    new Promise((resolve, reject) => {
      const message = { ...messageOf(name, fields), ...(id === undefined ? {} : { actionid: id }) };
      client.action(lowered(message), (/** @type {unknown} */ error, /** @type {any} */ answer) => {
        try {
          resolve(answered(toPacket(/** @type {any} */ (error ?? answer))));
        } catch (refused) {
          reject(refused);
        }
      });
    });
  return {
    send: (name, fields = []) => send(name, fields),
    list(name, fields = []) {
      const id = `list${++count}`;
      return lists.collect(name, id, send(name, fields, id));
    },
    close: () => client.disconnect(),
  };
}

/** @param {Record<string, unknown>} message */
const lowered = (message) =>
  Object.fromEntries(Object.entries(message).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * @param {Record<string, any>} object
 * @returns {import('../player.mjs').Packet}
 */
function toPacket(object) {
  const packet = packetOf(object, (name) => {
    const value = object[name];
    return (name === 'variable' || name === 'chanvariable') && value !== undefined
      ? Object.entries(value).map((pair) => pair.join('='))
      : undefined;
  });
  if (object.content !== undefined) return { ...packet, output: object.content.split('\n') };
  return { ...packet, output: packet.all('output') };
}
