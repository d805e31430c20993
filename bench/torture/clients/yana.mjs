// @ts-check
import AMI from 'yana';
import { answered, Lists, messageOf, packetOf } from './plain.mjs';

/** @type {import('../player.mjs').Open} */
export function open({ port, reconnects, told }) {
  const client = new AMI({
    host: '127.0.0.1',
    port,
    login: 'bench',
    password: 'bench-secret',
    reconnect: reconnects,
  });
  const lists = new Lists();
  let count = 0;
  client.on('event', (/** @type {Record<string, unknown>} */ object) => {
    const packet = packetOf(object);
    if (!lists.take(packet)) told.event(packet);
  });
  client.on('connect', () => told.ready());
  client.on('reconnect', () => told.ready());
  client.on('disconnect', () => told.fault('disconnected'));
  client.on('error', (/** @type {unknown} */ error) => told.fault(String(error)));
  client.connect();
  /** @type {(message: Record<string, unknown>) => Promise<import('../player.mjs').Packet>} */
  const send = (message) =>
    new Promise((resolve, reject) => {
      // It calls back for each packet under the ActionID; the first is the answer.
      const sent = client.send(message, (/** @type {any} */ object) => {
        try {
          const packet = answered(packetOf(object));
          resolve({ ...packet, output: object.CMD ?? packet.all('output') });
        } catch (refused) {
          reject(refused);
        }
      });
      if (sent === false) reject(new Error('not connected'));
    });
  return {
    send: (name, fields = []) => send(messageOf(name, fields)),
    list(name, fields = []) {
      const id = `list${++count}`;
      return lists.collect(name, id, send({ ...messageOf(name, fields), ActionID: id }));
    },
    close: () => client.disconnect(),
  };
}
