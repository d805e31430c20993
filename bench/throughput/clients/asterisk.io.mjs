// @ts-check
import aio from 'asterisk.io';

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const client = aio.ami('127.0.0.1', port, 'bench', 'bench');
  client.on('error', (/** @type {Error} */ error) => {
    throw error;
  });
  client.on('eventAny', (/** @type {Record<string, string>} */ { Event, CallerIDName, Uniqueid }) =>
    take(Event, CallerIDName, Uniqueid),
  );
}
