// @ts-check
/** Ours, as the panel has it. */

// Built by bench/run.mjs.
const built = '../../../out/bench/client.js';
/** @type {typeof import('../../../src/ami/client.ts')} */
const { AsteriskClient } = await import(built);

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const client = new AsteriskClient({ host: '127.0.0.1', port, username: 'bench', secret: () => 'bench' });
  client.onEvent((packet) => take(packet.event, packet.get('CallerIDName'), packet.get('Uniqueid')));
  client.start();
}
