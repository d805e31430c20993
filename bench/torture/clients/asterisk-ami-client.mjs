// @ts-check
import AmiClient from 'asterisk-ami-client';
import { answered, Lists, messageOf, packetOf } from './plain.mjs';

/** @type {import('../player.mjs').Open} */
export function open({ port, reconnects, told }) {
  const client = new AmiClient({ reconnect: reconnects, keepAlive: true, attemptsDelay: 500 });
  const lists = new Lists();
  let count = 0;
  client.on('event', (/** @type {Record<string, unknown>} */ object) => {
    const packet = packetOf(object);
    if (!lists.take(packet)) told.event(packet);
  });
  client.on('disconnect', () => told.fault('disconnected'));
  client.on('internalError', (/** @type {Error} */ error) => told.fault(error?.message ?? 'error'));
  client.on('connect', () => told.ready());
  client
    .connect('bench', 'bench-secret', { host: '127.0.0.1', port })
    .catch((/** @type {Error | undefined} */ error) => told.fault(error?.message ?? 'closed'));
  /** @type {(message: Record<string, unknown>) => Promise<import('../player.mjs').Packet>} */
  const send = async (message) => {
    const answer = await client.action(message, true);
    const packet = answered(packetOf(answer));
    const content = answer.$content;
    return { ...packet, output: content === undefined ? packet.all('output') : content.split('\n') };
  };
  return {
    send: (name, fields = []) => send(messageOf(name, fields)),
    list(name, fields = []) {
      const id = `list${++count}`;
      return lists.collect(name, id, send({ ...messageOf(name, fields), ActionID: id }));
    },
    close: () => client.disconnect(),
  };
}
