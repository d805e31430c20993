// @ts-check
/** A manager whose answer to ListCommands has 80,000 lines, 6.4 MB. */
import { createServer } from 'node:net';

const line = 'x'.repeat(58);
const text = Array.from(
  { length: 80_000 },
  (_, index) => `Output: PJSIP/${String(index).padStart(5, '0')} ${line}\r\n`,
).join('');

const server = createServer((socket) => {
  socket.write('Asterisk Call Manager/11.0.0\r\n');
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    for (const [, id] of bytes.toString().matchAll(/^ActionID: (\S+)/gm)) {
      const lines = bytes.includes('ListCommands') ? text : '';
      socket.write(`Response: Success\r\nActionID: ${id}\r\nChallenge: 1\r\n${lines}\r\n`);
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(address.port);
});
process.on('disconnect', () => process.exit());
