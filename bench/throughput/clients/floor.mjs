// @ts-check
/** Reads and splits, and looks for three headers: less than any client does. */
import { connect as open } from 'node:net';

/** @type {import('../client.mjs').Connect} */
export function connect(port, take) {
  const socket = open(port, '127.0.0.1');
  socket.setEncoding('utf8');
  socket.write('Action: Login\r\nUsername: bench\r\nSecret: bench\r\n\r\n');
  let rest = '';
  socket.on('data', (text) => {
    const packets = (rest + String(text)).split('\r\n\r\n');
    rest = packets.pop() ?? '';
    for (const packet of packets)
      take(
        valueOf(packet, 'Event: '),
        valueOf(packet, '\r\nCallerIDName: '),
        valueOf(packet, '\r\nUniqueid: '),
      );
  });
}

/**
 * @param {string} packet
 * @param {string} name
 */
function valueOf(packet, name) {
  const at = packet.indexOf(name);
  if (at === -1) return undefined;
  const end = packet.indexOf('\r\n', at + name.length);
  return packet.slice(at + name.length, end === -1 ? undefined : end);
}
