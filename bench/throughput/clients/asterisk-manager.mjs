// @ts-check
import AsteriskManager from 'asterisk-manager';

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const client = new AsteriskManager(port, '127.0.0.1', 'bench', 'bench', true);
  client.on('managerevent', (/** @type {Record<string, string>} */ { event, calleridname, uniqueid }) =>
    take(event, calleridname, uniqueid),
  );
}
