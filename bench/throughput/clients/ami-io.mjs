// @ts-check
import AmiIo from 'ami-io/lib/index.js';
import SilentLogger from 'ami-io/lib/silent-logger.js';

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  // Its default, ASCII, damages every name.
  const options = {
    host: '127.0.0.1',
    port,
    login: 'bench',
    password: 'bench',
    encoding: 'utf8',
    logger: new SilentLogger(),
  };
  const client = AmiIo.createClient(options);
  client.on('event', (/** @type {Record<string, string>} */ { event, calleridname, uniqueid }) =>
    take(event, calleridname, uniqueid),
  );
  client.connect();
}
