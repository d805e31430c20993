// @ts-check
import AmiClient from 'asterisk-ami-client';

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const client = new AmiClient({ reconnect: false });
  client.on('event', (/** @type {Record<string, string>} */ { Event, CallerIDName, Uniqueid }) =>
    take(Event, CallerIDName, Uniqueid),
  );
  void client.connect('bench', 'bench', { host: '127.0.0.1', port });
}
