// @ts-check
/** Ours. Shorter waits than the panel's, so that a run takes minutes and not an hour. */

// Built by the run.
const built = '../../../out/bench/client.js';
/** @type {typeof import('../../../src/ami/client.ts')} */
const { AsteriskClient } = await import(built);

/** @type {import('../player.mjs').Open} */
export function open({ port, told }) {
  const client = new AsteriskClient({
    host: '127.0.0.1',
    port,
    username: 'bench',
    secret: () => 'bench-secret',
    actionTimeoutMs: 3_000,
    listTimeoutMs: 3_000,
    loginTimeoutMs: 3_000,
    heartbeatMs: 1_000,
    onListenerError: () => undefined,
  });
  client.onEvent((packet) => told.event(packet));
  client.onStatus((status) => {
    if (status.state === 'online') told.ready();
    else if (status.state === 'refused' || status.state === 'waiting') told.fault(status.error.code);
  });
  client.start();
  return {
    send: (name, fields = []) => client.send({ name, fields }),
    list: async (name, fields = []) => (await client.list({ name, fields })).items,
    close: () => client.stop(),
  };
}
