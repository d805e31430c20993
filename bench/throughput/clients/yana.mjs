// @ts-check
import AMI from 'yana';

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const client = new AMI({ host: '127.0.0.1', port, login: 'bench', password: 'bench' });
  client.on('event', (/** @type {Record<string, string>} */ { Event, CallerIDName, Uniqueid }) =>
    take(Event, CallerIDName, Uniqueid),
  );
  client.connect(() => undefined);
}
