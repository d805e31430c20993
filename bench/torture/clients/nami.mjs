// @ts-check
import namiModule from 'nami';
import { answered, packetOf } from './plain.mjs';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** @type {import('../player.mjs').Open} */
export function open({ port, reconnects, told }) {
  const client = new namiModule.Nami({
    host: '127.0.0.1',
    port,
    username: 'bench',
    secret: 'bench-secret',
    logger: silent,
  });
  let isRefused = false;
  client.on('namiEvent', (/** @type {any} */ object) => told.event(toPacket(object)));
  client.on('namiConnected', () => told.ready());
  for (const name of ['namiInvalidPeer', 'namiLoginIncorrect', 'namiConnectionError', 'namiConnectionClose'])
    client.on(name, () => {
      told.fault(name);
      isRefused ||= name === 'namiLoginIncorrect';
      // As its example has it: the user opens it again.
      if (reconnects && !isRefused && name === 'namiConnectionClose') setTimeout(() => client.open(), 500);
    });
  client.open();
  /** @type {(name: string, fields: import('../player.mjs').Fields) => Promise<any>} */
  const send = (name, fields) =>
    new Promise((resolve) => {
      // It has a class for each action and none for others.
      const action = new namiModule.Actions.Ping();
      action.set('Action', name);
      for (const [field, value] of fields) action.set(field, value);
      client.send(action, resolve);
    });
  return {
    send: async (name, fields = []) => answered(toPacket(await send(name, fields))),
    list: async (name, fields = []) => {
      const answer = await send(name, fields);
      answered(toPacket(answer));
      return answer.events.slice(0, -1).map(toPacket);
    },
    close: () => client.close(),
  };
}

/**
 * @param {any} object
 * @returns {import('../player.mjs').Packet}
 */
function toPacket(object) {
  const packet = packetOf(object, (name) =>
    name === 'variable' || name === 'chanvariable'
      ? Object.entries(object.variables ?? {}).map((pair) => pair.join('='))
      : undefined,
  );
  return { ...packet, output: packet.all('output') };
}
