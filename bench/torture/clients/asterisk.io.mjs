// @ts-check
import aio from 'asterisk.io';
import { answered, packetOf } from './plain.mjs';

/** @type {import('../player.mjs').Open} */
export function open({ port, told }) {
  const client = aio.ami('127.0.0.1', port, 'bench', 'bench-secret');
  /** It makes the ActionIDs itself and tells none: a list belongs to the one that waits. @type {{ items: import('../player.mjs').Packet[], end: string, done: (items: any) => void } | undefined} */
  let list;
  client.on('error', (/** @type {Error} */ error) => told.fault(error.message));
  client.on('ready', () => told.ready());
  client.on('eventAny', (/** @type {Record<string, unknown>} */ object) => {
    const packet = toPacket(object);
    if (list === undefined || packet.get('ActionID') === undefined) told.event(packet);
    else if (packet.get('Event') === list.end || /complete/i.test(packet.get('EventList') ?? '')) {
      list.done(list.items);
      list = undefined;
    } else list.items.push(packet);
  });
  /** @type {(name: string, fields: import('../player.mjs').Fields) => Promise<import('../player.mjs').Packet>} */
  const send = (name, fields) =>
    new Promise((resolve, reject) => {
      client.action(name, Object.fromEntries(fields), (/** @type {any} */ answer) => {
        try {
          resolve(answered(toPacket(answer)));
        } catch (refused) {
          reject(refused);
        }
      });
    });
  return {
    send: (name, fields = []) => send(name, fields),
    list: (name, fields = []) =>
      new Promise((resolve, reject) => {
        list = { items: [], end: `${name}Complete`, done: resolve };
        send(name, fields).catch(reject);
      }),
    close: () => undefined,
  };
}

/**
 * @param {Record<string, unknown>} object
 * @returns {import('../player.mjs').Packet}
 */
function toPacket(object) {
  const packet = packetOf(object);
  return { ...packet, output: packet.all('output') };
}
