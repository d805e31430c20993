// @ts-check
/** An Asterisk that accepts everybody and then sends events as fast as they are taken: node server.mjs EVENTS BYTES_PER_WRITE. */
import { createServer } from 'node:net';
import { stream } from './traffic.mjs';

const [count, bytesPerWrite] = process.argv.slice(2).map(Number);
const events = stream(count ?? 0);

/** @param {import('node:net').Socket} socket */
function send(socket) {
  let at = 0;
  const more = () => {
    while (at < events.length) {
      const piece = events.subarray(at, at + (bytesPerWrite ?? 0));
      at += piece.length;
      if (!socket.write(piece)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.write('Asterisk Call Manager/11.0.0\r\n');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString();
    for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
      const action = text.slice(0, end);
      text = text.slice(end + 4);
      const [, name = ''] = /^action:\s*(\S+)/im.exec(action) ?? [];
      const [, id] = /^actionid:\s*(\S+)/im.exec(action) ?? [];
      const answered = id === undefined ? '' : `ActionID: ${id}\r\n`;
      const challenge = name.toLowerCase() === 'challenge' ? 'Challenge: 120397163\r\n' : '';
      socket.write(`Response: Success\r\n${answered}${challenge}Message: Authentication accepted\r\n\r\n`);
      // A client may prepare itself once it is in; the clock runs from the first event.
      if (name.toLowerCase() === 'login') setTimeout(() => send(socket), 300);
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
