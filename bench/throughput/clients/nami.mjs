// @ts-check
import namiModule from 'nami';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const client = new namiModule.Nami({
    host: '127.0.0.1',
    port,
    username: 'bench',
    secret: 'bench',
    logger: silent,
  });
  client.on('namiEvent', (/** @type {Record<string, string>} */ { event, calleridname, uniqueid }) =>
    take(event, calleridname, uniqueid),
  );
  client.open();
}
